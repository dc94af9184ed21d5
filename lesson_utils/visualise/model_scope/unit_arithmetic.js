// How one unit's value comes about, as something a page can show, for each operation of a network.

import { digits, inWords } from "./digits.js";
import { COMBINE, READ_FROM } from "./network_layers.js";
import { indicesOf, placeOf } from "./receptive_field.js";
import { activated, mapName } from "./unit_steps.js";
import { convolution, globallyPooled, pooling, weighed } from "./unit_windows.js";

/** @import { Layer } from "./network.js" */
/** @import { Context, Told } from "./unit_steps.js" */

/**
 * `place` is the unit's layer, `at` its place in that layer, `nth` the input map whose window is shown: the one that
 * adds most, unless told.
 * @param {Layer[]} layers
 * @param {Float32Array[]} values
 * @param {number} place
 * @param {number} at
 * @param {number | undefined} nth
 * @returns {Told}
 */
export function explainUnit(layers, values, place, at, nth) {
  const layer = layers[place];
  const indices = indicesOf(layer.shape, at);
  const inputs = layer.sources.map((source) => ({
    values: values[source],
    shape: layers[source].shape,
    name: layers[source].name,
    picture: source === 0,
  }));
  const told = (EXPLAIN[layer.operation] ?? merged)({ layer, indices, at, inputs, nth });
  return { grids: [], parts: [], steps: [], rule: "", value: values[place][at], ...told };
}

/** @param {Context} options */
function reshaped({ layer, at, inputs: [input] }) {
  const [, width, channels] = input.shape;
  const from = indicesOf(input.shape, at);
  const steps = [{ label: "The same number", value: input.values[at] }];
  if (layer.shape.length !== 1 || input.shape.length !== 3) {
    return { steps, rule: `Number ${at} in reading order stays number ${at}; only the shape is another.` };
  }
  const [row, column, channel] = from;
  const places = `(row × width + column) × channels + channel = (${row} × ${width} + ${column}) × ${channels} + ${channel} = ${at}`;
  return { steps, rule: `${places}. Rows, columns and channels count from 0.` };
}

/** @param {Context} context */
function same(context) {
  const {
    layer,
    indices,
    at,
    inputs: [input],
  } = context;
  const before = input.values[at];
  if (!layer.settings.activation) {
    return {
      steps: [{ label: "The same number", value: before }],
      rule: `${layer.kind} works during training only; in a prediction it lets every number through.`,
    };
  }
  const elsewhere = (/** @type {number[]} */ other) => input.values[placeOf(layer.shape, other)];
  return {
    steps: activated(layer, before, indices, elsewhere),
    rule: `${inWords(layer.settings.activation)} of the number at the same place.`,
  };
}

/** @param {Context} options */
function normalised({ layer, indices, at, inputs: [input] }) {
  const [gamma, beta, mean, variance] = layer.weights.map((weights) => weights[indices.at(-1)]);
  const x = input.values[at];
  const spread = Math.sqrt(variance + layer.settings.epsilon);
  return {
    parts: [
      { at: 0, label: "number before", value: x },
      { at: 1, label: "mean", value: mean },
      { at: 2, label: "√(variance + ε)", value: spread },
      { at: 3, label: "gamma", value: gamma },
      { at: 4, label: "beta", value: beta },
    ],
    steps: [
      { label: "(number − mean) ÷ √(variance + ε)", value: (x - mean) / spread },
      { label: "× gamma + beta", value: (gamma * (x - mean)) / spread + beta },
    ],
    rule: "Shifted and scaled with the averages that training kept for this map, then with two numbers that were learned.",
  };
}

/** @param {Context} options */
function rescaled({ layer, indices, at, inputs: [input] }) {
  const [scale, offset] = layer.weights.map((weights) => weights[indices.at(-1)]);
  return {
    steps: [
      { label: "Number before", value: input.values[at] },
      { label: `× ${digits(scale, true)} + ${digits(offset, true)}`, value: input.values[at] * scale + offset },
    ],
    rule: "The same factor and summand for every pixel of this channel.",
  };
}

/** @param {Context} options */
function copied({ layer, indices, inputs: [input] }) {
  const [row, column] = READ_FROM[layer.operation](indices[0], indices[1], layer.settings);
  const inside = row >= 0 && column >= 0 && row < input.shape[0] && column < input.shape[1];
  const value = inside ? input.values[placeOf(input.shape, [row, column, indices[2]])] : 0;
  return {
    steps: [{ label: inside ? "The same number" : "Padding", value }],
    rule: inside
      ? `Copied from row ${row}, column ${column}.`
      : "This place lies in the frame of zeros around the map.",
  };
}

/** @param {Context} options */
function merged({ layer, at, inputs }) {
  const numbers = inputs.map(({ values }) => values[at]);
  if (!COMBINE[layer.operation])
    return { rule: "This layer was computed in Python; how, only the layer itself knows." };
  const sum = numbers.reduce((one, other) => COMBINE[layer.operation](one, other));
  return {
    parts: inputs.map(({ name }, nth) => ({ at: nth, label: `from ${name}`, value: numbers[nth] })),
    steps: [{ label: layer.kind, value: layer.operation === "average" ? sum / inputs.length : sum }],
    rule: "The numbers at the same place of each branch.",
  };
}

/** @param {Context} options */
function concatenated({ indices, inputs }) {
  let map = indices.at(-1);
  const input = inputs.find(({ shape }) => {
    if (map < shape.at(-1)) return true;
    map -= shape.at(-1);
    return false;
  });
  const value = input.values[placeOf(input.shape, [...indices.slice(0, -1), map])];
  return {
    steps: [{ label: "The same number", value }],
    rule: `${mapName(input, map)[0].toUpperCase()}${mapName(input, map).slice(1)} of ${input.name}: the branches' maps stand one after the other.`,
  };
}

const asGiven = () => ({ rule: "A pixel as it enters the network." });

/** @type {Record<string, (context: Context) => Partial<Told>>} */
const EXPLAIN = {
  input: asGiven,
  conv2d: convolution,
  depthwise_conv2d: convolution,
  max_pooling2d: pooling,
  average_pooling2d: pooling,
  global_max_pooling2d: globallyPooled,
  global_average_pooling2d: globallyPooled,
  dense: weighed,
  batch_normalization: normalised,
  rescaling: rescaled,
  frame: copied,
  upsampling2d: copied,
  reshape: reshaped,
  same,
  concatenate: concatenated,
};
