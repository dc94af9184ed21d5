// What PoolStep says: why an answer is right, what a wrong one may have come from, and what a shift has done.

import { number } from "../kit/numbers.js";
import { sizeInWords } from "../sliding/sliding.js";

/** @import { Judgement } from "../kit/predict.js" */
/** @import { How } from "../sliding/sliding.js" */
/** @import { Pooled } from "./pooling.js" */

const MANY = 12; // numbers that are still listed one by one

/** @param {number[]} values */
const listed = (values) => values.map((value) => number(value, 3));
/** @param {string[]} words */
const shortened = (words) => (words.length > MANY ? [...words.slice(0, 5), "…", words.at(-1)] : words);
/**
 * @param {number} one
 * @param {number} other
 */
const close = (one, other) => Math.abs(one - other) < (Number.isInteger(other) ? 1e-9 : 0.05);

/**
 * "max(9, 8, 0, 1) = 9".
 * @param {Pooled} options
 */
export const maxInWords = ({ values, largest }) =>
  `max(${shortened(listed(values)).join(", ")}) = ${number(largest, 3)}`;

/**
 * "(9 + 8 + 0 + 1) / 4 = 4.5".
 * @param {Pooled} options
 */
export const meanInWords = ({ values, average }) =>
  `(${shortened(values.map((value) => (value < 0 ? `(${number(value, 3)})` : number(value, 3)))).join(" + ")}) / ${values.length} = ${number(average, 3)}`;

/**
 * The judgement on a predicted maximum; `answer` is null when somebody asked to be shown.
 * @param {number | null} answer
 * @param {Pooled} result
 * @returns {Judgement}
 */
export function judgeMax(answer, result) {
  const right = answer !== null && close(answer, result.largest);
  let slip = "Look for the largest number in the frame.";
  if (answer !== null && !right) {
    if (close(answer, result.average))
      slip = "That is the average: max pooling keeps the largest and forgets the others.";
    else if (close(answer, result.total)) slip = "That is the sum: max pooling adds nothing up.";
    else if (close(answer, Math.max(...result.values.map(Math.abs))))
      slip = "Mind the sign: a negative number is small.";
  }
  const tie = result.winners.length > 1 ? ` (${result.winners.length} cells hold it)` : "";
  return { right, why: `${maxInWords(result)}${tie}.`, slip };
}

/**
 * The judgement on a predicted mean.
 * @param {number | null} answer
 * @param {Pooled} result
 * @returns {Judgement}
 */
export function judgeMean(answer, result) {
  const right = answer !== null && close(answer, result.average);
  const slip = close(answer, result.total)
    ? `That is the sum: divide it by ${result.values.length}.`
    : close(answer, result.largest)
      ? "That is the maximum: an average lets every number count."
      : `Add up the framed numbers and divide by ${result.values.length}, how many they are.`;
  const watered =
    result.average < result.largest ? ` The largest number is ${number(result.largest, 3)}: the mean weakens it.` : "";
  return { right, why: `${meanInWords(result)}.${watered}`, slip };
}

/**
 * Where both sides of the output come from.
 * @param {number[][]} image
 * @param {number} size
 * @param {How} how
 */
export function poolSizes(image, size, how) {
  const rows = sizeInWords("row", image.length, size, how);
  const columns = sizeInWords("column", image[0].length, size, how);
  return `The output has ${rows}; and ${columns}.`;
}

/** @param {number} count */
const cells = (count) => `${Math.abs(count)} cell${Math.abs(count) === 1 ? "" : "s"}`;

/**
 * "1 cell down and 2 cells to the left", or nothing for an image that stands where it stood.
 * @param {number[]} pair
 */
export function shiftInWords([down, right]) {
  const steps = [];
  if (down) steps.push(`${cells(down)} ${down > 0 ? "down" : "up"}`);
  if (right) steps.push(`${cells(right)} to the ${right > 0 ? "right" : "left"}`);
  return steps.join(" and ");
}

/**
 * What a shift has done to both outputs.
 * @param {number[]} shift
 * @param {number} maxima
 * @param {number} averages
 * @param {number} total
 */
export function shiftReport(shift, maxima, averages, total) {
  const where = shiftInWords(shift);
  if (!where) return "";
  return `Moved ${where}: ${maxima} of ${total} maxima changed, and ${averages} of ${total} averages (dashed).`;
}

/**
 * The judgement on how many maxima a shift changes.
 * @param {number | null} answer
 * @param {number[]} shift
 * @param {number} maxima
 * @param {number} averages
 * @param {number} total
 * @returns {Judgement}
 */
export function judgeShift(answer, shift, maxima, averages, total) {
  const why = `${shiftReport(shift, maxima, averages, total)} A maximum changes only when its winner leaves the window, or a larger number comes in.`;
  const slip =
    answer === averages
      ? "That is how many averages change; a maximum stays as long as it stays within its window."
      : answer === total
        ? "Not all: a maximum stays as long as it stays within its window."
        : "Go from window to window: is the largest number still in it after the shift?";
  return { right: answer === maxima, why, slip };
}
