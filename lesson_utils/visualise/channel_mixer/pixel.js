// The arithmetic of one pixel as tables: three times nine pixels and nine products, their sums, the bias, the total.

import { Grid } from "../kit/grid.js";
import { number, signOf } from "../kit/numbers.js";
import { CHANNELS, pixelArithmetic } from "./mixing.js";

/** @import { Part } from "../kit/view.js" */
/** @import { Picture } from "../kit/convolution.js" */

/** @param {number} value */
const hundredths = (value) => number(value, 2);

export class PixelLedger {
  /** @param {Part} part */
  constructor(part) {
    this.part = part;
    const size = { height: 3, width: 3, write: hundredths };
    this.patches = CHANNELS.map(
      (channel) => new Grid(part(`patch ${channel}`), { ...size, caption: `${channel}: nine pixels`, signs: false }),
    );
    this.products = CHANNELS.map(
      (channel) => new Grid(part(`products ${channel}`), { ...size, caption: "times nine weights" }),
    );
  }

  /**
   * Fill in the pixel at `row` and `column` of the map; gives its arithmetic back.
   * @param {Picture} options
   * @param {number[][][]} filter
   * @param {number} bias
   * @param {number} row
   * @param {number} column
   */
  show({ pixels, width }, filter, bias, row, column) {
    const arithmetic = pixelArithmetic(pixels, width, filter, bias, row, column);
    arithmetic.channels.forEach(({ patch, products, sum }, channel) => {
      this.patches[channel].fill(patch.flat());
      this.products[channel].fill(products);
      this.write(`sum ${CHANNELS[channel]}`, sum);
    });
    this.write("bias again", bias);
    this.write("total", arithmetic.total);
    this.part("output").textContent = hundredths(arithmetic.output);
    return arithmetic;
  }

  /**
   * @param {string} name
   * @param {number} value
   */
  write(name, value) {
    this.part(name).textContent = number(value, 2, true);
    this.part(name).dataset.sign = signOf(value);
  }
}
