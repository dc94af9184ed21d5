// What one artificial neuron computes, and the same in words. The browser's twin of neuron.py and words.py:
// the tests hold them together.

import { number } from "../kit/numbers.js";

/** @typedef {"relu" | "linear" | "sigmoid" | "tanh"} ActivationName */

export const DECIMALS = 3;

/**
 * 1 / (1 + e^-s), without ever raising e to a large positive power.
 * @param {number} total
 */
function sigmoid(total) {
  const small = Math.exp(-Math.abs(total));
  return (total >= 0 ? 1 : small) / (1 + small);
}

/** The activation functions under Keras' names, in the order in which they are offered. */
/** @type {Record<ActivationName, { title: string, rule: (total: number) => number }>} */
export const ACTIVATIONS = {
  relu: { title: "ReLU", rule: (total) => Math.max(0, total) },
  linear: { title: "linear", rule: (total) => total },
  sigmoid: { title: "sigmoid", rule: sigmoid },
  tanh: { title: "tanh", rule: Math.tanh },
};

/**
 * Each input times its weight.
 * @param {number[]} inputs
 * @param {number[]} weights
 */
export function productsOf(inputs, weights) {
  return inputs.map((value, at) => value * weights[at]);
}

/**
 * The products added up, and the bias.
 * @param {number[]} inputs
 * @param {number[]} weights
 * @param {number} bias
 */
export function weightedSum(inputs, weights, bias) {
  return productsOf(inputs, weights).reduce((total, product) => total + product, 0) + bias;
}

/**
 * The sum sent through an activation function.
 * @param {number} total
 * @param {ActivationName} activation
 */
export function activate(total, activation) {
  return ACTIVATIONS[activation].rule(total);
}

/**
 * The bias to ask about: it carries the sum to the other side of zero, one step beyond.
 * @param {number} total
 * @param {number} bias
 */
export function biasToAskAbout(total, bias) {
  return Math.round(1000 * (bias - total + (total > 0 ? -1 : 1))) / 1000;
}

/** @param {number} value */
function factor(value) {
  const text = number(value, DECIMALS);
  return text.startsWith("−") ? `(${text})` : text;
}

/**
 * The weighted sum written out, negative numbers in brackets where they follow a sign.
 * @param {number[]} inputs
 * @param {number[]} weights
 * @param {number} bias
 */
export function ledgerLine(inputs, weights, bias) {
  const products = inputs.map((value, at) => `${factor(value)} × ${factor(weights[at])}`);
  return `${[...products, factor(bias)].join(" + ")} = ${number(weightedSum(inputs, weights, bias), DECIMALS)}`;
}

/**
 * What the activation makes of the sum, written out.
 * @param {number} total
 * @param {ActivationName} activation
 */
export function outputLine(total, activation) {
  const output = number(activate(total, activation), DECIMALS);
  return `${ACTIVATIONS[activation].title}(${number(total, DECIMALS)}) = ${output}`;
}

/**
 * What each function does to this sum, and why.
 * @param {number} total
 * @param {ActivationName} activation
 */
export function why(total, activation) {
  if (activation === "linear") return "Linear hands the sum on as it is.";
  if (activation === "sigmoid") return "Sigmoid squeezes every sum into the range from 0 to 1.";
  if (activation === "tanh") return "Tanh squeezes every sum into the range from −1 to 1.";
  if (total > 0) return "ReLU keeps a positive sum.";
  return total < 0 ? "ReLU turns every negative sum into 0: the neuron stays silent." : "ReLU leaves 0 at 0.";
}

/**
 * What somebody may have done who came to a wrong output.
 * @param {number} answer
 * @param {number[]} inputs
 * @param {number[]} weights
 * @param {number} bias The one that was asked about.
 * @param {number} before The sum with the bias that is shown.
 * @param {ActivationName} activation
 */
export function suspicion(answer, inputs, weights, bias, before, activation) {
  const total = weightedSum(inputs, weights, bias);
  const is = (/** @type {number} */ value) => Math.abs(answer - value) < 0.005;
  if (is(total)) return `That is the sum; ${ACTIVATIONS[activation].title} has still to be applied.`;
  if (is(activate(before, activation)))
    return "That comes out with the bias that is shown; the question is about another.";
  if (is(total - bias) || is(activate(total - bias, activation))) return "That is without the bias.";
  if (is(-total)) return "Mind the sign of the sum.";
  return "Add the new bias to all products, then apply the activation function.";
}
