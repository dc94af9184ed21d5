// What comes out of the network: bars with names, and the question asked before they are shown.

import { number } from "../kit/numbers.js";
import { digits } from "./digits.js";
import { softmaxOf } from "./network_activations.js";

/** @import { Answer, Choice, Judgement } from "../kit/predict.js" */
/** @import { Facts, Layer } from "./network.js" */

const MOST_CLASSES = 12; // of more classes only the highest are shown
const [SURE, UNSURE] = [0.75, 0.25];

const TITLES = {
  softmax: "Softmax gives numbers from 0 to 1 that add up to 1: probabilities.",
  sigmoid: "Each output by itself from 0 to 1 (sigmoid); together they need not make 1.",
  logits: "This network ends in logits; softmax, computed here, gives numbers from 0 to 1 that add up to 1.",
};

/**
 * The share of each class: what comes out, or softmax of it where logits come out.
 * @param {string} scores
 * @param {Float32Array} values
 */
export const sharesOf = (scores, values) => (scores === "logits" ? softmaxOf(values) : [...values]);

/** @param {number[]} shares */
export const highestOf = (shares) => shares.indexOf(Math.max(...shares));

/**
 * The rows of the table: { name, share, logit, best }; of many classes the highest, in the order of the classes.
 * @param {Facts} options
 * @param {Float32Array} values
 */
function rowsOf({ scores, classes }, values) {
  const shares = sharesOf(scores, values);
  const best = highestOf(shares);
  const shown = [...shares.keys()].sort((one, other) => shares[other] - shares[one]).slice(0, MOST_CLASSES);
  return shown
    .sort((one, other) => one - other)
    .map((at) => ({
      name: classes[at],
      share: shares[at],
      text: shares[at].toFixed(3),
      logit: digits(values[at]),
      best: at === best,
    }));
}

/**
 * Show the rows as a table with bars.
 * @param {HTMLElement} place
 * @param {Facts} facts
 * @param {Float32Array} values
 */
export function drawPrediction(place, facts, values) {
  place.hidden = !facts.scores;
  if (!facts.scores) return;
  const logits = facts.scores === "logits";
  const rows = rowsOf(facts, values);
  const table = place.querySelector("table");
  const body = table.tBodies[0];
  if (body.rows.length !== rows.length) {
    const head = ["Class", "", facts.scores === "sigmoid" ? "Output" : "Probability", ...(logits ? ["Logit"] : [])];
    table.caption.textContent = TITLES[facts.scores];
    table.tHead.innerHTML = `<tr>${head.map((name) => (name ? `<th scope="col">${name}</th>` : "<td></td>")).join("")}</tr>`;
    const row = `<tr><th scope="row"></th><td class="track" aria-hidden="true"><span><i></i></span></td><td></td>${logits ? "<td></td>" : ""}</tr>`;
    body.innerHTML = row.repeat(rows.length);
  }
  rows.forEach(({ name, share, text, logit, best }, at) => {
    const [head, track, value, before] = body.rows[at].cells;
    body.rows[at].classList.toggle("best", best);
    head.textContent = name;
    track.querySelector("i").style.width = `${100 * share}%`;
    value.textContent = text;
    if (before) before.textContent = logit;
  });
}

/**
 * The question to ask first: { question, choices, judge }; `read()` gives the numbers that come out.
 * @param {Facts} facts
 * @param {Layer[]} layers
 * @param {() => Float32Array} read
 * @returns {{ question: string, choices?: Choice[], judge: (answer: any) => Judgement }}
 */
export function questionOn(facts, layers, read) {
  if (facts.scores && facts.classes.length > 1) return facts.untrained ? howSure(facts, read) : whichClass(facts, read);
  return howMany(layers);
}

/**
 * @param {Facts} facts
 * @param {() => Float32Array} read
 * @returns {{ question: string, choices?: Choice[], judge: (answer: any) => Judgement }}
 */
function howSure(facts, read) {
  const count = facts.classes.length;
  const asked = facts.versions.at(-1);
  return {
    question: `Predict first: nobody has trained ${asked ? `the version “${asked}”` : "this network"}, its weights are random. How large will its highest of the ${count} probabilities be?`,
    choices: [
      ["unsure", `Not much above ${number(1 / count, 2)}, which is mere guessing`],
      ["between", "About one half"],
      ["sure", "Close to 1: it always picks something"],
    ],
    judge: (/** @type {Answer} */ answer) => {
      const shares = sharesOf(facts.scores, read());
      const best = highestOf(shares);
      const truth = shares[best] >= SURE ? "sure" : shares[best] < Math.max(UNSURE, 1.5 / count) ? "unsure" : "between";
      const why = `${asked ? `The highest of “${asked}”` : "Its highest"} is ${number(shares[best], 2)}, for ${facts.classes[best]}; guessing gives each class ${number(1 / count, 2)}.`;
      return {
        right: answer === truth,
        slip: "All its weights are small random numbers: does anything make one class stand out?",
        why: `${why} Random weights mix the pixels, but nothing has taught them what matters.`,
      };
    },
  };
}

/**
 * @param {Facts} facts
 * @param {() => Float32Array} read
 * @returns {{ question: string, choices?: Choice[], judge: (answer: any) => Judgement }}
 */
function whichClass(facts, read) {
  const listed = facts.classes.length <= MOST_CLASSES;
  const asked = facts.versions.at(-1);
  return {
    question: `Predict first: look at the picture. Which class will ${asked ? `the version “${asked}”` : "the network"} choose?`,
    choices: listed
      ? facts.classes.map((name, at) => [String(at), name])
      : [
          ["sure", "One it is sure of (above 0.75)"],
          ["unsure", "It will not be sure"],
        ],
    judge: (/** @type {Answer} */ answer) => {
      const shares = sharesOf(facts.scores, read());
      const best = highestOf(shares);
      const right = listed ? answer === String(best) : answer === (shares[best] > SURE ? "sure" : "unsure");
      const slip = listed ? "" : "Look at the picture once more: would you be sure?";
      return {
        right,
        slip,
        why: `${asked ? `The choice of “${asked}”` : "Its choice"} is ${facts.classes[best]}, with ${number(shares[best], 2)}.`,
      };
    },
  };
}

/** @param {Layer[]} layers */
function howMany(layers) {
  const layer = layers.find(({ count }) => count > 0);
  if (!layer)
    return {
      question: "This network has nothing to learn. What does its last layer show?",
      choices: /** @type {Choice[]} */ ([]),
      judge: () => ({ right: false, why: "" }),
    };
  const formula = layer.formula.replaceAll(" x ", " × ");
  return {
    question: `Predict first: how many numbers does the layer ${layer.name} (${layer.kind}) learn?`,
    judge: (/** @type {Answer} */ answer) => ({
      right: answer === layer.count,
      slip:
        answer === layer.weights[0].length
          ? "Those are the weights; each output has a bias, too."
          : "Count the weights of one output and its bias, then multiply by the number of outputs.",
      why: `${formula}: the kernel's weights, and a bias for each output.`,
    }),
  };
}
