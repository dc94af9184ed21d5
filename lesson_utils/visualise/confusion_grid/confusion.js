// What stands out in a confusion matrix. The browser's twin of confusion.py: a test holds them together.

import { share } from "../kit/numbers.js";

/** @typedef {number[][]} Counts Row: the true class. Column: the predicted one. */

/**
 * A count with its thousands set apart: "10,000".
 * @param {number} value
 */
export const counted = (value) => value.toLocaleString("en");

/** @param {number[]} values */
const sum = (values) => values.reduce((total, value) => total + value, 0);

/**
 * The pairs of classes that are mixed up, in either direction, most often first.
 * @param {Counts} counts
 * @returns {[number, number][]}
 */
export function worstPairs(counts) {
  /** @type {[number, number][]} */
  const pairs = [];
  for (let row = 0; row < counts.length; row++) {
    for (let column = row + 1; column < counts.length; column++) pairs.push([row, column]);
  }
  const both = (/** @type {[number, number]} */ [row, column]) => counts[row][column] + counts[column][row];
  return pairs.sort((one, other) => both(other) - both(one) || one[0] - other[0] || one[1] - other[1]);
}

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
  return `Of ${counted(whole)} images that show ${names[row]}, ${counted(part)} ${verb} ${what}: ${share(part, whole)} of the row.`;
}

/**
 * How many are right.
 * @param {Counts} counts
 */
export function accuracyInWords(counts) {
  const right = sum(counts.map((row, at) => row[at]));
  const whole = sum(counts.map(sum));
  return `${counted(right)} of ${counted(whole)} images are on the diagonal: ${share(right, whole)} are right.`;
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
