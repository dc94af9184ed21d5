// The arithmetic of one pixel of EdgeLab's result, as tables.

import { arithmetic } from "../kit/convolution.js";
import { count } from "./words.js";
import { Grid } from "../kit/grid.js";
import { number, signOf } from "../kit/numbers.js";

export class PixelTables {
  constructor(part) {
    this.part = part;
  }

  build(size) {
    const grid = (name, caption, more) => new Grid(this.part(name), { caption, height: size, width: size, ...more });
    this.patch = grid("patch", "Pixels under the window", { signs: false });
    this.kernel = grid("kernel", "Kernel", { write: (weight) => number(weight, 3) });
    this.products = grid("products", `${size === 3 ? "Nine" : count(size)} products`);
    for (const { table } of [this.patch, this.kernel, this.products]) table.classList.toggle("small", size > 3);
    this.size = size;
  }

  /** Fill the tables for the pixel of the result at a row and column; gives the sum. */
  show({ pixels, width }, kernel, row, column) {
    if (this.size !== kernel.length) this.build(kernel.length);
    const { patch, products, sum } = arithmetic(pixels, width, kernel, row, column);
    this.patch.fill(patch.flat());
    this.kernel.fill(kernel.flat());
    this.products.fill(products.flat());
    this.part("sum").textContent = number(sum);
    this.part("sum").dataset.sign = signOf(sum);
    this.part("relu").textContent = number(Math.max(0, sum));
    return sum;
  }
}
