// The picture that enters the network, and what can be done to it: shifted, covered in part, replaced.

import { greyOf } from "../kit/image_file.js";

const SQUARE = 4; // the grey square is a quarter of the picture's shorter side

/** @param {number[]} pair */
export const squareSide = ([height, width]) => Math.max(1, Math.round(Math.min(height, width) / SQUARE));

/**
 * Shift a picture by rows and columns; what enters at a rim repeats the rim.
 * @param {Float32Array} pixels
 * @param {number[]} pair
 * @param {number[]} pair
 */
export function shifted(pixels, [height, width, channels], [down, right]) {
  const inside = (/** @type {number} */ at, /** @type {number} */ size) => Math.min(size - 1, Math.max(0, at));
  const out = new Float32Array(pixels.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (inside(row - down, height) * width + inside(column - right, width)) * channels;
      out.set(pixels.subarray(from, from + channels), (row * width + column) * channels);
    }
  }
  return out;
}

/**
 * Lay a grey square on a picture, its top left corner at a row and column.
 * @param {Float32Array} pixels
 * @param {number[]} shape
 * @param {number[]} pair
 * @param {number} top
 */
export function covered(pixels, shape, [row, column], top) {
  const [, width, channels] = shape;
  const side = squareSide(shape);
  const out = pixels.slice();
  for (let line = row; line < row + side; line++) {
    const start = (line * width + column) * channels;
    out.fill(top / 2, start, start + side * channels);
  }
  return out;
}

/**
 * A picture file becomes the numbers that the network reads: cut to the network's shape, scaled, grey if need be.
 * @param {{ rgba: Uint8ClampedArray<ArrayBuffer>, height: number, width: number }} options
 * @param {number[]} pair
 * @param {number} top
 */
export function fitted({ rgba, height, width }, [rows, columns, channels], top) {
  const whole = new OffscreenCanvas(width, height);
  whole.getContext("2d").putImageData(new ImageData(rgba, width, height), 0, 0);
  const pen = new OffscreenCanvas(columns, rows).getContext("2d");
  const scale = Math.max(rows / height, columns / width); // fill the frame; what is too long or too wide hangs over
  pen.imageSmoothingQuality = "high";
  pen.drawImage(whole, (columns - width * scale) / 2, (rows - height * scale) / 2, width * scale, height * scale);
  const small = pen.getImageData(0, 0, columns, rows).data;
  if (channels === 1) return Float32Array.from(greyOf(small), (value) => (value / 255) * top);
  return Float32Array.from(
    { length: rows * columns * 3 },
    (_, at) => (small[Math.floor(at / 3) * 4 + (at % 3)] / 255) * top,
  );
}

/**
 * Paint the picture in its own colours.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} pixels
 * @param {number[]} pair
 * @param {number} top
 */
export function paintPicture(canvas, pixels, [height, width, channels], top) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const picture = new ImageData(width, height);
  for (let at = 0; at < height * width; at++) {
    for (let colour = 0; colour < 3; colour++) {
      picture.data[at * 4 + colour] = (pixels[at * channels + (channels === 3 ? colour : 0)] / top) * 255;
    }
    picture.data[at * 4 + 3] = 255;
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}
