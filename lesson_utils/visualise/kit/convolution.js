// What a convolutional layer computes. The browser's twin of convolution.py: the tests hold the two together.

/** @typedef {{ low: number, high: number, lowAt: number, highAt: number, negative: number, size: number }} Summary */
/** @typedef {{ pixels: ArrayLike<number>, height: number, width: number }} Picture */

const AT_ONCE = 4; // columns whose sums grow side by side: more than twice as fast as one after the other

/**
 * Slide a kernel (a list of rows) over an image (one long list, row after row) wherever it fits ("valid").
 * @param {ArrayLike<number>} pixels
 * @param {number} height
 * @param {number} width
 * @param {number[][]} kernel
 */
export function filterImage(pixels, height, width, kernel) {
  const [rows, columns] = [kernel.length, kernel[0].length];
  const [outHeight, outWidth] = [height - rows + 1, width - columns + 1];
  const weights = Float64Array.from(kernel.flat());
  const from = new Float64Array(pixels.length + AT_ONCE);
  from.set(pixels);
  const values = new Float32Array(outHeight * outWidth + AT_ONCE);
  for (let row = 0; row < outHeight; row++) {
    // Beyond the end of a row the sums mean nothing; the next row writes over them.
    for (let column = 0; column < outWidth; column += AT_ONCE) {
      let [first, second, third, fourth] = [0, 0, 0, 0];
      for (let m = 0, nth = 0; m < rows; m++) {
        let at = (row + m) * width + column;
        for (let n = 0; n < columns; n++, nth++, at++) {
          const weight = weights[nth];
          first += from[at] * weight;
          second += from[at + 1] * weight;
          third += from[at + 2] * weight;
          fourth += from[at + 3] * weight;
        }
      }
      const place = row * outWidth + column;
      values[place] = first;
      values[place + 1] = second;
      values[place + 2] = third;
      values[place + 3] = fourth;
    }
  }
  return { values: values.subarray(0, outHeight * outWidth), height: outHeight, width: outWidth };
}

/**
 * The lowest and highest value, where they stand, and how many values are negative.
 * @param {ArrayLike<number>} values
 */
export function summarise(values) {
  const summary = { low: Infinity, high: -Infinity, lowAt: 0, highAt: 0, negative: 0, size: values.length };
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    if (value < summary.low) [summary.low, summary.lowAt] = [value, at];
    if (value > summary.high) [summary.high, summary.highAt] = [value, at];
    if (value < 0) summary.negative++;
  }
  return summary;
}

/**
 * The arithmetic of one output pixel: the patch under the kernel, the products, their sum.
 * @param {ArrayLike<number>} pixels
 * @param {number} width
 * @param {number[][]} kernel
 * @param {number} row
 * @param {number} column
 */
export function arithmetic(pixels, width, kernel, row, column) {
  const patch = kernel.map((weights, m) => weights.map((_, n) => pixels[(row + m) * width + column + n]));
  const products = kernel.map((weights, m) => weights.map((weight, n) => weight * patch[m][n]));
  return { patch, products, sum: products.flat().reduce((total, product) => total + product, 0) };
}

/**
 * A kernel with another number of rows and columns: zeros are added around it, or its rim is left out.
 * @param {number[][]} kernel
 * @param {number} size
 */
export function resized(kernel, size) {
  const shift = Math.trunc((size - kernel.length) / 2);
  const places = [...Array(size).keys()];
  return places.map((row) => places.map((column) => kernel[row - shift]?.[column - shift] ?? 0));
}
