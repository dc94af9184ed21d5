// A matrix whose numbers can be typed: one stop for Tab, arrow keys from cell to cell, a frame around some cells.

import { moved } from "../kit/keys.js";
import { NumberField } from "../kit/number_field.js";
import { number } from "../kit/numbers.js";
import { paintCell } from "./shades.js";

/** @import { Shade } from "./shades.js" */
/**
 * @typedef {object} TableCell
 * @property {number} value
 * @property {number[]} [source] Its row and column in the matrix; a cell without one is padding.
 * @property {string} [text] What a cell without a source shows.
 */
/**
 * @typedef {object} NumberTableOptions
 * @property {string} name
 * @property {(row: number, column: number, value: number) => void} take Hears a number while it is typed.
 * @property {() => void} done Hears when a cell is left.
 * @property {(words: string) => void} refuse Hears what is wrong.
 */

const DECIMALS = 3;
const LARGEST_CELL = 9999; // what Python takes, too (small_numbers.py): more digits do not fit into a cell
/** @type {[shadow: string, down: number, right: number][]} */
const FRAME_SIDES = [
  ["inset 0 W", -1, 0],
  ["inset 0 -W", 1, 0],
  ["inset W 0", 0, -1],
  ["inset -W 0", 0, 1],
];

export class NumberTable {
  /**
   * `take(row, column, value)` hears a number while it is typed, `done()` when the cell is left, `refuse(words)` what is wrong.
   * @param {HTMLElement} place
   * @param {NumberTableOptions} options
   */
  constructor(place, { name, take, done, refuse }) {
    this.place = place;
    this.name = name;
    this.take = take;
    this.done = done;
    this.refuse = refuse;
    this.chosen = 0;
    this.plan = "";
    place.addEventListener("keydown", (event) => this.pressed(event), { capture: true }); // before a field steps its number
    place.addEventListener("focusin", (/** @type {any} */ { target }) => {
      this.choose(this.inputs.indexOf(/** @type {HTMLInputElement} */ (target)));
      /** @type {HTMLInputElement} */ (target).select(); // typing replaces the number
    });
  }

  /**
   * Show rows of cells { value, source }: `source` is [row, column] in the matrix; a cell without one is not part of
   * it (padding) and shows its `text`. `shade(value)` gives a cell's colours.
   * @param {TableCell[][]} cells
   * @param {(value: number) => Shade} shade
   */
  show(cells, shade) {
    const plan = JSON.stringify(cells.map((row) => row.map(({ source, text }) => source ?? text)));
    if (plan !== this.plan) this.build(cells);
    this.plan = plan;
    if (!this.place.contains(this.place.ownerDocument.activeElement)) this.widen(cells);
    let next = 0;
    cells.flat().forEach(({ value, source }, at) => {
      paintCell(this.cells[at], source && shade(value));
      if (source) this.fields[next++].show(value);
    });
  }

  /** @param {TableCell[][]} cells */
  build(cells) {
    this.height = cells.length;
    this.width = cells[0].length;
    this.chosen = 0;
    const field = (
      /** @type {number[]} */ [row, column],
    ) => `<td><input type="text" inputmode="decimal" autocomplete="off"
      aria-label="${this.name} row ${row} column ${column}"></td>`;
    this.place.innerHTML = `<table class="grid numbers" aria-label="${this.name}"><tbody>${cells
      .map(
        (row) =>
          `<tr>${row.map(({ source, text }) => (source ? field(source) : `<td class="outside">${text}</td>`)).join("")}</tr>`,
      )
      .join("")}</tbody></table>`;
    this.cells = [...this.place.querySelectorAll("td")];
    this.inputs = this.cells.map((cell) => cell.firstElementChild);
    const sources = cells.flat().flatMap(({ source }) => (source ? [source] : []));
    this.fields = this.inputs.filter(Boolean).map(
      (input, at) =>
        new NumberField(input, {
          take: (value) => this.typed(sources[at][0], sources[at][1], value),
          done: this.done,
          refuse: this.refuse,
          decimals: DECIMALS,
        }),
    );
    this.choose(this.inputs.findIndex(Boolean));
  }

  /**
   * @param {number} row
   * @param {number} column
   * @param {number} value
   */
  typed(row, column, value) {
    if (Math.abs(value) > LARGEST_CELL)
      this.refuse(`${this.name}: please stay between −${LARGEST_CELL} and ${LARGEST_CELL}.`);
    else this.take(row, column, value);
  }

  /**
   * As wide as the longest number needs; nothing moves while somebody types.
   * @param {TableCell[][]} cells
   */
  widen(cells) {
    const longest = Math.max(...cells.flat().map(({ value }) => number(value, DECIMALS).length));
    this.place.style.setProperty("--wide", `max(var(--cell), ${longest * 9 + 10}px)`);
  }

  /** @param {number} at */
  choose(at) {
    this.chosen = at;
    this.inputs.forEach((input, place) => {
      if (input) input.tabIndex = place === at ? 0 : -1;
    });
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const at = moved(event, this.chosen, this.height, this.width);
    if (at === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.inputs[at]?.focus();
  }

  /**
   * @param {string} name
   * @param {Set<number>} places
   */
  mark(name, places) {
    this.cells.forEach((cell, at) => cell.classList.toggle(name, places.has(at)));
  }

  /**
   * Write a word beside rows and below columns, given by their last cells.
   * @param {number[]} rows
   * @param {number[]} columns
   * @param {string} word
   */
  label(rows, columns, word) {
    this.cells.forEach((cell, at) => {
      cell.toggleAttribute("data-row-word", rows.includes(at));
      cell.toggleAttribute("data-column-word", columns.includes(at));
      cell.dataset.word = word;
    });
  }

  /**
   * A red frame around the given cells (row x width + column), with a pale line inside it for dark cells.
   * @param {Set<number>} places
   */
  frame(places) {
    this.cells.forEach((cell, at) => {
      const [row, column] = [Math.floor(at / this.width), at % this.width];
      const next = (/** @type {number} */ down, /** @type {number} */ right) =>
        (row + down) * this.width + column + right;
      const sides = places.has(at)
        ? FRAME_SIDES.filter(
            ([, down, right]) =>
              !places.has(next(down, right)) || (right && Math.floor(next(down, right) / this.width) !== row),
          )
        : [];
      const lines = (/** @type {string} */ width, /** @type {string} */ colour) =>
        sides.map(([side]) => `${side.replace("W", width)} 0 ${colour}`);
      cell.classList.toggle("framed", places.has(at)); // for systems that draw no shadows
      cell.style.boxShadow = [...lines("3px", "var(--course-red)"), ...lines("4.5px", "var(--course-paper)")].join(
        ", ",
      );
    });
  }
}
