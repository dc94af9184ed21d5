// What a network says of one image. The browser's twin of sheet.py: a test holds them together.

import { number } from "../kit/numbers.js";

export const SHOWN = 3; // probabilities of each image

/**
 * The classes with the largest probabilities; of equals the first comes first.
 * @param {number[]} probabilities
 * @param {number} [shown]
 */
export function largest(probabilities, shown = SHOWN) {
  const order = probabilities.map((_, label) => label);
  return order.sort((one, other) => probabilities[other] - probabilities[one] || one - other).slice(0, shown);
}

/**
 * What an image shows, and what the network says.
 * @param {string[]} names
 * @param {number} truth
 * @param {number[]} probabilities
 */
export function imageInWords(names, truth, probabilities) {
  const [best] = largest(probabilities, 1);
  const verdict = best === truth ? "right" : "wrong";
  return `Shows ${names[truth]}. The network says ${names[best]} with ${number(probabilities[best], 2)}: ${verdict}.`;
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
