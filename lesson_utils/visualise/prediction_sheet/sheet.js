// What a network says of one image. The browser's twin of sheet.py: a test holds them together.

import { number } from "../kit/numbers.js";

/** @typedef {[label: number, probability: number][]} Said The largest probabilities of an image, the answer first. */

/**
 * What an image shows, and what the network says.
 * @param {string[]} names
 * @param {number} truth
 * @param {Said} said
 */
export function imageInWords(names, truth, [[best, probability]]) {
  const verdict = best === truth ? "right" : "wrong";
  return `Shows ${names[truth]}. The network says ${names[best]} with ${number(probability, 2)}: ${verdict}.`;
}

/** @param {number} whole */
export const questionOn = (whole) =>
  whole === 1
    ? "Predict first: does the network classify this image rightly? Write 1 for yes, 0 for no."
    : `Predict first: how many of these ${whole} images does the network classify rightly?`;

/**
 * What a wrong number may come from.
 * @param {number} answer
 * @param {number} right
 * @param {number} whole
 * @param {number} classes
 */
export function slipOf(answer, right, whole, classes) {
  if (answer > whole || answer < 0 || answer !== Math.round(answer))
    return whole === 1 ? "There is 1 image: 0 or 1." : `There are ${whole} images: a whole number from 0 to ${whole}.`;
  if (whole > 1 && answer === Math.round(whole / classes))
    return `${answer} would be guessing: there are ${classes} classes.`;
  return answer > right ? "It is less good than that." : "It is better than that.";
}

/**
 * How many images are classified rightly.
 * @param {number} right
 * @param {number} whole
 */
export function rightInWords(right, whole) {
  if (whole === 1) return `This image is ${right ? "" : "not "}classified rightly.`;
  return `${right} of these ${whole} images ${right === 1 ? "is" : "are"} classified rightly.`;
}
