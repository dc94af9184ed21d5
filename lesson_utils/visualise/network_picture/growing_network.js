// The picture that grows, live: it asks for the size of the newest block before it shows it. Nobody counts the answers.

import { Prediction } from "../kit/predict.js";

/**
 * What Python tells: the picture as HTML, and the question about its newest block.
 * @typedef {object} GrowingContent
 * @property {string} html
 * @property {{ ask: string, choices: string[], right: string, why: string, slips: Record<string, string> } | null} question
 */

/**
 * Show the picture in an empty element, with the newest block's size covered.
 * @param {HTMLElement} place
 * @param {GrowingContent} content
 */
export function growNetwork(place, { html, question }) {
  place.innerHTML = html; // made in Python, where all names are escaped
  const newest = place.querySelector("[data-newest]");
  if (!question || !newest) return;
  const figure = place.querySelector("figure");
  figure.insertAdjacentHTML("beforeend", '<div class="asked"><div></div><p></p></div>');
  const [cover, reply] = /** @type {HTMLElement[]} */ ([...figure.lastElementChild.children]);
  newest.classList.add("asked-for");
  const { ask, choices, right, why, slips } = question;
  new Prediction({
    cover,
    reply,
    memory: {},
    choices: choices.map((one) => [one, one]),
    judge: (answer) => ({ right: answer === right, why: `${right}: ${why}`, slip: slips[answer] ?? "" }),
    reveal: () => newest.classList.remove("asked-for"),
  }).ask(ask);
  cover.querySelector(".choices").classList.add("row");
}
