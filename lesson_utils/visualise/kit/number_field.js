// A text field for a number. Unlike type="number" it takes fractions and says kindly what it cannot read.

import { number, readNumber, signOf } from "./numbers.js";

/**
 * @typedef {object} FieldOptions
 * @property {(value: number) => void} take Hears every number while it is typed.
 * @property {() => void} [done] Hears when the field is let go of.
 * @property {(words: string) => void} [refuse] Hears what is wrong, and "" once it is right again.
 * @property {number} [step] What the arrow keys up and down add.
 * @property {number} [decimals]
 */

/** @type {Record<string, number>} */
const STEPS = { ArrowUp: 1, ArrowDown: -1 };
const LARGEST = 1e6; // beyond it no layout holds the digits

/**
 * Why a text is no number for a field, or "" if it is one.
 * @param {string} text
 */
export function objection(text) {
  if (!text.trim()) return "Type a number, for example 2, −0.5 or 1/9.";
  const value = readNumber(text);
  if (value === undefined) return `“${text.trim()}” is no number I can read. Try 2, −0.5 or 1/9.`;
  return Math.abs(value) > LARGEST ? "Please stay between −1,000,000 and 1,000,000." : "";
}

/**
 * Make an `<input type="text">` a number field. `take(value)` hears every number while it is typed, `done()` when the
 * field is let go of, `refuse(words)` hears what is wrong, and "" once it is right again. Arrow up and down step.
 */
export class NumberField {
  /**
   * @param {HTMLInputElement} input
   * @param {FieldOptions} options
   */
  constructor(input, { take, done = () => {}, refuse = () => {}, step = 1, decimals = 3 }) {
    this.input = input;
    this.take = take;
    this.done = done;
    this.refuse = refuse;
    this.step = step;
    this.decimals = decimals;
    this.stepped = false;
    /** @type {number | undefined} */
    this.value = undefined;
    /** @type {number | undefined} */
    this.toWrite = undefined;
    input.addEventListener("input", () => this.typed());
    input.addEventListener("change", () => this.letGo());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.left());
  }

  /**
   * Show a number, unless somebody is typing one just now.
   * @param {number} value
   */
  show(value) {
    this.value = value;
    this.input.dataset.sign = signOf(value);
    if (this.input !== this.input.ownerDocument.activeElement) this.write();
  }

  write() {
    this.toWrite = undefined;
    const text = number(this.value, this.decimals);
    if (this.input.value !== text) this.input.value = text; // the browser lays the field out anew even for the same text
  }

  typed() {
    const problem = objection(this.input.value);
    this.object(problem);
    if (!problem) this.accept(readNumber(this.input.value));
  }

  /** @param {string} problem */
  object(problem) {
    this.input.toggleAttribute("data-wrong", Boolean(problem));
    this.input.setAttribute("aria-invalid", String(Boolean(problem)));
    this.refuse(problem);
  }

  /** @param {number} value */
  accept(value) {
    this.value = value;
    this.input.dataset.sign = signOf(value);
    this.take(value);
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const direction = STEPS[event.key];
    if (!direction) {
      if (this.toWrite) this.write(); // so that the key finds the number that was stepped to
      return;
    }
    event.preventDefault(); // the caret stays
    const value =
      (this.toWrite ? this.value : (readNumber(this.input.value) ?? this.value ?? 0)) +
      direction * this.step * (event.shiftKey ? 10 : 1);
    if (Math.abs(value) > LARGEST) return;
    this.stepped = true;
    this.object("");
    this.accept(value);
    // To put the caret right the browser lays the page out at once: so after all else was drawn, and once a frame.
    this.toWrite ??= requestAnimationFrame(() => this.write());
  }

  letGo() {
    this.stepped = false;
    this.done();
  }

  left() {
    if (this.stepped) this.letGo(); // the browser's own change event does not tell of steps
    this.input.removeAttribute("data-wrong");
    this.input.removeAttribute("aria-invalid");
    this.refuse("");
    if (this.value !== undefined) this.write();
  }
}
