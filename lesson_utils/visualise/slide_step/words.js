// What SlideStep says: why an answer is right, and what a wrong one may have come from.

import { number } from "../kit/numbers.js";
import { productsAndSum, sizeInWords, span } from "../sliding/sliding.js";

/** @import { Judgement } from "../kit/predict.js" */
/** @import { How } from "../sliding/sliding.js" */

/** @param {number} value */
export const exact = (value) => number(value, 3);
/** @param {number} value */
export const factor = (value) => (value < 0 ? `(${exact(value)})` : exact(value));
/**
 * @param {number} one
 * @param {number} other
 */
export const same = (one, other) => Math.abs(one - other) < (Number.isInteger(other) ? 1e-9 : 0.05);

/** @param {number[][]} rows */
const total = (rows) => rows.flat().reduce((sum, value) => sum + value, 0);

/**
 * What somebody may have done who came to a wrong sum.
 * @param {number} answer
 * @param {number[][]} window
 * @param {number[][]} kernel
 * @param {number} sum
 */
function suspicion(answer, window, kernel, sum) {
  if (same(answer, -sum)) return "The sign is the other way round: mind the negative numbers in the kernel.";
  if (same(answer, total(window)))
    return "That is the framed numbers added up: each must first be multiplied by the kernel's number.";
  if (sum < 0 && answer === 0) return "0 is what ReLU would make of it; the convolution itself keeps its sign.";
  if (window.some((row, at) => same(answer, productsAndSum([row], [kernel[at]]).sum)))
    return "That is one row only: add up all rows.";
  return "Multiply each framed number by the kernel's number at the same place, then add up all of them.";
}

/**
 * The judgement on a predicted sum; `answer` is null when somebody asked to be shown.
 * @param {number | null} answer
 * @param {number[][]} window
 * @param {number[][]} kernel
 * @returns {Judgement}
 */
export function judgeSum(answer, window, kernel) {
  const { products, sum } = productsAndSum(window, kernel);
  const right = answer !== null && same(answer, sum);
  const rows = products.map((row) => exact(total([row])));
  const added =
    rows.length > 1
      ? `The rows give ${rows.slice(0, -1).join(", ")} and ${rows.at(-1)}, together ${exact(sum)}.`
      : `The sum is ${exact(sum)}.`;
  return { right, why: added, slip: suspicion(answer, window, kernel, sum) };
}

/**
 * Where both sides of the output come from.
 * @param {number[][]} image
 * @param {number[][]} kernel
 * @param {How} how
 */
export function sizes(image, kernel, how) {
  const rows = sizeInWords("row", image.length, kernel.length, how);
  return `The output has ${rows}; and ${sizeInWords("column", image[0].length, kernel[0].length, how)}.`;
}

/**
 * The judgement on a predicted number of rows.
 * @param {number | null} answer
 * @param {number[][]} image
 * @param {number[][]} kernel
 * @param {How} how
 * @param {number} count
 * @returns {Judgement}
 */
export function judgeRows(answer, image, kernel, how, count) {
  const left = (image.length - span(kernel.length, how.dilation_rate)) % how.strides;
  const why =
    how.padding === "same"
      ? "“same” pads with zeros, so only the strides make the output smaller; ceil rounds up."
      : left
        ? "floor rounds down: what is left over does not make another step."
        : "";
  const slip =
    answer === image.length && how.padding === "valid"
      ? "That is the image: with “valid” the whole kernel must fit into it."
      : answer === image.length - kernel.length + 1
        ? "That is what the kernel gives with steps of 1, no gaps and no padding."
        : "Count the stops of the kernel's top row, from the first row it can lie on to the last.";
  return { right: answer === count, why: `${sizes(image, kernel, how)} ${why}`.trim(), slip };
}

/**
 * How many zeros stand around the image, or nothing.
 * @param {{ rows: number[][], columns: number[][] }} options
 * @param {number[][]} image
 */
export function zerosInWords({ rows, columns }, image) {
  const [above, left] = [rows, columns].map((axis) => Math.max(0, -Math.min(...axis.flat())));
  const beyond = (/** @type {number[][]} */ axis, /** @type {number} */ size) =>
    Math.max(0, Math.max(...axis.flat()) + 1 - size);
  const [below, right] = [beyond(rows, image.length), beyond(columns, image[0].length)];
  if (above + below + left + right === 0) return "";
  const odd =
    above === below && left === right
      ? ""
      : "; where the number is odd, TensorFlow adds the odd one below and on the right";
  return `Lines of zeros around the image: ${above} above, ${below} below, ${left} on the left, ${right} on the right${odd}.`;
}

/**
 * Why these settings cannot be, or nothing.
 * @param {number[][]} image
 * @param {number[][]} kernel
 * @param {How} how
 */
export function objectionTo(image, kernel, how) {
  if (how.padding === "same") return "";
  for (const [what, size, window] of /** @type {[string, number, number][]} */ ([
    ["rows", image.length, kernel.length],
    ["columns", image[0].length, kernel[0].length],
  ])) {
    const reached = span(window, how.dilation_rate);
    if (reached > size)
      return `The kernel would span ${reached} ${what}, and the image has ${size}: it fits nowhere. It does with padding "same".`;
  }
  return "";
}
