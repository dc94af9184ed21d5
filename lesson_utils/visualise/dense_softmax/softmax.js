// Logits become probabilities, and the same in words. The browser's twin of softmax.py and words.py: the
// tests hold them together.

import { number } from "../kit/numbers.js";

export const DECIMALS = 3;

/**
 * What a dense layer hands out before its activation; `kernel` has a row for each input, a column for each unit.
 * @param {number[]} inputs
 * @param {number[][]} kernel
 * @param {number[]} bias
 */
export function denseLogits(inputs, kernel, bias) {
  return bias.map((start, unit) => inputs.reduce((total, value, at) => total + value * kernel[at][unit], start));
}

/**
 * e to the power of each logit, the largest having been subtracted from all, so that none becomes infinite.
 * @param {number[]} logits
 */
export function exponentials(logits) {
  const largest = Math.max(...logits);
  return logits.map((logit) => Math.exp(logit - largest));
}

/**
 * Positive numbers that add up to 1.
 * @param {number[]} logits
 */
export function softmax(logits) {
  const powers = exponentials(logits);
  const total = addUp(powers);
  return powers.map((power) => power / total);
}

/** @param {number[]} values */
export function addUp(values) {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * Places of the logits, from the largest to the smallest; of equals the first comes first.
 * @param {number[]} logits
 */
export function ranking(logits) {
  return logits.map((_, at) => at).sort((one, other) => logits[other] - logits[one] || one - other);
}

/**
 * Which two classes come first.
 * @param {string[]} names
 * @param {number[]} logits
 */
export function firstTwo(names, logits) {
  const [first, second] = ranking(logits);
  const probabilities = softmax(logits).map((value) => number(value, DECIMALS));
  const order =
    logits[first] === logits[second]
      ? `${names[first]} and ${names[second]}, both with ${probabilities[first]}`
      : `${names[first]} with ${probabilities[first]}, then ${names[second]} with ${probabilities[second]}`;
  return `Largest: ${order}. All ${names.length} add up to 1.`;
}
