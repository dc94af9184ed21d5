// A question's options: radio buttons, or tick boxes where several are right, and a button that sends the choice.

import { uniqueId } from "../../visualise/kit/unique.js";

/** @typedef {{letter: string, html: string}} OptionText */
/**
 * @typedef {object} Question
 * @property {string} title
 * @property {boolean} several
 * @property {OptionText[]} options
 * @property {string[]} room what may be said, made unreadable: its room is kept free
 */
/** @typedef {{letter: string, right: boolean}} Chosen */

const SIGNS = { true: "✓", false: "✗" };

export class Choosing {
  /**
   * @param {Question} question
   * @param {(chosen: string[], button: HTMLButtonElement) => void} send
   * @param {() => void} changed what stands there is no longer about this choice
   */
  constructor({ title, several, options }, send, changed) {
    const name = uniqueId("option");
    this.form = document.createElement("form");
    this.form.className = "cnn-question";
    this.form.noValidate = true;
    const group = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = title;
    const how = document.createElement("small");
    how.textContent = several ? "Tick all that belong to it." : "Choose one.";
    legend.append(" ", how);
    group.append(legend, ...options.map((option) => optionRow(option, name, several)));
    this.form.append(group);
    this.form.id = uniqueId("question");
    this.button = document.createElement("button");
    this.button.type = "submit";
    this.button.className = "cnn-answer";
    this.button.textContent = "Answer";
    this.button.setAttribute("form", this.form.id);
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(
        this.inputs.filter((one) => one.checked).map((one) => one.value),
        this.button,
      );
    });
    this.isOpen = false; // whether the choice has changed since it was answered
    this.form.addEventListener("change", () => {
      this.isOpen = true;
      this.sign([]);
      changed();
    });
  }

  /** @returns {HTMLInputElement[]} */
  get inputs() {
    return [...this.form.querySelectorAll("input")];
  }

  /** Show what an answer was about: what is chosen, and how each of it stands. @param {Chosen[]} chosen */
  show(chosen) {
    this.isOpen = false;
    if (!chosen.length) return;
    for (const input of this.inputs) input.checked = chosen.some(({ letter }) => letter === input.value);
    this.sign(chosen);
  }

  /** The words below say the same. @param {Chosen[]} chosen */
  sign(chosen) {
    for (const input of this.inputs) {
      const sign = /** @type {HTMLElement} */ (input.parentElement.querySelector(".cnn-sign"));
      const found = chosen.find(({ letter }) => letter === input.value);
      sign.textContent = found ? SIGNS[`${found.right}`] : "";
      sign.dataset.right = found ? String(found.right) : "";
    }
  }
}

/** @param {OptionText} option @param {string} name @param {boolean} several */
function optionRow({ letter, html }, name, several) {
  const row = document.createElement("label");
  row.className = "cnn-option";
  row.innerHTML = `<input type="${several ? "checkbox" : "radio"}" name="${name}" value="${letter}">
    <span class="cnn-letter">${letter}</span><span>${html}</span><span class="cnn-sign" aria-hidden="true"></span>`;
  return row;
}

/** What can be pressed, above what is said: nothing moves away from under a pointer. @param {HTMLElement[]} buttons */
export function controlsOf(...buttons) {
  const row = document.createElement("div");
  row.className = "cnn-controls";
  row.append(...buttons);
  return row;
}

/** A place for what is said, as high as the highest that is likely to come. @param {HTMLElement} spoken @param {string[]} room */
export function withRoom(spoken, room) {
  const place = document.createElement("div");
  place.className = "cnn-reply";
  for (const html of room) {
    const kept = document.createElement("div");
    kept.className = "cnn-message cnn-room";
    kept.setAttribute("aria-hidden", "true");
    kept.innerHTML = html; // escaped in Python, and no word in it can be read
    place.append(kept);
  }
  place.append(spoken);
  return place;
}
