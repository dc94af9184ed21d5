// What each kind of layer computes. The numbers are those of Keras: the tests hold the two together.
// An array is one long Float32Array, row after row, the channels of a pixel side by side. Each function fills `out`.

/** @import { Layer, Settings } from "./network.js" */
/** @typedef {(out: Float32Array, inputs: Float32Array[], layer: Layer, sources: number[][]) => void} Operation */
/** @typedef {(row: number, column: number, settings: Settings) => number[]} ReadFrom */

/**
 * Call `visit(row, column, m, n, at)` for each cell of each window inside the map; `at` is the pixel beneath it.
 * @param {Settings} options
 * @param {number[]} pair
 * @param {number} row
 * @param {number} column
 * @param {(cell: number, pixel: number) => void} visit
 */
export function eachInWindow({ size, strides, before, dilation = [1, 1] }, [height, width], row, column, visit) {
  for (let m = 0; m < size[0]; m++) {
    const y = row * strides[0] - before[0] + m * dilation[0];
    if (y < 0 || y >= height) continue;
    for (let n = 0; n < size[1]; n++) {
      const x = column * strides[1] - before[1] + n * dilation[1];
      if (x >= 0 && x < width) visit(m * size[1] + n, y * width + x);
    }
  }
}

/**
 * @param {Float32Array} out
 * @param {Float32Array[]} pair
 * @param {Layer} options
 * @param {number[][]} pair
 */
function conv2d(out, [input], { shape, settings, weights: [kernel, bias] }, [source]) {
  const [height, width, channels] = source;
  const [rows, columns, filters] = shape;
  const { size, strides, before, dilation, groups } = settings;
  const read = channels / groups; // channels that one group of filters reads
  const made = filters / groups;
  const sums = new Float64Array(filters);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      sums.set(bias);
      for (let m = 0; m < size[0]; m++) {
        const y = row * strides[0] - before[0] + m * dilation[0];
        if (y < 0 || y >= height) continue;
        for (let n = 0; n < size[1]; n++) {
          const x = column * strides[1] - before[1] + n * dilation[1];
          if (x < 0 || x >= width) continue;
          const pixel = (y * width + x) * channels;
          const cell = (m * size[1] + n) * read * filters;
          for (let channel = 0; channel < channels; channel++) {
            const value = input[pixel + channel];
            if (value === 0) continue; // after a ReLU about half of them
            const group = groups === 1 ? 0 : Math.floor(channel / read);
            const weight = cell + (channel - group * read) * filters;
            for (let filter = group * made; filter < (group + 1) * made; filter++)
              sums[filter] += value * kernel[weight + filter];
          }
        }
      }
      out.set(sums, (row * columns + column) * filters);
    }
  }
}

/**
 * @param {Float32Array} out
 * @param {Float32Array[]} pair
 * @param {Layer} options
 * @param {number[][]} pair
 */
function depthwise(out, [input], { shape, settings, weights: [kernel, bias] }, [source]) {
  const [rows, columns, maps] = shape;
  const each = maps / source[2];
  const sums = new Float64Array(maps);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      sums.set(bias);
      eachInWindow(settings, source, row, column, (cell, pixel) => {
        for (let map = 0; map < maps; map++) {
          sums[map] += input[pixel * source[2] + Math.floor(map / each)] * kernel[cell * maps + map];
        }
      });
      out.set(sums, (row * columns + column) * maps);
    }
  }
}

/**
 * @param {Float32Array} out
 * @param {Float32Array[]} pair
 * @param {Layer} options
 * @param {number[][]} pair
 */
function maxPooling(out, [input], { shape, settings }, [source]) {
  const [rows, columns, maps] = shape;
  out.fill(-Infinity);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const start = (row * columns + column) * maps;
      eachInWindow(settings, source, row, column, (_, pixel) => {
        for (let map = 0; map < maps; map++) {
          const value = input[pixel * maps + map];
          if (!(value <= out[start + map])) out[start + map] = value;
        }
      });
    }
  }
}

/**
 * The mean of what lies inside the map: cells that hang over its rim do not count.
 * @param {Float32Array} out
 * @param {Float32Array[]} pair
 * @param {Layer} options
 * @param {number[][]} pair
 */
function averagePooling(out, [input], { shape, settings }, [source]) {
  const [rows, columns, maps] = shape;
  const sums = new Float64Array(maps);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let cells = 0;
      sums.fill(0);
      eachInWindow(settings, source, row, column, (_, pixel) => {
        cells++;
        for (let map = 0; map < maps; map++) sums[map] += input[pixel * maps + map];
      });
      const start = (row * columns + column) * maps;
      for (let map = 0; map < maps; map++) out[start + map] = sums[map] / cells;
    }
  }
}

/**
 * @param {number} start
 * @param {(found: number, value: number) => number} combine
 * @param {(found: number, cells: number) => number} finish
 * @returns {Operation}
 */
function globalPooling(start, combine, finish) {
  return (out, [input], _, [source]) => {
    const maps = source[2];
    const found = new Float64Array(maps).fill(start);
    for (let at = 0; at < input.length; at++) found[at % maps] = combine(found[at % maps], input[at]);
    for (let map = 0; map < maps; map++) out[map] = finish(found[map], source[0] * source[1]);
  };
}

/**
 * @param {Float32Array} out
 * @param {Float32Array[]} pair
 * @param {Layer} options
 * @param {number[][]} pair
 */
function dense(out, [input], { shape, weights: [kernel, bias] }, [source]) {
  const units = shape.at(-1);
  const inputs = source.at(-1);
  const sums = new Float64Array(units);
  for (let start = 0; start < input.length / inputs; start++) {
    sums.set(bias);
    for (let from = 0; from < inputs; from++) {
      const value = input[start * inputs + from];
      if (value === 0) continue;
      for (let unit = 0; unit < units; unit++) sums[unit] += value * kernel[from * units + unit];
    }
    out.set(sums, start * units);
  }
}

/**
 * @param {Float32Array} out
 * @param {Float32Array[]} pair
 * @param {Layer} options
 */
function batchNormalization(out, [input], { settings, weights: [gamma, beta, mean, variance] }) {
  const maps = gamma.length;
  for (let at = 0; at < out.length; at++) {
    const map = at % maps;
    out[at] = (gamma[map] * (input[at] - mean[map])) / Math.sqrt(variance[map] + settings.epsilon) + beta[map];
  }
}

/**
 * @param {Float32Array} out
 * @param {Float32Array[]} pair
 * @param {Layer} options
 */
function rescaling(out, [input], { weights: [scale, offset] }) {
  for (let at = 0; at < out.length; at++) out[at] = input[at] * scale[at % scale.length] + offset[at % scale.length];
}

/**
 * Copy pixels from elsewhere: `from(row, column)` names the row and column that are read; outside stands 0.
 * @param {ReadFrom} from
 */
function readElsewhere(from) {
  return (
    /** @type {Float32Array} */ out,
    /** @type {Float32Array[]} */ [input],
    /** @type {Layer} */ { shape, settings },
    /** @type {number[][]} */ [source],
  ) => {
    const [rows, columns, maps] = shape;
    const [height, width] = source;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const [y, x] = from(row, column, settings);
        if (y < 0 || y >= height || x < 0 || x >= width) continue;
        const pixel = (y * width + x) * maps;
        out.set(input.subarray(pixel, pixel + maps), (row * columns + column) * maps);
      }
    }
  };
}

/** The row and column that a frame (padding or cropping) or an enlargement reads. */
/** @type {Record<string, ReadFrom>} */
export const READ_FROM = {
  frame: (/** @type {number} */ row, /** @type {number} */ column, { before }) => [row - before[0], column - before[1]],
  upsampling2d: (/** @type {number} */ row, /** @type {number} */ column, { size }) => [
    Math.floor(row / size[0]),
    Math.floor(column / size[1]),
  ],
};

/** @type {Record<string, (one: number, other: number) => number>} */
export const COMBINE = {
  add: (/** @type {number} */ one, /** @type {number} */ other) => one + other,
  subtract: (/** @type {number} */ one, /** @type {number} */ other) => one - other,
  multiply: (/** @type {number} */ one, /** @type {number} */ other) => one * other,
  maximum: Math.max,
  minimum: Math.min,
  average: (/** @type {number} */ one, /** @type {number} */ other) => one + other, // divided at the end
};

/** @param {string} name */
function merging(name) {
  return (/** @type {Float32Array} */ out, /** @type {Float32Array[]} */ inputs) => {
    const share = name === "average" ? inputs.length : 1;
    for (let at = 0; at < out.length; at++) {
      let value = inputs[0][at];
      for (let nth = 1; nth < inputs.length; nth++) value = COMBINE[name](value, inputs[nth][at]);
      out[at] = value / share;
    }
  };
}

/**
 * @param {Float32Array} out
 * @param {Float32Array[]} inputs
 * @param {Layer} options
 * @param {number[][]} sources
 */
function concatenate(out, inputs, { shape }, sources) {
  let start = 0;
  inputs.forEach((input, nth) => {
    const maps = sources[nth].at(-1);
    for (let at = 0; at < input.length; at++)
      out[Math.floor(at / maps) * shape.at(-1) + start + (at % maps)] = input[at];
    start += maps;
  });
}

/**
 * @param {Float32Array} out
 * @param {Float32Array[]} pair
 */
const copy = (out, [input]) => out.set(input);

/** Each takes the array to fill, the arrays read, the layer and the shapes of what it reads. */
/** @type {Record<string, Operation>} */
export const OPERATIONS = {
  conv2d,
  depthwise_conv2d: depthwise,
  max_pooling2d: maxPooling,
  average_pooling2d: averagePooling,
  global_max_pooling2d: globalPooling(-Infinity, Math.max, (found) => found),
  global_average_pooling2d: globalPooling(
    0,
    (sum, value) => sum + value,
    (sum, cells) => sum / cells,
  ),
  dense,
  batch_normalization: batchNormalization,
  rescaling,
  frame: readElsewhere(READ_FROM.frame),
  upsampling2d: readElsewhere(READ_FROM.upsampling2d),
  reshape: copy,
  same: copy,
  concatenate,
  ...Object.fromEntries(Object.keys(COMBINE).map((name) => [name, merging(name)])),
};
