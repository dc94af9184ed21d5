// Step by step, forwards and backwards, or by itself.

import { rove } from "./roving.js";

export class Player {
  /**
   * Build the buttons in `place`. `length()` and `at()` say how many steps there are and where we are (from 0);
   * `go(at)` goes there. Whoever asked the computer for less motion gets the steps and no Play.
   * @param {HTMLElement} place
   * @param {{ length: () => number, at: () => number, go: (at: number) => void, every?: number }} options
   */
  constructor(place, { length, at, go, every = 700 }) {
    this.length = length;
    this.at = at;
    this.go = go;
    this.every = every;
    place.classList.add("player");
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", "Step by step");
    place.innerHTML = `<button type="button" data-do="start">To the start</button>
      <button type="button" data-do="back">Back</button><button type="button" data-do="step">Step</button>
      <button type="button" data-do="play">Play</button><span class="where"></span>`;
    const wantsLess = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.button = Object.fromEntries([...place.querySelectorAll("button")].map((one) => [one.dataset.do, one]));
    this.where = place.querySelector(".where");
    this.button.play.hidden = wantsLess;
    place.addEventListener("click", (/** @type {any} */ { target }) =>
      this.clicked(target.closest("button")?.dataset.do),
    );
    this.show();
    rove(place, this.button.step);
  }

  /** @param {string | undefined} what */
  clicked(what) {
    if (what === "play") return this.timer ? this.stop() : this.play();
    this.stop();
    if (what === "start") this.move(0);
    if (what === "back") this.move(this.at() - 1);
    if (what === "step") this.move(this.at() + 1);
    return undefined;
  }

  /** @param {number} at */
  move(at) {
    this.go(Math.min(this.length() - 1, Math.max(0, at)));
    this.show();
  }

  play() {
    if (this.at() >= this.length() - 1) this.move(0);
    this.timer = setInterval(() => {
      this.move(this.at() + 1);
      if (this.at() >= this.length() - 1) this.stop();
    }, this.every);
    this.show();
  }

  stop() {
    clearInterval(this.timer);
    this.timer = undefined;
    this.show();
  }

  /** Call this when the place has changed by other means. */
  show() {
    const [at, length] = [this.at(), this.length()];
    this.button.play.textContent = this.timer ? "Pause" : "Play";
    // Not `disabled`: a disabled button drops the focus, and with it the place of whoever steps by keyboard.
    for (const one of ["start", "back"]) this.button[one].setAttribute("aria-disabled", String(at <= 0));
    this.button.step.setAttribute("aria-disabled", String(at >= length - 1));
    this.where.textContent = `${at + 1} of ${length}`;
  }
}
