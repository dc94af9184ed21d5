// Predict first: a question that covers an answer until somebody has committed to one, or asks to be shown. A wrong
// first guess is told what it may have come from and gets a second try.

import { NumberField, objection } from "./number_field.js";
import { readNumber } from "./numbers.js";
import { rove } from "./roving.js";
import { escaped } from "./text.js";
import { uniqueId } from "./unique.js";

/** @typedef {string | number | null} Answer null: when somebody asked to be shown. */
/**
 * @typedef {object} Judgement
 * @property {boolean} right
 * @property {string} why Explains the right answer, which it gives away.
 * @property {string} [slip] What a wrong answer may have come from; it gives nothing away.
 */
/** @typedef {[value: string | number, label: string]} Choice The label is text, no markup. */
/** @typedef {{ revealed?: boolean, right?: boolean, reply?: string, slip?: string }} PredictionMemory */
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
  /** @param {PredictionOptions} options */
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
      <p class="slip" id="${this.id}-slip" aria-live="polite"></p>`;
    this.slip = cover.querySelector(".slip");
    reply.classList.add("reply");
    reply.tabIndex = -1;
    cover.addEventListener("click", (event) => {
      event.stopPropagation(); // it was no click on what lies under the cover
      this.clicked(event.target.closest("button"));
    });
    if (choices) rove(cover.querySelector(".choices"));
    else this.listenToNumber();
    this.show();
  }

  listenToNumber() {
    this.input = this.cover.querySelector("input");
    this.field = new NumberField(this.input, { take: () => {} });
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
    if (problem) this.tryAgain(problem);
    else this.answer(readNumber(this.input.value));
  }

  /** @param {Answer} answer */
  answer(answer) {
    const { right, why, slip = "" } = this.judge(answer);
    if (!right && answer !== null && !this.memory.slip) {
      this.memory.slip = `Not quite. ${slip} Try once more.`.replace("  ", " ");
      this.tryAgain(this.memory.slip);
      return;
    }
    const verdict = answer === null ? "Here it is." : right ? "Yes, that’s right." : `Not quite. ${slip}`.trim();
    Object.assign(this.memory, { revealed: true, right: answer !== null && right, reply: `${verdict} ${why}` });
    this.show();
    this.reveal();
    this.replyPlace.focus({ preventScroll: true });
    this.cover.dispatchEvent(new Event("answered", { bubbles: true })); // to the other views
  }

  /**
   * Say why it is asked once more; the focus stays at the question.
   * @param {string} words
   */
  tryAgain(words) {
    this.slip.textContent = words;
    this.input?.focus();
    this.input?.select();
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
    Object.assign(this.memory, { revealed: false, reply: "", slip: "" });
    if (this.input) this.input.value = "";
    this.ask(question);
    this.show();
  }

  /** The reply spoke of numbers that have changed since. */
  forget() {
    if (!this.memory.reply) return;
    this.memory.reply = "";
    this.show();
  }

  show() {
    const { revealed, reply, right, slip } = this.memory;
    this.cover.hidden = Boolean(revealed);
    this.slip.textContent = slip ?? "";
    this.replyPlace.textContent = reply ?? "";
    this.replyPlace.classList.toggle("right", Boolean(right));
  }
}

const SHOW = `<button type="button" class="quiet" data-show>Show me</button>`;

/** @param {Choice[]} choices */
const buttons = (choices) =>
  `<div class="choices">${choices
    .map(([value, label]) => `<button type="button" value="${escaped(value)}">${escaped(label)}</button>`)
    .join("")}${SHOW}</div>`;

/** @param {string} id */
const field = (
  id,
) => `<div class="answer"><input type="text" size="6" autocomplete="off" aria-labelledby="${id}" aria-describedby="${id}-slip">
  <button type="button" data-submit>Check</button>${SHOW}</div>`;
