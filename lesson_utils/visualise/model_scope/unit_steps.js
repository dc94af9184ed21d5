// What the explanations of a unit's value are made of, and the steps that end a weighted sum: bias and activation.
//   grids  tables with `signs` between them: { caption, height, width, values, best, pale, write }
//   parts  a ledger of summands: { at, label, value }, perhaps with `rest`, the sum of those that are not listed
//   steps  what happens in the end: { label, value }; the last one is the unit's value
//   rule   a sentence or formula that says how

import { inWords } from "./digits.js";
import { activateOne, softmaxOf } from "./network_activations.js";
import { sumOf, total } from "./unit_sums.js";

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

/**
 * The last steps of a weighted sum: the bias, then the activation.
 * @param {Context} options
 * @param {number[]} parts
 */
export function finished({ layer, indices, inputs: [input] }, parts) {
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
export function activated({ settings: { activation }, shape }, before, indices, sumAt) {
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

/**
 * What a map of an input is called: the three of a picture are its colours.
 * @param {Input} options
 * @param {number} map
 */
export function mapName({ shape, picture }, map) {
  return picture && shape[2] === 3 ? ["red", "green", "blue"][map] : `map ${map}`;
}
