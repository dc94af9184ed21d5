// How pictures, channels and maps look on a canvas.

import { GREY, paint, ramp, SIGNS } from "../kit/paint.js";

/** @import { Summary } from "../kit/convolution.js" */

const [GREYS, SIGNED] = [ramp(GREY), ramp(SIGNS)];

/**
 * The distance from 0 that several maps reach, of which `summarise` has told: their common scale.
 * @param {...Summary} summaries
 */
export function farthest(...summaries) {
  return Math.max(...summaries.map(({ low, high }) => Math.max(-low, high))) || 1;
}

/**
 * One channel, black for 0 and white for 1.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} values
 * @param {number} height
 * @param {number} width
 */
export function paintChannel(canvas, values, height, width) {
  paint(canvas, values, height, width, { low: 0, high: 1, colours: GREYS });
}

/**
 * A map with signs: blue for -limit, pale for 0, orange for limit.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} values
 * @param {number} height
 * @param {number} width
 * @param {number} limit
 */
export function paintMap(canvas, values, height, width, limit) {
  paint(canvas, values, height, width, { low: -limit, high: limit, colours: SIGNED });
}

/**
 * Red, green and blue from 0 to 1, pixel after pixel, as the colours they are.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} pixels
 * @param {number} height
 * @param {number} width
 */
export function paintColours(canvas, pixels, height, width) {
  Object.assign(canvas, { height, width });
  const picture = new ImageData(width, height);
  for (let at = 0; at < height * width; at++) {
    for (let channel = 0; channel < 3; channel++)
      picture.data[4 * at + channel] = Math.round(255 * pixels[3 * at + channel]);
    picture.data[4 * at + 3] = 255;
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}
