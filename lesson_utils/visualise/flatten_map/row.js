// The flattened row: one number after the other, each with its index; a row of the image stays together.

import { listenToKeys } from "../kit/keys.js";

/**
 * @typedef {object} RowOptions
 * @property {string[]} values
 * @property {number[]} shape Height, width and channels of the maps.
 * @property {(at: number) => void} go Hears which place was chosen.
 * @property {(at: number | undefined) => void} hover Hears which place the mouse is over.
 */

export class FlatRow {
  /**
   * Build the row in `place` as a list box, of which `go(at)` hears the choice; arrow down leads one image row on.
   * @param {HTMLElement} place
   * @param {RowOptions} options
   */
  constructor(place, { values, shape: [height, width, channels], go, hover }) {
    const perRow = width * channels;
    const each = (/** @type {number} */ count, /** @type {(at: number) => string} */ write) =>
      Array.from({ length: count }, (_, at) => write(at)).join("");
    const one = (/** @type {number} */ at) => `<span role="option"><b>${values[at]}</b> <small>${at}</small></span>`;
    const pixel = (/** @type {number} */ first) =>
      `<span class="pixel" role="presentation">${each(channels, (at) => one(first + at))}</span>`;
    place.setAttribute("role", "listbox");
    place.setAttribute("aria-label", "The flattened row");
    place.setAttribute("aria-orientation", "horizontal");
    place.style.setProperty("--digits", String(Math.max(...values.map((text) => text.length), 3)));
    place.innerHTML = each(
      height,
      (row) =>
        `<div role="group" aria-label="from row ${row}">${each(width, (column) =>
          pixel((row * width + column) * channels),
        )}</div>`,
    );
    this.cells = [...place.querySelectorAll("[role=option]")];
    this.cells.forEach((cell, at) => {
      cell.addEventListener("click", () => go(at));
      cell.addEventListener(
        "pointerenter",
        (/** @type {PointerEvent} */ { pointerType }) => pointerType === "mouse" && hover(at),
      );
      cell.addEventListener(
        "pointerleave",
        (/** @type {PointerEvent} */ { pointerType }) => pointerType === "mouse" && hover(undefined),
      );
    });
    this.chosen = 0;
    const goByKey = (/** @type {number} */ at) => {
      go(at);
      this.choose(at);
      this.cells[at].focus();
    };
    listenToKeys(place, { size: () => ({ height, width: perRow }), at: () => this.chosen, go: goByKey });
  }

  /**
   * Mark one number as chosen, another as pointed at, and those written so far.
   * @param {number} at
   * @param {number} [pointed]
   * @param {number} [written] The last that is written.
   */
  choose(at, pointed, written) {
    this.chosen = at;
    this.cells.forEach((cell, place) => {
      cell.tabIndex = place === at ? 0 : -1;
      cell.setAttribute("aria-selected", String(place === at));
      cell.classList.toggle("pointed", place === pointed);
      cell.classList.toggle("window", place <= written);
    });
  }
}
