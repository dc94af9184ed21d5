// Numbers become colours: pixels on a canvas, a legend.

/** @typedef {[at: number, colour: string]} Stop A place from 0 to 1 on a ramp of colours, and "#rrggbb". */

/** @type {Stop[]} */
export const GREY = [
  [0, "#000000"],
  [1, "#ffffff"],
];
// DIVERGING of lesson_utils/style.py, over which a test watches: blue is negative, orange positive.
/** @type {Stop[]} */
export const SIGNS = [
  [0, "#174a8b"],
  [0.25, "#7ba7d9"],
  [0.5, "#f7f7f5"],
  [0.75, "#eda15f"],
  [1, "#8f3d04"],
];

/**
 * 256 packed colours between stops of the form [position, "#rrggbb"].
 * @param {Stop[]} stops
 */
export function ramp(stops) {
  const rgb = stops.map(([at, hex]) => [at, ...[1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16))]);
  return Uint32Array.from({ length: 256 }, (_, index) => {
    const at = index / 255;
    const right = Math.max(
      1,
      rgb.findIndex((stop) => stop[0] >= at),
    );
    const [low, high] = [rgb[right - 1], rgb[right]];
    const part = (at - low[0]) / (high[0] - low[0]);
    const [red, green, blue] = [1, 2, 3].map((channel) =>
      Math.round(low[channel] + part * (high[channel] - low[channel])),
    );
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0; // the order of bytes in ImageData
  });
}

/**
 * Paint values; the range from `low` to `high` is spread over the colours.
 * @param {HTMLCanvasElement} canvas
 * @param {ArrayLike<number>} values
 * @param {number} height
 * @param {number} width
 * @param {{ low: number, high: number, colours: Uint32Array }} options
 */
export function paint(canvas, values, height, width, { low, high, colours }) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const picture = new ImageData(width, height);
  const cells = new Uint32Array(picture.data.buffer);
  const scale = 255 / (high - low || 1);
  for (let at = 0; at < cells.length; at++) {
    cells[at] = colours[Math.min(255, Math.max(0, Math.round((values[at] - low) * scale)))];
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

/**
 * The same stops as a CSS gradient, for a legend.
 * @param {Stop[]} stops
 */
export function gradient(stops) {
  return `linear-gradient(to right, ${stops.map(([at, hex]) => `${hex} ${at * 100}%`).join(", ")})`;
}
