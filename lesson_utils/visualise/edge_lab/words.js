// What EdgeLab says. `describe` is the twin of words.py: the tests hold the two together.

import { arithmetic } from "../kit/convolution.js";
import { number, share, signOf } from "../kit/numbers.js";

/** @import { Answer, Judgement } from "../kit/predict.js" */
/** @import { Summary } from "../kit/convolution.js" */

const LIGHT = 200,
  DARK = 50;

/**
 * "nine", or the digits where a word would be long.
 * @param {number} size
 */
export const count = (size) => (size === 3 ? "nine" : String(size * size));

/**
 * Two sentences on a result, given what `summarise` found.
 * @param {string} name
 * @param {Summary} summary
 */
export function describe(name, summary) {
  const fate = summary.negative
    ? `Negative: ${share(summary.negative, summary.size)} of the pixels; ReLU sets them to 0.`
    : "None is negative, so ReLU changes nothing.";
  const title = name[0].toUpperCase() + name.slice(1);
  return `${title}: values from ${number(summary.low)} to ${number(summary.high)}. ${fate}`;
}

/**
 * A question about a kernel that can be answered before its result is seen, and the answer, computed.
 * @param {number[][]} kernel
 */
export function prediction(kernel) {
  const size = kernel.length;
  const middle = (size - 1) / 2;
  const patch = (/** @type {(row: number, column: number) => boolean} */ light) =>
    kernel.map((weights, row) => weights.map((_, column) => (light(row, column) ? LIGHT : DARK)));
  const [above, left, even] = [
    { place: "light lies above dark", patch: patch((row) => row <= middle) },
    { place: "light lies to the left of dark", patch: patch((_, column) => column <= middle) },
    { place: `all ${count(size)} pixels are equally light`, patch: patch(() => true) },
  ].map((one) => ({ ...one, size, sum: arithmetic(one.patch.flat(), size, kernel, 0, 0).sum }));
  if (Math.abs(even.sum) > 1e-9) return { ...even, shades: `${LIGHT} each` };
  return {
    ...(Math.abs(above.sum) >= Math.abs(left.sum) ? above : left),
    shades: `${LIGHT} for light, ${DARK} for dark`,
  };
}

/**
 * Whether a predicted sign is right, and why.
 * @param {Answer} choice
 * @param {{ place: string, shades: string, size: number, sum: number }} options
 */
export function judge(choice, { place, shades, size, sum }) {
  const sign = signOf(sum);
  const fate = {
    negative: "ReLU turns it into 0, so these places vanish.",
    positive: "ReLU keeps it.",
    zero: "Zero stays zero.",
  };
  const why = `Where ${place} (${shades}) the ${count(size)} products sum to ${number(sum)}: ${sign}. ${fate[sign]}`;
  const slip =
    choice === "zero"
      ? "It would be zero only if the kernel's numbers cancelled each other out."
      : "Look at the kernel's signs: which of them lie on the lighter pixels?";
  return { right: choice === sign, why, slip };
}

/**
 * One pixel of the result in a sentence.
 * @param {number} row
 * @param {number} column
 * @param {number} size
 * @param {number} sum
 */
export function pixelInWords(row, column, size, sum) {
  const fate = sum < 0 ? "ReLU makes it 0" : "ReLU leaves it as it is";
  return `Row ${row}, column ${column} of the result: the ${count(size)} products sum to ${number(sum)}; ${fate}.`;
}
