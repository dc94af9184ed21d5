// What a convolutional layer computes. The browser's twin of ../../kit/convolution.py: the tests hold the two together.

/** Slide a kernel (a list of rows) over an image (one long list, row after row) wherever it fits ("valid"). */
export function filterImage(pixels, height, width, kernel) {
  const rows = kernel.length;
  const columns = kernel[0].length;
  const outHeight = height - rows + 1;
  const outWidth = width - columns + 1;
  const values = new Float32Array(outHeight * outWidth);
  for (let row = 0; row < outHeight; row++) {
    for (let column = 0; column < outWidth; column++) {
      let sum = 0;
      for (let m = 0; m < rows; m++) {
        const start = (row + m) * width + column;
        for (let n = 0; n < columns; n++) sum += pixels[start + n] * kernel[m][n];
      }
      values[row * outWidth + column] = sum;
    }
  }
  return { values, height: outHeight, width: outWidth };
}

/** The lowest and highest value, where they stand, and how many values are negative. */
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

/** The arithmetic of one output pixel: the patch under the kernel, the products, their sum. */
export function arithmetic(pixels, width, kernel, row, column) {
  const patch = kernel.map((weights, m) => weights.map((_, n) => pixels[(row + m) * width + column + n]));
  const products = kernel.map((weights, m) => weights.map((weight, n) => weight * patch[m][n]));
  return { patch, products, sum: products.flat().reduce((total, product) => total + product, 0) };
}

/** A kernel with another number of rows and columns: zeros are added around it, or its rim is left out. */
export function resized(kernel, size) {
  const shift = Math.trunc((size - kernel.length) / 2);
  const places = [...Array(size).keys()];
  return places.map((row) => places.map((column) => kernel[row - shift]?.[column - shift] ?? 0));
}
