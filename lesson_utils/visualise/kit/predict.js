// Predict first: a question that covers an answer until somebody has committed to one, or asks to be shown.

import { NumberField, objection } from "./number_field.js";
import { readNumber } from "./numbers.js";
import { uniqueId } from "./unique.js";

/** @typedef {string | number | null} Answer null: when somebody asked to be shown. */
/** @typedef {{ right: boolean, why: string }} Judgement */
/** @typedef {[value: string | number, label: string]} Choice */
/** @typedef {{ revealed?: boolean, right?: boolean, reply?: string }} PredictionMemory */
/**
 * @typedef {object} PredictionOptions
 * @property {HTMLElement} cover Lies over the answer.
 * @property {HTMLElement} reply Says how it went.
 * @property {PredictionMemory} memory Kept across views.
 * @property {Choice[]} [choices] Without them the answer is a number.
 * @property {(answer: any) => Judgement} judge
 * @property {() => void} [reveal]
 */

export class Prediction {
  /**
   * `cover` is the element laid over the answer, `reply` the one that says how it went. `memory` is an object kept
   * across views; it gets `revealed` and `reply`. The answer is one of `choices` ([value, label] each) or, without
   * them, a number. `judge(answer)` gives { right, why }; the answer is null when somebody asked to be shown.
   * @param {PredictionOptions} options
   */
  constructor({ cover, reply, memory, choices, judge, reveal = () => {} }) {
    this.cover = cover;
    this.replyPlace = reply;
    this.memory = memory;
    this.judge = judge;
    this.reveal = reveal;
    this.id = uniqueId("question");
    cover.classList.add("cover");
    cover.setAttribute("role", "group");
    cover.setAttribute("aria-labelledby", this.id);
    cover.innerHTML = `<p id="${this.id}"></p>${choices ? buttons(choices) : field(this.id)}
      <button type="button" class="quiet" data-show>Show me</button>`;
    reply.classList.add("reply");
    reply.tabIndex = -1;
    cover.addEventListener("click", (event) => {
      event.stopPropagation(); // it was no click on what lies under the cover
      this.clicked(event.target.closest("button"));
    });
    if (!choices) this.listenToNumber();
    this.show();
  }

  listenToNumber() {
    this.input = this.cover.querySelector("input");
    this.problem = this.cover.querySelector(".problem");
    this.field = new NumberField(this.input, {
      take: () => {},
      refuse: () => {
        this.problem.textContent = "";
      },
    });
    this.input.addEventListener("keydown", (/** @type {KeyboardEvent} */ { key }) => {
      if (key === "Enter") this.submit();
    });
  }

  /** @param {HTMLButtonElement | null} button */
  clicked(button) {
    if (!button) return;
    if ("show" in button.dataset) this.answer(null);
    else if ("submit" in button.dataset) this.submit();
    else this.answer(button.value);
  }

  submit() {
    const problem = objection(this.input.value);
    this.problem.textContent = problem;
    if (problem) this.input.focus();
    else this.answer(readNumber(this.input.value));
  }

  /** @param {Answer} answer */
  answer(answer) {
    const { right, why } = this.judge(answer);
    const verdict = answer === null ? "Here it is." : right ? "Yes, well seen." : "Not quite, and worth a look.";
    Object.assign(this.memory, { revealed: true, right: answer !== null && right, reply: `${verdict} ${why}` });
    this.show();
    this.reveal();
    this.replyPlace.focus();
    this.cover.dispatchEvent(new Event("answered", { bubbles: true })); // to the other views
  }

  /**
   * Set the words of the question.
   * @param {string} question
   */
  ask(question) {
    this.cover.querySelector("p").textContent = question;
  }

  /**
   * Cover the answer again for a new question.
   * @param {string} question
   */
  askAgain(question) {
    Object.assign(this.memory, { revealed: false, reply: "" });
    if (this.input) this.input.value = "";
    this.ask(question);
    this.show();
  }

  /** The reply spoke of numbers that have changed since. */
  forget() {
    this.memory.reply = "";
    if (!this.replyPlace.hidden) this.show();
  }

  show() {
    const { revealed, reply, right } = this.memory;
    this.cover.hidden = Boolean(revealed);
    this.replyPlace.hidden = !reply;
    this.replyPlace.textContent = reply ?? "";
    this.replyPlace.classList.toggle("right", Boolean(right));
  }
}

/** @param {Choice[]} choices */
const buttons = (choices) =>
  `<div class="choices">${choices
    .map(([value, label]) => `<button type="button" value="${value}">${label}</button>`)
    .join("")}</div>`;

/** @param {string} id */
const field = (
  id,
) => `<div class="answer"><input type="text" size="6" autocomplete="off" aria-labelledby="${id}" aria-describedby="${id}-problem">
  <button type="button" data-submit>Check</button></div><p class="problem" id="${id}-problem" role="status"></p>`;
