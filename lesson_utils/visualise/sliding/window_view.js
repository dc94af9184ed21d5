// What SlideStep and PoolStep share: an image that can be typed into, a window on it, outputs uncovered one by one.

import { Grid } from "../kit/grid.js";
import { number } from "../kit/numbers.js";
import { Player } from "../kit/play.js";
import { View } from "../kit/view.js";
import { Choices } from "./choices.js";
import { NumberTable } from "./number_table.js";
import { imageShade, paintCell } from "./shades.js";
import { stops, unused } from "./sliding.js";

/** @import { Context } from "../kit/view.js" */
/** @import { Setting } from "./choices.js" */
/** @import { TableCell } from "./number_table.js" */
/** @import { Shade } from "./shades.js" */
/** @import { How } from "./sliding.js" */
/**
 * @typedef {object} WindowMemory
 * @property {number} at The output that is looked at, row x width + column.
 * @property {Set<number>} shown The outputs that are uncovered.
 * @property {number} [asked] The output about which the question is.
 * @property {string} [key] The settings at the last drawing.
 */

const MANY_COLUMNS = 9; // beyond these the cells are smaller, so that image, kernel and output stand side by side

/**
 * The cells of one axis, from the first in the padding to the last.
 * @param {number[][]} reached
 * @param {number} size
 */
function everyCell(reached, size) {
  const first = Math.min(0, ...reached.flat());
  return Array.from({ length: Math.max(size - 1, ...reached.flat()) - first + 1 }, (_, index) => first + index);
}

/**
 * A heir says what there is now: how the window moves, its shape, the image.
 * @template {WindowMemory} Memory
 * @extends {View<Memory>}
 */
export class WindowView extends View {
  /** @returns {How} */
  how() {
    throw new Error("how() is missing");
  }

  /** @returns {number[]} */
  windowShape() {
    throw new Error("windowShape() is missing");
  }

  /** @returns {number[][]} */
  image() {
    throw new Error("image() is missing");
  }

  /** Something was typed over: what was said of it no longer holds. */
  edited() {}

  /**
   * @param {string} name
   * @param {string} markup
   * @param {string[]} traits
   */
  begin(name, markup, traits) {
    this.layOut(name, markup);
    this.el.classList.add("sliding");
    /** @type {Record<string, Grid>} */
    this.grids = {};
    /** @type {number | undefined} The output that the mouse is over. */
    this.hovered = undefined;
    const memory = /** @type {WindowMemory & Record<string, any>} */ (this.memory);
    for (const trait of traits) {
      this.hear(trait, () => {
        memory[trait] = this.model.get(trait);
        this.redraw();
      });
      memory[trait] = this.model.get(trait);
    }
    this.imageTable = this.numberTable("image");
    this.player = new Player(this.part("player"), {
      length: () => this.outputs(),
      at: () => memory.at,
      go: (at) => this.step(at),
      every: 1100,
    });
    this.whenLeaving(() => this.player.stop());
    this.part("all").addEventListener("click", () => {
      memory.shown = this.allShown() ? new Set() : new Set(Array.from({ length: this.outputs() }, (_, at) => at));
      memory.asked = undefined;
      this.redraw();
    });
  }

  /**
   * Numbers to be typed into: the trait of that name, as a table in the part of that name.
   * @param {string} trait
   */
  numberTable(trait) {
    const memory = /** @type {WindowMemory & Record<string, any>} */ (this.memory);
    return new NumberTable(this.part(trait), {
      name: trait,
      take: (row, column, value) => {
        const matrix = memory[trait].map((/** @type {number[]} */ line) => [...line]);
        matrix[row][column] = value;
        memory[trait] = matrix;
        this.edited();
        this.redraw();
      },
      done: () => {
        if (memory[trait] !== this.model.get(trait)) this.tell({ [trait]: memory[trait] });
      },
      refuse: (words) => this.refuse(words),
    });
  }

  /**
   * @param {string} name
   * @param {Setting[]} values
   * @param {(value: any) => void} take
   * @param {(value: any) => string} [write]
   */
  choices(name, values, take, write) {
    return new Choices(this.part(name), { id: this.id, name, values, take, write });
  }

  /** @param {string} words */
  refuse(words) {
    this.part("problem").textContent = words;
  }

  outputs() {
    return this.stops ? this.stops.rows.length * this.stops.columns.length : 1;
  }

  allShown() {
    return this.memory.shown.size === this.outputs();
  }

  /**
   * By Step, Back or Play. Whoever steps on has passed on predicting: what lies behind is uncovered.
   * @param {number} at
   */
  step(at) {
    if (at > this.memory.at) this.memory.shown.add(this.memory.at);
    if (this.player.timer) this.memory.shown.add(at);
    this.lookAt(at);
  }

  /** @param {number} at */
  lookAt(at) {
    this.memory.at = at;
    this.hovered = undefined;
    this.redraw();
  }

  /** Where everything lies now. Gives true when the output has another size or meaning than at the last drawing. */
  measure() {
    const { memory } = this;
    this.stops = stops(this.image(), this.windowShape(), this.how());
    const key = JSON.stringify([this.how(), this.windowShape(), this.image().length, this.image()[0].length]);
    if (key === memory.key) return false;
    const first = memory.key === undefined;
    Object.assign(memory, { key, at: 0, shown: new Set(), asked: undefined });
    this.player.stop();
    return !first;
  }

  /** The output that is looked at: [row, column, place]. */
  place() {
    const at = this.hovered < this.outputs() ? this.hovered : this.memory.at; // the output may have shrunk under the mouse
    const width = this.stops.columns.length;
    return [Math.floor(at / width), at % width, at];
  }

  /**
   * The image with its padding, the window framed, what no window reaches struck out.
   * @param {(row: number, column: number) => TableCell} cellAt
   */
  drawImage(cellAt) {
    const { rows, columns } = this.stops;
    const image = this.image();
    const [down, across] = [everyCell(rows, image.length), everyCell(columns, image[0].length)];
    this.cellOf = (/** @type {number} */ row, /** @type {number} */ column) =>
      (row - down[0]) * across.length + column - across[0];
    this.el.style.setProperty("--cell", across.length > MANY_COLUMNS ? "28px" : "34px");
    this.imageTable.show(
      down.map((row) => across.map((column) => cellAt(row, column))),
      imageShade(image.flat()),
    );
    const [row, column] = this.place();
    this.imageTable.frame(new Set(rows[row].flatMap((r) => columns[column].map((c) => this.cellOf(r, c)))));
    const [height, width] = this.windowShape();
    this.lost = { rows: unused(image.length, height, this.how()), columns: unused(image[0].length, width, this.how()) };
    const isLost = (/** @type {number} */ r, /** @type {number} */ c) =>
      this.lost.rows.includes(r) || this.lost.columns.includes(c);
    this.imageTable.mark(
      "lost",
      new Set(image.flatMap((line, r) => line.flatMap((_, c) => (isLost(r, c) ? [this.cellOf(r, c)] : [])))),
    );
  }

  /**
   * A grid of outputs in the part of that name; made again when its size changes.
   * @param {string} name
   * @param {number[][]} values
   * @param {(value: number) => Shade} shadeOf
   * @param {Set<number>} [shown]
   * @param {(value: number) => string} [write]
   */
  drawOutput(name, values, shadeOf, shown = this.memory.shown, write = (value) => number(value, 2)) {
    const [height, width] = [values.length, values[0].length];
    if (this.grids[name]?.height !== height || this.grids[name]?.width !== width) {
      this.grids[name] = new Grid(this.part(name), {
        caption: "",
        height,
        width,
        signs: false,
        write,
        go: (at) => this.lookAt(at),
        hover: (at) => {
          this.hovered = at;
          this.redraw();
        },
      });
      this.listenToEnter(this.grids[name].table, name);
    }
    const grid = this.grids[name];
    const flat = values.flat();
    grid.fill(flat.map((value, at) => (shown.has(at) ? value : undefined)));
    grid.cells.forEach((cell, at) => paintCell(cell, shown.has(at) ? shadeOf(flat[at]) : undefined));
    grid.mark(
      "covered",
      flat.map((_, at) => at).filter((at) => !shown.has(at)),
    );
    grid.choose(this.memory.at);
    grid.mark("hovered", this.hovered === undefined ? [] : [this.hovered]);
    const longest = Math.max(...flat.map((value) => write(value).length));
    this.part(name).style.setProperty("--wide", `max(var(--cell), ${Math.max(4, longest) * 9 + 12}px)`);
  }

  /**
   * From a covered cell Enter leads to its question.
   * @param {HTMLTableElement} table
   * @param {string} name
   */
  listenToEnter(table, name) {
    table.setAttribute(
      "aria-label",
      `${name}, ${table.rows.length} by ${table.rows[0].cells.length}. Arrow keys choose a cell, Enter leads to its question.`,
    );
    table.addEventListener("keydown", ({ key }) => {
      if (key === "Enter")
        [...this.el.querySelectorAll(".work .cover input")].find((input) => input.offsetParent)?.focus();
    });
  }

  /**
   * "Row 7 and column 7 are …", or nothing.
   * @param {string} fate
   */
  lostInWords(fate) {
    const { rows, columns } = this.lost;
    const names = [...rows.map((row) => `row ${row}`), ...columns.map((column) => `column ${column}`)];
    if (!names.length) return "";
    const all = names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
    return `${all[0].toUpperCase()}${all.slice(1)} ${names.length === 1 ? "is" : "are"} ${fate}.`;
  }
}
