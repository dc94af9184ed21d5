// A number to type and a slider for the same number, side by side.

import { NumberField } from "./number_field.js";

export class NumberSlider {
  /**
   * Build both in `place`. `take(value)` hears every number on the way, `done()` when it is let go of. The slider ends
   * at `low` and `high`; the field takes numbers beyond them.
   */
  constructor(place, { label, low, high, step = 0.1, take, done, refuse }) {
    place.classList.add("number-slider");
    place.innerHTML = `<input type="text" inputmode="text" autocomplete="off" aria-label="${label}">
      <input type="range" min="${low}" max="${high}" step="${step}" aria-label="${label}, slider">`;
    [this.typed, this.slider] = place.children;
    this.field = new NumberField(this.typed, { take, done, refuse, step });
    this.slider.addEventListener("input", () => take(this.slider.valueAsNumber));
    this.slider.addEventListener("change", () => done());
  }

  show(value) {
    this.field.show(value);
    this.slider.value = value;
  }

  set disabled(value) {
    this.typed.disabled = this.slider.disabled = value;
  }
}
