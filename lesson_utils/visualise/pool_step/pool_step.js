// PoolStep in the browser. Everything is computed here; Python hears of a change when it is let go of.

import { number } from "../kit/numbers.js";
import { Prediction } from "../kit/predict.js";
import { rove } from "../kit/roving.js";
import { widget } from "../kit/view.js";
import { imageShade } from "../sliding/shades.js";
import { WindowView } from "../sliding/window_view.js";
import { POOL_STEP_PAGE } from "./page.js";
import { changed, pool, poolWindow, shift } from "./pooling.js";
import {
  judgeMax,
  judgeMean,
  judgeShift,
  maxInWords,
  meanInWords,
  poolSizes,
  shiftInWords,
  shiftReport,
} from "./words.js";

/** @import { Context } from "../kit/view.js" */
/** @import { Judgement, PredictionMemory } from "../kit/predict.js" */
/** @import { Pooled } from "./pooling.js" */
/** @import { WindowMemory } from "../sliding/window_view.js" */
/**
 * @typedef {WindowMemory & Record<string, any> & {
 *   image: number[][],
 *   pool_size: number,
 *   strides: number | null,
 *   padding: string,
 *   shift: number[],
 *   pending?: number[],
 *   maxQuestion: PredictionMemory,
 *   averageQuestion: PredictionMemory,
 *   shiftQuestion: PredictionMemory,
 * }} PoolStepMemory `pending` is the shift that is being asked about.
 */

const POOL_TRAITS = ["image", "pool_size", "strides", "padding", "shift"];
const ASK_MAX = "Predict first: which number does max pooling keep of the framed window?";
const ASK_MEAN = "And the average of the framed numbers?";
const FARTHEST = 3;

/** @extends {WindowView<PoolStepMemory>} */
class PoolStepView extends WindowView {
  /**
   * @param {Context} context
   * @param {PoolStepMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    this.begin("pool-step", POOL_STEP_PAGE, POOL_TRAITS);
    this.switches = {
      pool_size: this.choices("pool_size", [2, 3, 4], (pool_size) => this.set({ pool_size })),
      strides: this.choices(
        "strides",
        [null, 1, 2, 3],
        (strides) => this.set({ strides }),
        (value) => value ?? "None",
      ),
      padding: this.choices("padding", ["valid", "same"], (padding) => this.set({ padding })),
    };
    this.maxQuestion = this.question("max", judgeMax, () => this.meanQuestion.input.focus());
    this.meanQuestion = this.question("average", judgeMean, () => {
      memory.shown.add(memory.at);
      this.draw();
    });
    this.shiftQuestion = new Prediction({
      cover: this.part("shift-cover"),
      reply: this.part("shift-reply"),
      memory: memory.shiftQuestion,
      judge: (answer) => judgeShift(answer, memory.pending, ...this.changedBy(memory.pending)),
      reveal: () => this.move(memory.pending),
    });
    rove(this.el.querySelector(".arrows"));
    this.listenToShift();
    this.draw();
  }

  /**
   * @param {string} name
   * @param {(answer: number | null, result: Pooled) => Judgement} judge
   * @param {() => void} reveal
   */
  question(name, judge, reveal) {
    return new Prediction({
      cover: this.part(`${name}-cover`),
      reply: this.part(`${name}-reply`),
      memory: this.memory[`${name}Question`],
      judge: (answer) => judge(answer, this.result(this.memory.at)),
      reveal: () => {
        this.draw();
        reveal();
      },
    });
  }

  image() {
    return shift(this.memory.image, this.memory.shift);
  }

  windowShape() {
    return [this.memory.pool_size, this.memory.pool_size];
  }

  how() {
    const { strides, pool_size, padding } = this.memory;
    return { strides: strides ?? pool_size, padding };
  }

  /** @param {number} at */
  result(at) {
    const width = this.stops.columns.length;
    return poolWindow(this.image(), this.stops.rows[Math.floor(at / width)], this.stops.columns[at % width]);
  }

  /** Replies spoke of numbers that have been typed over. */
  edited() {
    for (const question of [this.maxQuestion, this.meanQuestion, this.shiftQuestion]) question.forget();
  }

  /** @param {Record<string, any>} change */
  set(change) {
    const { memory } = this;
    const size = change.pool_size ?? memory.pool_size;
    const side = Math.min(memory.image.length, memory.image[0].length);
    const fits = (change.padding ?? memory.padding) === "same" || size <= side;
    this.refuse(
      fits ? "" : `A window of ${size} by ${size} fits nowhere into this image. It does with padding "same".`,
    );
    if (fits) {
      Object.assign(memory, change);
      this.tell(change);
    }
    this.redraw();
  }

  /**
   * How many maxima and averages a shift changes, and of how many.
   * @param {number[]} by
   * @returns {[maxima: number, averages: number, count: number]}
   */
  changedBy(by) {
    const { memory } = this;
    const [before, after] = [memory.image, shift(memory.image, by)].map((image) =>
      pool(image, memory.pool_size, this.how()),
    );
    return [
      changed(before.largest, after.largest),
      changed(before.average, after.average),
      before.largest.flat().length,
    ];
  }

  listenToShift() {
    const { memory } = this;
    this.el.querySelector(".arrows").addEventListener("click", (/** @type {any} */ { target }) => {
      const by = target.closest("button")?.dataset.by?.split(",").map(Number);
      if (!by) return;
      const wanted = memory.shift.map((cells, axis) => Math.max(-FARTHEST, Math.min(FARTHEST, cells + by[axis])));
      if (memory.shiftQuestion.revealed) this.move(wanted);
      else this.askAboutShift(wanted);
    });
    this.part("home").addEventListener("click", () => this.move([0, 0]));
  }

  /** @param {number[]} wanted */
  askAboutShift(wanted) {
    this.memory.pending = wanted;
    this.shiftQuestion.askAgain("");
    this.draw();
    this.shiftQuestion.input.focus();
  }

  /** @param {number[]} wanted */
  move(wanted) {
    const { memory } = this;
    if (String(wanted) !== String(memory.pending)) this.shiftQuestion.forget();
    memory.pending = undefined;
    this.maxQuestion.forget();
    this.meanQuestion.forget();
    memory.shift = wanted;
    this.tell({ shift: wanted });
    this.draw();
  }

  draw() {
    const { memory } = this;
    this.measure();
    for (const [name, choice] of Object.entries(this.switches)) choice.show(memory[name]);
    this.followCell();
    this.drawWindow();
    const image = this.image();
    const pooled = pool(image, memory.pool_size, this.how());
    const shade = imageShade(image.flat());
    const shownMax = memory.maxQuestion.revealed ? new Set([...memory.shown, memory.at]) : memory.shown;
    this.drawOutput("max", pooled.largest, shade, shownMax);
    this.drawOutput("average", pooled.average, shade);
    this.drawChanges(pooled);
    this.part("image-size").textContent = `${image.length} × ${image[0].length}`;
    for (const name of ["max", "average"])
      this.part(`${name}-size`).textContent = `${pooled.largest.length} × ${pooled.largest[0].length}`;
    this.part("size").textContent = `${poolSizes(image, memory.pool_size, this.how())} ${this.lostInWords("dropped")}`;
    this.drawWork(shownMax);
    this.part("all").textContent = this.allShown() ? "Cover them again" : "Show all numbers";
    this.player.show();
    this.say(this.caption());
  }

  /** The questions stand at a covered window and nowhere else; the average comes second. */
  followCell() {
    const { memory } = this;
    if (memory.asked !== memory.at) {
      this.maxQuestion.askAgain("");
      this.meanQuestion.askAgain("");
    }
    memory.asked = memory.at;
    this.maxQuestion.ask(ASK_MAX);
    this.meanQuestion.ask(`${memory.maxQuestion.reply ?? ""} ${ASK_MEAN}`.trim());
    const open = memory.shown.has(memory.at);
    memory.maxQuestion.revealed ||= open;
    memory.averageQuestion.revealed = open;
    this.maxQuestion.show();
    this.meanQuestion.show();
    this.part("average-cover").hidden ||= !memory.maxQuestion.revealed;
    this.el.querySelector(".replies").toggleAttribute("data-covered", !open);
  }

  drawWindow() {
    const { memory } = this;
    const [down, right] = memory.shift;
    const image = this.image();
    this.drawImage((row, column) => {
      const value = image[row]?.[column];
      if (value === undefined) return { value: 0, text: "" }; // padding: does not count
      const source = [row - down, column - right];
      return memory.image[source[0]]?.[source[1]] === undefined ? { value, text: "0" } : { value, source };
    });
    const winners = (/** @type {number} */ at) =>
      this.result(at).winners.map(([row, column]) => this.cellOf(row, column));
    const known = [...memory.shown, ...(memory.maxQuestion.revealed ? [memory.at] : [])];
    this.imageTable.mark("winner", new Set(known.flatMap(winners)));
    this.imageTable.label(
      this.lost.rows.map((row) => this.cellOf(row, image[0].length - 1)),
      this.lost.columns.map((column) => this.cellOf(image.length - 1, column)),
      "dropped",
    );
  }

  /**
   * What the shift has changed, as far as it is uncovered.
   * @param {{ largest: number[][], average: number[][] }} pooled
   */
  drawChanges(pooled) {
    const { memory } = this;
    const before = pool(memory.image, memory.pool_size, this.how());
    const mark = (/** @type {string} */ name, /** @type {number[]} */ old, /** @type {number[]} */ now) => {
      const differs = [...now.keys()].filter((at) => memory.shown.has(at) && changed([[old[at]]], [[now[at]]]));
      this.grids[name].mark("changed", differs);
    };
    mark("max", before.largest.flat(), pooled.largest.flat());
    mark("average", before.average.flat(), pooled.average.flat());
    this.part("shift-cover").hidden = !memory.pending;
    if (memory.pending)
      this.shiftQuestion.ask(
        `Predict first: when the feature map moves ${shiftInWords(memory.pending)}, how many of the ${this.outputs()} maxima will change?`,
      );
    const said = memory.shiftQuestion.reply; // the reply has just said it
    this.part("shift-report").textContent = said ? "" : shiftReport(memory.shift, ...this.changedBy(memory.shift));
  }

  /** @param {Set<number>} shownMax */
  drawWork(shownMax) {
    const [row, column, at] = this.place();
    const result = this.result(at);
    this.part("work-title").textContent = `Row ${row}, column ${column} of the outputs`;
    this.part("max-work").textContent = shownMax.has(at)
      ? maxInWords(result)
      : maxInWords(result).replace(/=.*/, "= ?");
    this.part("average-work").textContent = this.memory.shown.has(at)
      ? meanInWords(result)
      : meanInWords(result).replace(/=.*/, "= ?");
  }

  caption() {
    const { memory } = this;
    const width = this.stops.columns.length;
    const where = `Window of row ${Math.floor(memory.at / width)}, column ${memory.at % width}`;
    if (!memory.maxQuestion.revealed) return `${where}: framed in red on the image, its results are covered.`;
    const { largest, average } = this.result(memory.at);
    const mean = memory.shown.has(memory.at) ? number(average, 3) : "still covered";
    return `${where}: the largest number is ${number(largest, 3)}, the mean ${mean}.`;
  }
}

export default widget(PoolStepView, () => ({
  at: 0,
  shown: new Set(),
  maxQuestion: {},
  averageQuestion: {},
  shiftQuestion: {},
}));
