// How a window slides, and what a convolution makes of it. The browser's twin of sliding.py: the tests hold the two
// together. `how` is { strides, padding, dilation_rate }, in Keras' words; an image is a list of rows.

/** @typedef {{ strides: number, padding: string, dilation_rate?: number }} How In Keras' words. */

/**
 * Cells from a window's first to its last, those that a dilated kernel leaves out included.
 * @param {number} window
 * @param {number} dilation
 */
export const span = (window, dilation) => dilation * (window - 1) + 1;

/**
 * The number of places where a window stops along one axis.
 * @param {number} size
 * @param {number} window
 * @param {How} options
 */
function outputSize(size, window, { strides, padding, dilation_rate: dilation = 1 }) {
  if (padding === "same") return Math.ceil(size / strides);
  return Math.max(0, Math.floor((size - span(window, dilation)) / strides) + 1);
}

/**
 * For each output along one axis, the cells it looks at; below 0 and from `size` on lies the padding.
 * @param {number} size
 * @param {number} window
 * @param {How} how
 */
export function reach(size, window, how) {
  const { strides, padding, dilation_rate: dilation = 1 } = how;
  const count = outputSize(size, window, how);
  const missing = padding === "same" ? Math.max(0, (count - 1) * strides + span(window, dilation) - size) : 0;
  const before = Math.floor(missing / 2); // an odd one goes to the end, as TensorFlow has it
  return Array.from({ length: count }, (_, stop) =>
    Array.from({ length: window }, (_, cell) => stop * strides - before + cell * dilation),
  );
}

/**
 * Rows of the window's values around one output; `fill` stands in the padding.
 * @param {number[][]} image
 * @param {number[]} rows
 * @param {number[]} columns
 * @param {number | undefined} fill
 */
export const windowAt = (image, rows, columns, fill) =>
  rows.map((row) => columns.map((column) => image[row]?.[column] ?? fill));

/**
 * What each output looks at: `rows[i]` and `columns[j]` for the output in row i and column j.
 * @param {number[][]} image
 * @param {number[]} pair
 * @param {How} how
 */
export const stops = (image, [height, width], how) => ({
  rows: reach(image.length, height, how),
  columns: reach(image[0].length, width, how),
});

/**
 * The products of one window with the kernel, and their sum.
 * @param {number[][]} window
 * @param {number[][]} kernel
 */
export function productsAndSum(window, kernel) {
  const products = kernel.map((weights, m) => weights.map((weight, n) => weight * window[m][n]));
  return { products, sum: products.flat().reduce((total, product) => total + product, 0) };
}

/**
 * Slide a kernel over an image as Conv2D does: one channel, one filter, no bias.
 * @param {number[][]} image
 * @param {number[][]} kernel
 * @param {How} how
 */
export function convolve(image, kernel, how) {
  const { rows, columns } = stops(image, [kernel.length, kernel[0].length], how);
  return rows.map((row) => columns.map((column) => productsAndSum(windowAt(image, row, column, 0), kernel).sum));
}

/**
 * Where the length of the output comes from, as a clause.
 * @param {string} what
 * @param {number} size
 * @param {number} window
 * @param {How} how
 */
export function sizeInWords(what, size, window, how) {
  const { strides, padding, dilation_rate: dilation = 1 } = how;
  const count = outputSize(size, window, how);
  const name = count === 1 ? what : `${what}s`;
  if (padding === "same") return `${count} ${name}: ceil(${size} / ${strides}) = ${count}`;
  const reached = span(window, dilation);
  const clause = `${count} ${name}: floor((${size} − ${reached}) / ${strides}) + 1 = ${count}`;
  if (dilation === 1) return clause;
  return `${clause}, as the kernel spans ${dilation} × (${window} − 1) + 1 = ${reached}`;
}

/**
 * The cells of an axis that no window ever looks at.
 * @param {number} size
 * @param {number} window
 * @param {How} how
 */
export function unused(size, window, how) {
  const seen = new Set(reach(size, window, how).flat());
  return Array.from({ length: size }, (_, cell) => cell).filter((cell) => !seen.has(cell));
}
