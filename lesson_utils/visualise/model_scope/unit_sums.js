// The parts of one unit's sum: what each input channel, or each input, adds to it.

import { eachInWindow } from "./network_layers.js";
import { placeOf } from "./receptive_field.js";

/** @import { Layer } from "./network.js" */

/**
 * Which input channels a map of a convolution reads, and where their weights begin.
 * @param {Layer} options
 * @param {number} channels
 * @param {number} map
 */
export function channelsOf({ operation, settings, shape }, channels, map) {
  if (operation === "depthwise_conv2d") {
    const channel = Math.floor(map / (shape[2] / channels));
    return { first: channel, count: 1 };
  }
  const count = channels / settings.groups;
  return { first: Math.floor(map / (shape[2] / settings.groups)) * count, count };
}

/**
 * The window over one input channel: pixels (0 beyond the rim), weights and their products, row after row.
 * @param {Layer} layer
 * @param {Float32Array} input
 * @param {number[]} source
 * @param {number[]} pair
 * @param {number} nth
 */
export function windowOver(layer, input, source, [row, column, map], nth) {
  const [kernel] = layer.weights;
  const { size } = layer.settings;
  const { first, count } = channelsOf(layer, source[2], map);
  const cells = size[0] * size[1];
  const pixels = new Array(cells).fill(0);
  const beyond = new Set(pixels.keys());
  eachInWindow(layer.settings, source, row, column, (cell, pixel) => {
    pixels[cell] = input[pixel * source[2] + first + nth];
    beyond.delete(cell);
  });
  const maps = layer.shape[2];
  const weights = pixels.map(
    (_, cell) => kernel[layer.operation === "conv2d" ? (cell * count + nth) * maps + map : cell * maps + map],
  );
  const products = pixels.map((pixel, cell) => pixel * weights[cell]);
  return { pixels, weights, products, beyond: [...beyond], channel: first + nth, sum: total(products) };
}

/** @param {number[]} numbers */
export const total = (numbers) => numbers.reduce((sum, one) => sum + one, 0);

/**
 * What each input channel of a convolution, or each input of a dense unit, adds to the sum.
 * @param {Layer} layer
 * @param {Float32Array} input
 * @param {number[]} source
 * @param {number[]} indices
 */
export function partsOf(layer, input, source, indices) {
  const last = indices.at(-1);
  if (layer.operation === "dense") {
    const [kernel] = layer.weights;
    const units = layer.shape.at(-1);
    const inputs = source.at(-1);
    const start = placeOf(layer.shape.slice(0, -1), indices.slice(0, -1)) * inputs;
    return Array.from({ length: inputs }, (_, at) => input[start + at] * kernel[at * units + last]);
  }
  const { count } = channelsOf(layer, source[2], last);
  return Array.from({ length: count }, (_, nth) => windowOver(layer, input, source, indices, nth).sum);
}

/**
 * A unit's weighted sum with its bias, before the activation.
 * @param {Layer} layer
 * @param {Float32Array} input
 * @param {number[]} source
 * @param {number[]} indices
 */
export function sumOf(layer, input, source, indices) {
  return total(partsOf(layer, input, source, indices)) + layer.weights[1][indices.at(-1)];
}
