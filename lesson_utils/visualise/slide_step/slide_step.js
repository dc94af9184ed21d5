// SlideStep in the browser. Everything is computed here; Python hears of a change when it is let go of.

import { number } from "../kit/numbers.js";
import { Prediction } from "../kit/predict.js";
import { widget } from "../kit/view.js";
import { signedShade } from "../sliding/shades.js";
import { convolve, productsAndSum, windowAt } from "../sliding/sliding.js";
import { WindowView } from "../sliding/window_view.js";
import { productTable, SLIDE_STEP_PAGE } from "./page.js";
import { exact, judgeRows, judgeSum, objectionTo, sizes, zerosInWords } from "./words.js";

/** @import { Context } from "../kit/view.js" */
/** @import { Answer, PredictionMemory } from "../kit/predict.js" */
/** @import { How } from "../sliding/sliding.js" */
/** @import { WindowMemory } from "../sliding/window_view.js" */
/**
 * @typedef {WindowMemory & Required<How> & Record<string, any> & {
 *   image: number[][],
 *   kernel: number[][],
 *   rowsQuestion: PredictionMemory,
 *   sumQuestion: PredictionMemory,
 * }} SlideStepMemory
 */

const TRAITS = ["image", "kernel", "strides", "padding", "dilation_rate"];
const QUESTION =
  "Predict first: multiply each framed number by the kernel's number at the same place, then add up. What comes out?";

/** @extends {WindowView<SlideStepMemory>} */
class SlideStepView extends WindowView {
  /**
   * @param {Context} context
   * @param {SlideStepMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    this.begin("slide-step", SLIDE_STEP_PAGE, TRAITS);
    this.kernelTable = this.numberTable("kernel");
    this.switches = {
      strides: this.choices("strides", [1, 2, 3], (strides) => this.set({ strides })),
      padding: this.choices("padding", ["valid", "same"], (padding) => this.set({ padding })),
      dilation_rate: this.choices("dilation_rate", [1, 2, 3], (dilation_rate) => this.set({ dilation_rate })),
    };
    this.askForRows();
    this.askForSum();
    this.draw();
  }

  askForRows() {
    this.rowsQuestion = new Prediction({
      cover: this.part("rows-cover"),
      reply: this.part("rows-reply"),
      memory: this.memory.rowsQuestion,
      judge: (answer) => judgeRows(answer, this.image(), this.memory.kernel, this.how(), this.stops.rows.length),
      reveal: () => this.draw(),
    });
  }

  askForSum() {
    const { memory } = this;
    this.sumQuestion = new Prediction({
      cover: this.part("sum-cover"),
      reply: this.part("sum-reply"),
      memory: memory.sumQuestion,
      judge: (answer) => judgeSum(answer, this.window(memory.at), memory.kernel),
      reveal: () => {
        memory.shown.add(memory.at);
        this.draw();
      },
    });
  }

  image() {
    return this.memory.image;
  }

  windowShape() {
    return [this.memory.kernel.length, this.memory.kernel[0].length];
  }

  how() {
    const { strides, padding, dilation_rate } = this.memory;
    return { strides, padding, dilation_rate };
  }

  /** @param {number} at */
  window(at) {
    const width = this.stops.columns.length;
    return windowAt(this.image(), this.stops.rows[Math.floor(at / width)], this.stops.columns[at % width], 0);
  }

  /** A reply spoke of numbers that have been typed over. */
  edited() {
    this.sumQuestion.forget();
    this.rowsQuestion.forget();
  }

  /**
   * Take a setting, unless Keras would not; then say so.
   * @param {Partial<How>} change
   */
  set(change) {
    const { memory } = this;
    const wanted = { ...this.how(), ...change };
    let words = "";
    if (wanted.strides > 1 && wanted.dilation_rate > 1) {
      const other = "strides" in change ? "dilation_rate" : "strides";
      words = `Keras does not combine strides above 1 with a dilation_rate above 1, so ${other} is back at 1.`;
      wanted[other] = 1;
    }
    const objection = objectionTo(this.image(), memory.kernel, wanted);
    this.refuse(objection || words);
    if (!objection) {
      Object.assign(memory, wanted);
      this.tell(wanted);
    }
    this.redraw();
  }

  draw() {
    const { memory } = this;
    if (this.measure()) this.rowsQuestion.askAgain("");
    this.rowsQuestion.ask(
      `Predict first: how many rows will the output have with strides=${memory.strides}, padding="${memory.padding}" and dilation_rate=${memory.dilation_rate}?`,
    );
    for (const [name, choice] of Object.entries(this.switches)) choice.show(memory[name]);
    const [image, kernel, open] = [this.image(), memory.kernel, memory.rowsQuestion.revealed];
    const inside = (/** @type {number} */ row, /** @type {number} */ column) => image[row]?.[column] !== undefined;
    this.drawImage((row, column) =>
      inside(row, column) ? { value: image[row][column], source: [row, column] } : { value: 0, text: "0" },
    );
    const limit = Math.max(...kernel.flat().map(Math.abs));
    this.kernelTable.show(
      kernel.map((line, row) => line.map((value, column) => ({ value, source: [row, column] }))),
      (value) => signedShade(value, limit, 0.17),
    );
    this.part("image-size").textContent = `${image.length} × ${image[0].length}`;
    this.part("kernel-size").textContent = `${kernel.length} × ${kernel[0].length}`;
    for (const name of ["output", "size", "output-size"]) this.part(name).hidden = !open;
    this.cover("found", !open);
    if (open) this.drawNumbers();
    else this.say("The output is covered: predict its number of rows, or choose Show me.");
  }

  drawNumbers() {
    const { memory } = this;
    const output = convolve(this.image(), memory.kernel, this.how());
    const limit = Math.max(...output.flat().map(Math.abs));
    this.drawOutput(
      "output",
      output,
      (value) => signedShade(value, limit),
      memory.shown,
      (value) => number(value, 2, true),
    );
    this.part("output-size").textContent = `${output.length} × ${output[0].length}`;
    const size = memory.rowsQuestion.reply ? "" : sizes(this.image(), memory.kernel, this.how()); // the reply has just said it
    this.part("size").textContent = [size, zerosInWords(this.stops, this.image()), this.lostInWords("never used")].join(
      " ",
    );
    const [row, column, at] = this.place();
    this.part("work-title").textContent = `Row ${row}, column ${column} of the output`;
    this.part("products").innerHTML = productTable(this.window(at), memory.kernel, memory.shown.has(at));
    this.followCell();
    this.part("all").textContent = this.allShown() ? "Cover them again" : "Show all numbers";
    this.player.show();
    this.say(this.caption());
  }

  /** The question stands at a covered cell and nowhere else. */
  followCell() {
    const { memory } = this;
    const covered = !memory.shown.has(memory.at);
    if (memory.asked !== memory.at) this.sumQuestion.askAgain("");
    memory.asked = memory.at;
    memory.sumQuestion.revealed = !covered;
    this.sumQuestion.ask(QUESTION);
    this.sumQuestion.show();
  }

  caption() {
    const { memory } = this;
    const width = this.stops.columns.length;
    const where = `Row ${Math.floor(memory.at / width)}, column ${memory.at % width} of the output`;
    if (!memory.shown.has(memory.at)) return `${where} is covered. The window on the image is framed in red.`;
    const { products, sum } = productsAndSum(this.window(memory.at), memory.kernel);
    return `${where}: ${products.flat().length} products add up to ${exact(sum)}.`;
  }
}

export default widget(SlideStepView, () => ({
  at: 0,
  shown: new Set(),
  rowsQuestion: { revealed: true },
  sumQuestion: {},
}));
