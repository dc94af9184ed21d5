// A matrix as a real table: signs printed and coloured, cells that can be marked and, if wanted, chosen.

import { listenToKeys } from "./keys.js";
import { number, signOf } from "./numbers.js";
import { writeText } from "./text.js";

/**
 * @typedef {object} GridOptions
 * @property {string} caption
 * @property {number} height
 * @property {number} width
 * @property {(at: number) => void} [go] Hears which cell was chosen; without it none can be.
 * @property {(at: number | undefined) => void} [hover] Hears which cell the mouse is over.
 * @property {(value: number) => string} [write]
 * @property {boolean} [signs] Whether signs are coloured.
 */

export class Grid {
  /**
   * Build the table in `place`. With `go(at)` its cells can be chosen by click and arrow keys; with `hover(at)` it
   * hears which cell the mouse is over (`undefined`: none). Cells are numbered row after row: row x width + column.
   * @param {HTMLElement} place
   * @param {GridOptions} options
   */
  constructor(place, { caption, height, width, go, hover, write = number, signs = true }) {
    this.height = height;
    this.width = width;
    this.go = go;
    this.write = write;
    this.signs = signs;
    this.chosen = 0;
    const row = `<tr>${"<td></td>".repeat(width)}</tr>`;
    place.innerHTML = `<table class="grid"${go ? ' role="grid"' : ""}><caption></caption><tbody>${row.repeat(height)}</tbody></table>`;
    this.table = /** @type {HTMLTableElement} */ (place.firstElementChild);
    this.table.caption.textContent = caption;
    this.cells = [...this.table.querySelectorAll("td")];
    if (go) this.listen();
    if (hover) this.listenToPointer(hover);
  }

  listen() {
    this.cells.forEach((cell, at) => {
      cell.tabIndex = at === this.chosen ? 0 : -1; // Tab leads to one cell, the arrow keys to the others
      cell.addEventListener("click", () => this.go(at));
    });
    const go = (/** @type {number} */ at) => {
      this.go(at);
      this.choose(at);
      this.cells[at].focus();
    };
    listenToKeys(this.table, { size: () => this, at: () => this.chosen, go });
  }

  /** @param {(at: number | undefined) => void} hover */
  listenToPointer(hover) {
    const over = (/** @type {any} */ { target, pointerType }) => {
      if (pointerType === "mouse") hover(this.cells.includes(target) ? this.cells.indexOf(target) : undefined);
    };
    this.table.addEventListener("pointerover", over);
    this.table.addEventListener("pointerleave", (/** @type {any} */ { pointerType }) => {
      if (pointerType === "mouse") hover(undefined);
    });
  }

  /**
   * Write a flat list of numbers; `undefined` leaves a cell empty.
   * @param {(number | undefined)[]} values
   */
  fill(values) {
    this.cells.forEach((cell, at) => {
      const value = values[at];
      const empty = value === undefined;
      writeText(cell, empty ? "" : this.write(value));
      if (this.signs) cell.dataset.sign = empty ? "" : signOf(value);
    });
  }

  /**
   * Mark cells and no others: "window" (tinted), "pale" (of no account just now), "best" (the winner), …
   * @param {string} name
   * @param {Iterable<number>} places
   */
  mark(name, places) {
    const marked = new Set(places);
    this.cells.forEach((cell, at) => cell.classList.toggle(name, marked.has(at)));
  }

  /**
   * Put the red ring around one cell, or with `undefined` around none.
   * @param {number | undefined} at
   */
  choose(at) {
    this.mark("chosen", at === undefined ? [] : [at]);
    this.cells.forEach((cell, place) => {
      if (place === at) cell.setAttribute("aria-current", "true");
      else cell.removeAttribute("aria-current");
      if (this.go && at !== undefined) cell.tabIndex = place === at ? 0 : -1;
    });
    if (at !== undefined) this.chosen = at;
  }
}
