// What stands out in a confusion matrix. The browser's twin of confusion.py: a test holds them together.

import { share } from "../kit/numbers.js";

/** @typedef {number[][]} Counts Row: the true class. Column: the predicted one. */
/** @typedef {[number, number]} Pair Two classes, the smaller one first. */
/** @import { Judgement } from "../kit/predict.js" */

/**
 * A count with its thousands set apart: "10,000".
 * @param {number} value
 */
export const counted = (value) => value.toLocaleString("en");

/** @param {number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0);

/**
 * How often two classes are taken for each other, in either direction.
 * @param {Counts} counts
 * @param {Pair} pair
 */
export const timesMixedUp = (counts, [one, other]) => counts[one][other] + counts[other][one];

/**
 * The pairs of classes, those first that are mixed up most often.
 * @param {Counts} counts
 * @returns {Pair[]}
 */
export function worstPairs(counts) {
  /** @type {Pair[]} */
  const pairs = [];
  for (let row = 0; row < counts.length; row++) {
    for (let column = row + 1; column < counts.length; column++) pairs.push([row, column]);
  }
  const both = (/** @type {Pair} */ pair) => timesMixedUp(counts, pair);
  return pairs.sort((one, other) => both(other) - both(one) || one[0] - other[0] || one[1] - other[1]);
}

/**
 * A pair by its names.
 * @param {string[]} names
 * @param {Pair} pair
 */
export const pairInWords = (names, [one, other]) => `${names[one]} and ${names[other]}`;

/**
 * Whether a pair is mixed up most often, and what to say to somebody who thought so; null asked to be shown.
 * @param {Counts} counts
 * @param {string[]} names
 * @param {Pair | null} pair
 * @returns {Judgement}
 */
export function judgePair(counts, names, pair) {
  const pairs = worstPairs(counts);
  const most = timesMixedUp(counts, pairs[0]);
  const right = pair !== null && timesMixedUp(counts, pair) === most;
  const told = right ? pair : pairs[0];
  const equals = pairs.filter((one) => timesMixedUp(counts, one) === most).length - 1;
  const tie = equals ? `, as ${equals === 1 ? "is another pair" : `are ${equals} other pairs`}` : "";
  const why = `Most often mixed up: ${pairInWords(names, told)}, ${times(most)} in both directions together${tie}. Look at their images below: what do they share?`;
  if (right || pair === null) return { right, why };
  const slip = `The network mixes up ${pairInWords(names, pair)} ${times(timesMixedUp(counts, pair))}; another pair more often. Which two look alike in 32 by 32 pixels, in shape, colour and background?`;
  return { right, why, slip };
}

/** @param {number} count */
const times = (count) => `${counted(count)} ${count === 1 ? "time" : "times"}`;

/**
 * What a cell counts, and which share of its row.
 * @param {Counts} counts
 * @param {string[]} names
 * @param {number} row
 * @param {number} column
 */
export function cellInWords(counts, names, row, column) {
  const whole = sum(counts[row]);
  const part = counts[row][column];
  if (!whole) return `No image shows ${names[row]}.`;
  const verb = part === 1 ? "was" : "were";
  const what = row === column ? `recognised as ${names[column]}` : `taken for ${names[column]}`;
  const those = whole === 1 ? "1 image that shows" : `${counted(whole)} images that show`;
  return `Of ${those} ${names[row]}, ${counted(part)} ${verb} ${what}: ${share(part, whole)} of the row.`;
}

/**
 * How many are right.
 * @param {Counts} counts
 */
export function accuracyInWords(counts) {
  const right = sum(counts.map((row, at) => row[at]));
  const whole = sum(counts.map(sum));
  const images = whole === 1 ? "image" : "images";
  const are = right === 1 || whole === 1 ? "is" : "are";
  return `${counted(right)} of ${counted(whole)} ${images} ${are} on the diagonal: ${share(right, whole)} ${are} right.`;
}

/**
 * How dark a cell is: its share of the row, 0 to 1.
 * @param {Counts} counts
 * @param {number} row
 * @param {number} column
 */
export function shade(counts, row, column) {
  const whole = sum(counts[row]);
  return whole ? counts[row][column] / whole : 0;
}
