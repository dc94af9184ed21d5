// The activation functions of Keras, by name.

/**
 * @typedef {object} Activation
 * @property {string} name
 * @property {number} [negative_slope]
 * @property {number} [threshold]
 * @property {number} [max_value]
 * @property {number} [alpha]
 */

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/**
 * @param {number} x
 * @param {number} [alpha]
 */
const elu = (x, alpha = 1) => (x > 0 ? x : alpha * Math.expm1(x));
/** @param {number} x */
const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/**
 * The error function; Abramowitz and Stegun (1964), 7.1.26, good to 1.5e-7.
 * @param {number} x
 */
function errorFunction(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const sum = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - sum * Math.exp(-x * x));
}

/** @type {Record<string, (x: number, settings: Activation) => number>} */
const FUNCTIONS = {
  relu: (/** @type {number} */ x, { threshold = 0, negative_slope: slope = 0, max_value: top = Infinity }) =>
    Math.min(top, x >= threshold ? x : slope * (x - threshold)),
  sigmoid,
  tanh: Math.tanh,
  elu: (/** @type {number} */ x, { alpha }) => elu(x, alpha),
  selu: (/** @type {number} */ x) => SELU_SCALE * elu(x, SELU_ALPHA),
  gelu: (/** @type {number} */ x) => 0.5 * x * (1 + errorFunction(x / Math.SQRT2)),
  silu: (/** @type {number} */ x) => x * sigmoid(x),
  softplus: (/** @type {number} */ x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  softsign: (/** @type {number} */ x) => x / (1 + Math.abs(x)),
  hard_sigmoid: (/** @type {number} */ x) => Math.min(1, Math.max(0, x / 6 + 0.5)),
  exponential: Math.exp,
};

/**
 * Exponentials of a group of numbers, each divided by their sum.
 * @param {Float32Array | number[]} numbers
 */
export function softmaxOf(numbers) {
  const largest = Math.max(...numbers);
  const powers = Array.from(numbers, (one) => Math.exp(one - largest));
  const total = powers.reduce((sum, one) => sum + one, 0);
  return powers.map((one) => one / total);
}

/**
 * One number after an activation that looks at one number only.
 * @param {number} x
 * @param {Activation} activation
 */
export const activateOne = (x, activation) => FUNCTIONS[activation.name](x, activation);

/**
 * Apply an activation in place; softmax works on groups of `last` numbers, the last axis.
 * @param {Float32Array} values
 * @param {Activation | undefined} activation
 * @param {number} last
 */
export function activateAll(values, activation, last) {
  if (!activation) return values;
  if (activation.name === "softmax") {
    for (let at = 0; at < values.length; at += last) values.set(softmaxOf(values.subarray(at, at + last)), at);
    return values;
  }
  for (let at = 0; at < values.length; at++) values[at] = activateOne(values[at], activation);
  return values;
}
