// The arithmetic of one pixel of EdgeLab's result, as tables.

import { arithmetic } from "../kit/convolution.js";
import { Grid } from "../kit/grid.js";
import { number, signOf } from "../kit/numbers.js";
import { writeText } from "../kit/text.js";
import { count } from "./words.js";

/** @import { Part } from "../kit/view.js" */
/** @import { Picture } from "../kit/convolution.js" */

export class PixelTables {
  /** @param {Part} part */
  constructor(part) {
    this.part = part;
  }

  /** @param {number} size */
  build(size) {
    const grid = (/** @type {string} */ name, /** @type {string} */ caption, /** @type {object} */ more = {}) =>
      new Grid(this.part(name), { caption, height: size, width: size, ...more });
    this.patch = grid("patch", "Pixels under the window", { signs: false });
    this.kernel = grid("kernel", "Kernel", { write: (/** @type {number} */ weight) => number(weight, 3) });
    this.products = grid("products", `${size === 3 ? "Nine" : count(size)} products`);
    this.grids = [this.patch, this.kernel, this.products];
    for (const { table } of this.grids) {
      table.classList.toggle("small", size > 3);
      table.style.setProperty("--columns", String(size));
    }
    this.size = size;
  }

  /**
   * Fill the tables for the pixel of the result at a row and column; gives the sum.
   * @param {Picture} options
   * @param {number[][]} kernel
   * @param {number} row
   * @param {number} column
   */
  show({ pixels, width }, kernel, row, column) {
    if (this.size !== kernel.length) this.build(kernel.length);
    const { patch, products, sum } = arithmetic(pixels, width, kernel, row, column);
    this.patch.fill(patch.flat());
    this.kernel.fill(kernel.flat());
    this.products.fill(products.flat());
    for (const one of this.grids) this.widen(one);
    writeText(this.part("sum"), number(sum));
    this.part("sum").dataset.sign = signOf(sum);
    writeText(this.part("relu"), number(Math.max(0, sum)));
    return sum;
  }

  /**
   * A table grows with its longest number and stays so: nothing jumps to and fro.
   * @param {Grid & { longest?: number }} grid
   */
  widen(grid) {
    const longest = Math.max(...grid.cells.map(({ textContent }) => textContent.length));
    if (longest <= (grid.longest ?? 0)) return;
    grid.longest = longest;
    grid.table.style.setProperty("--longest", String(longest));
  }
}
