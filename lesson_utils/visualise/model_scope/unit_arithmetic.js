// How one unit's value comes about, as something a page can show:
//   grids  tables with `signs` between them: { caption, height, width, values, best, pale, write }
//   parts  a ledger of summands: { at, label, value }, perhaps with `rest`, the sum of those that are not listed
//   steps  what happens in the end: { label, value }; the last one is the unit's value
//   rule   a sentence or formula that says how

import { digits, inWords } from "./digits.js";
import { activateOne, softmaxOf } from "./network_activations.js";
import { COMBINE, eachInWindow, READ_FROM } from "./network_layers.js";
import { indicesOf, placeOf } from "./receptive_field.js";
import { channelsOf, partsOf, sumOf, total, windowOver } from "./unit_sums.js";

/** @import { Layer } from "./network.js" */
/** @typedef {{ values: Float32Array, shape: number[], name: string, picture: boolean }} Input */
/** @typedef {{ layer: Layer, indices: number[], at: number, inputs: Input[], nth?: number }} Context */
/**
 * @typedef {object} TableOfNumbers
 * @property {string} caption
 * @property {number} height
 * @property {number} width
 * @property {(number | undefined)[]} values
 * @property {number[]} [best] Cells that won.
 * @property {number[]} [pale] Cells beyond the map.
 */
/** @typedef {{ at: number, label: string, value: number }} Summand */
/**
 * How one unit's value comes about, as something a page can show.
 * @typedef {object} Told
 * @property {TableOfNumbers[]} grids
 * @property {string[]} [signs] What stands between the tables.
 * @property {Summand[]} parts
 * @property {{ count: number, value: number } | null} [rest] The sum of the parts that are not listed.
 * @property {{ label: string, value: number }[]} steps What happens in the end; the last one is the unit's value.
 * @property {string} rule A sentence or formula that says how.
 * @property {number} [shown] The part whose window the tables show.
 * @property {number} value
 */

const MOST_CELLS = 64; // a larger window than 8 x 8 is told in numbers only
export const MOST_PARTS = 8; // of a dense unit's contributions

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

/**
 * The last steps of a weighted sum: the bias, then the activation.
 * @param {Context} options
 * @param {number[]} parts
 */
function finished({ layer, indices, inputs: [input] }, parts) {
  const bias = layer.weights[1][indices.at(-1)];
  const sum = total(parts) + bias;
  const steps = [
    { label: "Sum of the products", value: total(parts) },
    { label: "+ bias", value: bias },
  ];
  return [...steps, ...activated(layer, sum, indices, (other) => sumOf(layer, input.values, input.shape, other))];
}

/**
 * The steps of an activation; `sumAt(indices)` gives what it is applied to elsewhere in the same pixel.
 * @param {Layer} options
 * @param {number} before
 * @param {number[]} indices
 * @param {(indices: number[]) => number} sumAt
 */
function activated({ settings: { activation }, shape }, before, indices, sumAt) {
  if (!activation) return [{ label: "Value", value: before }];
  if (activation.name !== "softmax") {
    return [
      { label: "= sum", value: before },
      { label: `After ${inWords(activation)}`, value: activateOne(before, activation) },
    ];
  }
  const logits = Array.from({ length: shape.at(-1) }, (_, last) => sumAt([...indices.slice(0, -1), last]));
  return [
    { label: "= logit", value: before },
    { label: "e to this power", value: Math.exp(before) },
    { label: `÷ sum of all ${logits.length}`, value: total(logits.map(Math.exp)) },
    { label: "After softmax", value: softmaxOf(logits)[indices.at(-1)] },
  ];
}

/** @param {Context} context */
function convolution(context) {
  const {
    layer,
    indices,
    inputs: [input],
    nth,
  } = context;
  const [height, width] = layer.settings.size;
  const { first, count } = channelsOf(layer, input.shape[2], indices[2]);
  const parts = partsOf(layer, input.values, input.shape, indices);
  const sizes = parts.map(Math.abs);
  const chosen = Math.min(nth ?? sizes.indexOf(Math.max(...sizes)), count - 1);
  const shown = windowOver(layer, input.values, input.shape, indices, chosen);
  const grid = (/** @type {string} */ caption, /** @type {number[]} */ values, /** @type {number[]} */ pale = []) => ({
    caption,
    height,
    width,
    values,
    pale,
  });
  const grids =
    height * width > MOST_CELLS
      ? []
      : [
          grid(`Patch of ${mapName(input, shown.channel)}`, shown.pixels, shown.beyond),
          grid("Kernel", shown.weights),
          grid("Products", shown.products),
        ];
  const beyond = shown.beyond.length ? " Pale cells lie beyond the rim and count as 0." : "";
  return {
    grids,
    signs: ["×", "="],
    parts: parts.map((value, one) => ({ at: one, label: mapName(input, first + one), value })),
    shown: chosen,
    steps: finished(context, parts),
    rule: `Patch times kernel, cell by cell, for ${count === 1 ? "one input map" : `each of the ${count} input maps`}; then all is added up.${beyond}`,
  };
}

/**
 * What a map of an input is called: the three of a picture are its colours.
 * @param {Input} options
 * @param {number} map
 */
function mapName({ shape, picture }, map) {
  return picture && shape[2] === 3 ? ["red", "green", "blue"][map] : `map ${map}`;
}

/** @param {Context} context */
function pooling(context) {
  const {
    layer,
    indices: [row, column, map],
    inputs: [input],
  } = context;
  const [height, width] = layer.settings.size;
  const cells = new Array(height * width);
  eachInWindow(layer.settings, input.shape, row, column, (cell, pixel) => {
    cells[cell] = input.values[pixel * input.shape[2] + map];
  });
  return pooled(cells, height, width, layer.operation === "max_pooling2d", `Window on ${mapName(input, map)}`);
}

/** @param {Context} context */
function globallyPooled(context) {
  const {
    layer,
    indices,
    inputs: [input],
  } = context;
  const [height, width, maps] = input.shape;
  const map = indices.at(-1);
  const cells = Array.from({ length: height * width }, (_, pixel) => input.values[pixel * maps + map]);
  return pooled(cells, height, width, layer.operation === "global_max_pooling2d", `All of ${mapName(input, map)}`);
}

/**
 * @param {(number | undefined)[]} cells
 * @param {number} height
 * @param {number} width
 * @param {boolean} largest
 * @param {string} caption
 */
function pooled(cells, height, width, largest, caption) {
  const inside = cells.filter((value) => value !== undefined);
  const winner = Math.max(...inside);
  const mean = total(inside) / inside.length;
  const at = cells.indexOf(winner);
  const where = `row ${Math.floor(at / width)}, column ${at % width} of the window`;
  return {
    grids: cells.length > MOST_CELLS ? [] : [{ caption, height, width, values: cells, best: largest ? [at] : [] }],
    signs: /** @type {string[]} */ ([]),
    steps: largest
      ? [{ label: `Largest of ${inside.length}`, value: winner }]
      : [
          { label: "Sum", value: total(inside) },
          { label: `÷ ${inside.length} = mean`, value: mean },
        ],
    rule: largest
      ? `The largest number wins; it stands in ${where}. The others are forgotten.`
      : "All numbers of the window count alike.",
  };
}

/** @param {Context} context */
function weighed(context) {
  const {
    layer,
    indices,
    inputs: [input],
  } = context;
  const parts = partsOf(layer, input.values, input.shape, indices);
  const [kernel] = layer.weights;
  const start = placeOf(layer.shape.slice(0, -1), indices.slice(0, -1)) * parts.length;
  const order = [...parts.keys()].sort((one, other) => Math.abs(parts[other]) - Math.abs(parts[one]));
  const listed = order.slice(0, MOST_PARTS);
  return {
    parts: listed.map((from) => ({
      at: from,
      label: `input ${from}: ${digits(input.values[start + from])} × ${digits(kernel[from * layer.shape.at(-1) + indices.at(-1)], true)}`,
      value: parts[from],
    })),
    rest:
      order.length > MOST_PARTS
        ? { count: order.length - MOST_PARTS, value: total(order.slice(MOST_PARTS).map((from) => parts[from])) }
        : null,
    steps: finished(context, parts),
    rule: `Each of the ${parts.length.toLocaleString("en")} inputs times its own weight. The largest contributions come first; inputs count from 0.`,
  };
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
