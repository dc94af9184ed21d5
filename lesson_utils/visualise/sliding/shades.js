// The colours of a cell: greys for an image, blue to orange where there are signs. Each comes with letters that read on it.

import { ramp, SIGNS } from "../kit/paint.js";

/** @typedef {{ background: string, ink: string }} Shade The colours of a cell and of the letters on it. */

const SIGN_RAMP = ramp(SIGNS);
const BRIGHT = 0.179; // luminance from which black letters read better than white ones

/** @param {number} channel */
const linear = (channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/**
 * Black or white, whichever contrasts more (WCAG's relative luminance); channels from 0 to 255.
 * @param {number[]} pair
 */
export function inkOn([red, green, blue]) {
  const bright = 0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);
  return bright > BRIGHT ? "#000000" : "#ffffff";
}

/** @param {number[]} channels */
const shade = (channels) => ({ background: `rgb(${channels.join(" ")})`, ink: inkOn(channels) });

/**
 * From blue over white to orange; at most half as strong as on a picture, so that numbers read on it.
 * @param {number} value
 * @param {number} limit
 * @param {number} [strength]
 */
export function signedShade(value, limit, strength = 0.25) {
  const packed = SIGN_RAMP[Math.round(255 * (0.5 + strength * Math.max(-1, Math.min(1, value / (limit || 1)))))];
  return shade([packed & 255, (packed >> 8) & 255, (packed >> 16) & 255]);
}

/**
 * A function that shades every number of an image: dark is 0 and white the largest, unless there are signs.
 * @param {number[]} values
 */
export function imageShade(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low < 0) return (/** @type {number} */ value) => signedShade(value, Math.max(-low, high));
  return (/** @type {number} */ value) => {
    const grey = Math.round(255 * Math.min(1, 0.2 + (0.8 * value) / (high || 1)));
    return shade([grey, grey, grey]);
  };
}

/**
 * Paint a table cell, or with no shade leave it to the style sheet.
 * @param {HTMLElement} cell
 * @param {Shade | undefined} colours
 */
export function paintCell(cell, colours) {
  cell.style.backgroundColor = colours?.background ?? "";
  cell.style.color = colours?.ink ?? "";
}
