// A matrix whose numbers can be typed: one stop for Tab, arrow keys from cell to cell, a frame around some cells.

import { moved } from "../kit/keys.js";
import { NumberField } from "../kit/number_field.js";
import { number } from "../kit/numbers.js";
import { paintCell } from "./shades.js";

const DECIMALS = 3;
const LARGEST_CELL = 9999; // what Python takes, too (small_numbers.py): more digits do not fit into a cell
const FRAME_SIDES = [["inset 0 W", -1, 0], ["inset 0 -W", 1, 0], ["inset W 0", 0, -1], ["inset -W 0", 0, 1]];

export class NumberTable {
  /** `take(row, column, value)` hears a number while it is typed, `done()` when the cell is left, `refuse(words)` what is wrong. */
  constructor(place, { name, take, done, refuse }) {
    Object.assign(this, { place, name, take, done, refuse, chosen: 0 });
    place.addEventListener("keydown", (event) => this.pressed(event), { capture: true }); // before a field steps its number
    place.addEventListener("focusin", ({ target }) => {
      this.choose(this.inputs.indexOf(target));
      target.select(); // typing replaces the number
    });
  }

  /**
   * Show rows of cells { value, source }: `source` is [row, column] in the matrix; a cell without one is not part of
   * it (padding) and shows its `text`. `shade(value)` gives a cell's colours.
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

  build(cells) {
    Object.assign(this, { height: cells.length, width: cells[0].length, chosen: 0 });
    const field = ([row, column]) => `<td><input type="text" inputmode="decimal" autocomplete="off"
      aria-label="${this.name} row ${row + 1} column ${column + 1}"></td>`;
    this.place.innerHTML = `<table class="grid numbers" aria-label="${this.name}"><tbody>${cells.map((row) =>
      `<tr>${row.map(({ source, text }) => (source ? field(source) : `<td class="outside">${text}</td>`)).join("")}</tr>`).join("")}</tbody></table>`;
    this.cells = [...this.place.querySelectorAll("td")];
    this.inputs = this.cells.map((cell) => cell.firstElementChild);
    const sources = cells.flat().flatMap(({ source }) => (source ? [source] : []));
    this.fields = this.inputs.filter(Boolean).map((input, at) => new NumberField(input, {
      take: (value) => this.typed(...sources[at], value), done: this.done, refuse: this.refuse, decimals: DECIMALS,
    }));
    this.choose(this.inputs.findIndex(Boolean));
  }

  typed(row, column, value) {
    if (Math.abs(value) > LARGEST_CELL) this.refuse(`${this.name}: please stay between −${LARGEST_CELL} and ${LARGEST_CELL}.`);
    else this.take(row, column, value);
  }

  /** As wide as the longest number needs; nothing moves while somebody types. */
  widen(cells) {
    const longest = Math.max(...cells.flat().map(({ value }) => number(value, DECIMALS).length));
    this.place.style.setProperty("--wide", `max(var(--cell), ${longest * 9 + 10}px)`);
  }

  choose(at) {
    this.chosen = at;
    this.inputs.forEach((input, place) => { if (input) input.tabIndex = place === at ? 0 : -1; });
  }

  pressed(event) {
    const at = moved(event, this.chosen, this.height, this.width);
    if (at === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.inputs[at]?.focus();
  }

  mark(name, places) {
    this.cells.forEach((cell, at) => cell.classList.toggle(name, places.has(at)));
  }

  /** Write a word beside rows and below columns, given by their last cells. */
  label(rows, columns, word) {
    this.cells.forEach((cell, at) => {
      cell.toggleAttribute("data-row-word", rows.includes(at));
      cell.toggleAttribute("data-column-word", columns.includes(at));
      cell.dataset.word = word;
    });
  }

  /** A red frame around the given cells (row x width + column), with a pale line inside it for dark cells. */
  frame(places) {
    this.cells.forEach((cell, at) => {
      const [row, column] = [Math.floor(at / this.width), at % this.width];
      const next = (down, right) => (row + down) * this.width + column + right;
      const sides = places.has(at) ? FRAME_SIDES.filter(([, down, right]) =>
        !places.has(next(down, right)) || (right && Math.floor(next(down, right) / this.width) !== row)) : [];
      const lines = (width, colour) => sides.map(([side]) => `${side.replace("W", width)} 0 ${colour}`);
      cell.style.boxShadow = [...lines("3px", "var(--course-red)"), ...lines("4.5px", "var(--course-paper)")].join(", ");
    });
  }
}
