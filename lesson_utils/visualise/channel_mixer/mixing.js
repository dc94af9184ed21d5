// How a convolutional layer mixes the channels of a picture. The browser's twin of mixing.py: the tests hold the
// two together. A picture is one long list, pixel after pixel, red, green and blue of each; a filter is
// weights[row][column][channel], as Keras has it.

/** @typedef {ReturnType<typeof pixelArithmetic>} PixelArithmetic */

export const CHANNELS = ["red", "green", "blue"];

/**
 * One channel of a picture as a list of its own.
 * @param {ArrayLike<number>} pixels
 * @param {number} channel
 */
export function channelOf(pixels, channel) {
  return Float32Array.from({ length: pixels.length / 3 }, (_, at) => pixels[3 * at + channel]);
}

/**
 * One filter of a layer: Keras keeps them side by side on the last axis.
 * @param {number[][][][]} filters
 * @param {number} place
 */
export function filterOf(filters, place) {
  return filters.map((row) => row.map((column) => column.map((weights) => weights[place])));
}

/**
 * One table of a filter: its weights for one channel.
 * @param {number[][][]} filter
 * @param {number} channel
 */
function tableOf(filter, channel) {
  return filter.map((row) => row.map((weights) => weights[channel]));
}

/**
 * What each channel gives with its own table, and the sum of the three, wherever the filter fits ("valid").
 * @param {ArrayLike<number>} pixels
 * @param {number} height
 * @param {number} width
 * @param {number[][][]} filter
 */
export function mix(pixels, height, width, filter) {
  const [rows, columns] = [filter.length, filter[0].length];
  const [outHeight, outWidth] = [height - rows + 1, width - columns + 1];
  const maps = CHANNELS.map(() => new Float32Array(outHeight * outWidth));
  const sum = new Float32Array(outHeight * outWidth);
  const weights = filter.flat(2);
  for (let row = 0; row < outHeight; row++) {
    for (let column = 0; column < outWidth; column++) {
      let red = 0,
        green = 0,
        blue = 0;
      let weight = 0;
      for (let m = 0; m < rows; m++) {
        let at = 3 * ((row + m) * width + column);
        for (let n = 0; n < columns; n++) {
          red += pixels[at++] * weights[weight++];
          green += pixels[at++] * weights[weight++];
          blue += pixels[at++] * weights[weight++];
        }
      }
      const place = row * outWidth + column;
      maps[0][place] = red;
      maps[1][place] = green;
      maps[2][place] = blue;
      sum[place] = red + green + blue;
    }
  }
  return { maps, sum, height: outHeight, width: outWidth };
}

/**
 * The sum with the bias, after ReLU: a feature map.
 * @param {Float32Array} sum
 * @param {number} bias
 */
export function featureMap(sum, bias) {
  return sum.map((value) => Math.max(0, value + bias));
}

/**
 * The arithmetic of one pixel of the feature map: for each channel the patch, its products and their sum; the total.
 * @param {ArrayLike<number>} pixels
 * @param {number} width
 * @param {number[][][]} filter
 * @param {number} bias
 * @param {number} row
 * @param {number} column
 */
export function pixelArithmetic(pixels, width, filter, bias, row, column) {
  const channels = CHANNELS.map((_, channel) => {
    const table = tableOf(filter, channel);
    const patch = table.map((weights, m) =>
      weights.map((_, n) => pixels[3 * ((row + m) * width + column + n) + channel]),
    );
    const products = table.flatMap((weights, m) => weights.map((weight, n) => weight * patch[m][n]));
    return { table, patch, products, sum: products.reduce((total, product) => total + product, 0) };
  });
  const total = channels.reduce((all, { sum }) => all + sum, bias);
  return { channels, total, output: Math.max(0, total) };
}

/** @param {...number} colour */
const evenly = (...colour) => Array(9).fill(colour).flat();
const PLACES = [
  { place: "the picture is evenly blue (red 0, green 0, blue 1)", patch: evenly(0, 0, 1) },
  { place: "the picture is evenly red (red 1, green 0, blue 0)", patch: evenly(1, 0, 0) },
  { place: "the picture is evenly green (red 0, green 1, blue 0)", patch: evenly(0, 1, 0) },
  { place: "white lies above black", patch: [...Array(9).fill(1), ...Array(18).fill(0)] },
  { place: "white lies to the left of black", patch: Array(3).fill([1, 1, 1, 0, 0, 0, 0, 0, 0]).flat() },
];

/**
 * A question about a filter that can be answered before its map is seen: where, and what the filter gives there.
 * @param {number[][][]} filter
 * @param {number} bias
 */
export function placeToAskAbout(filter, bias) {
  const answers = PLACES.map((one) => ({ ...one, total: pixelArithmetic(one.patch, 3, filter, bias, 0, 0).total }));
  const negative = answers.filter(({ total }) => total < -1e-9); // what ReLU deletes teaches most
  const among = negative.length ? negative : answers;
  return among.reduce((best, one) => (Math.abs(one.total) > Math.abs(best.total) + 1e-9 ? one : best));
}
