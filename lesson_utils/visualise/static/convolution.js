// What a convolutional layer computes. The browser's twin of ../convolution.py: the tests hold the two together.

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
  values.forEach((value, at) => {
    if (value < summary.low) [summary.low, summary.lowAt] = [value, at];
    if (value > summary.high) [summary.high, summary.highAt] = [value, at];
    if (value < 0) summary.negative++;
  });
  return summary;
}

/** The arithmetic of one output pixel: the patch under the kernel, the products, their sum. */
export function arithmetic(pixels, width, kernel, row, column) {
  const patch = kernel.map((weights, m) => weights.map((_, n) => pixels[(row + m) * width + column + n]));
  const products = kernel.map((weights, m) => weights.map((weight, n) => weight * patch[m][n]));
  return { patch, products, sum: products.flat().reduce((total, product) => total + product, 0) };
}

/** A question about a kernel that can be answered before its result is seen, and the answer, computed. */
export function prediction(kernel) {
  const patches = [
    { place: "light lies above dark", patch: [[200, 200, 200], [200, 200, 200], [50, 50, 50]] },
    { place: "light lies to the left of dark", patch: [[200, 200, 50], [200, 200, 50], [200, 200, 50]] },
    { place: "all nine pixels are equally light", patch: [[200, 200, 200], [200, 200, 200], [200, 200, 200]] },
  ].map((one) => ({ ...one, sum: arithmetic(one.patch.flat(), 3, kernel, 0, 0).sum }));
  const even = patches[2];
  if (Math.abs(even.sum) > 1e-9) return even;
  return Math.abs(patches[0].sum) >= Math.abs(patches[1].sum) ? patches[0] : patches[1];
}
