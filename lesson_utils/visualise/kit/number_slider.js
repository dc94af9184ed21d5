// A number to type and a slider for the same number, side by side.

import { NumberField } from "./number_field.js";
import { escaped } from "./text.js";

/**
 * @typedef {object} SliderOptions
 * @property {string} label
 * @property {number} low
 * @property {number} high
 * @property {number} [step]
 * @property {(value: number) => void} take Hears every number on the way.
 * @property {() => void} done Hears when it is let go of.
 * @property {(words: string) => void} refuse Hears what is wrong with a typed number.
 */

export class NumberSlider {
  /**
   * Build both in `place`. `take(value)` hears every number on the way, `done()` when it is let go of. The slider ends
   * at `low` and `high`; the field takes numbers beyond them.
   * @param {HTMLElement} place
   * @param {SliderOptions} options
   */
  constructor(place, { label, low, high, step = 0.1, take, done, refuse }) {
    place.classList.add("number-slider");
    const name = escaped(label);
    place.innerHTML = `<input type="text" inputmode="text" autocomplete="off" aria-label="${name}">
      <input type="range" min="${low}" max="${high}" step="${step}" aria-label="${name}, slider" tabindex="-1">`; // one stop for Tab: in the field the arrow keys step, too
    const [typed, slider] = place.querySelectorAll("input");
    this.typed = typed;
    this.slider = slider;
    this.field = new NumberField(this.typed, { take, done, refuse, step });
    this.slider.addEventListener("input", () => take(this.slider.valueAsNumber));
    this.slider.addEventListener("change", () => done());
  }

  /** @param {number} value */
  show(value) {
    this.field.show(value);
    this.slider.value = value;
  }

  /** @param {number} value */
  set disabled(value) {
    this.typed.disabled = this.slider.disabled = value;
  }
}
