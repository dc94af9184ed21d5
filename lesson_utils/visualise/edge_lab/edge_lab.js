// EdgeLab in the browser. Everything is computed here; Python hears of a kernel when it is let go of.

import { filterImage, summarise } from "../kit/convolution.js";
import { greyOf, ImageFile } from "../kit/image_file.js";
import { listenToKeys } from "../kit/keys.js";
import { number } from "../kit/numbers.js";
import { GREY, gradient, paint, ramp } from "../kit/paint.js";
import { Prediction } from "../kit/predict.js";
import { writeText } from "../kit/text.js";
import { View, widget } from "../kit/view.js";
import { KernelEditor, presetOf } from "./kernel.js";
import { look, valueIn } from "./look.js";
import { page } from "./page.js";
import { PixelTables } from "./pixel.js";
import { describe, judge, pixelInWords, prediction } from "./words.js";

/** @import { Context } from "../kit/view.js" */
/** @import { Choice, PredictionMemory } from "../kit/predict.js" */
/** @import { Stop } from "../kit/paint.js" */
/** @import { Summary, Picture } from "../kit/convolution.js" */
/** @import { ViewName } from "./look.js" */
/** @import { Preset } from "./kernel.js" */
/**
 * @typedef {PredictionMemory & {
 *   view: ViewName,
 *   kernel: number[][],
 *   row?: number,
 *   column?: number,
 * }} EdgeLabMemory `row` and `column` are those of the chosen pixel of the result.
 */

/** @type {Choice[]} */
const CHOICES = [
  ["negative", "− Negative"],
  ["zero", "0 Zero"],
  ["positive", "+ Positive"],
];

/** @extends {View<EdgeLabMemory>} */
class EdgeLabView extends View {
  /**
   * @param {Context} context
   * @param {EdgeLabMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    this.presets = this.model.get("_presets");
    this.layOut("edge-lab", page(this.id, this.presets));
    this.frames = [this.part("picture"), this.part("result")];
    this.picture = this.frames[0].querySelector("canvas");
    this.canvas = this.frames[1].querySelector("canvas");
    const part = (/** @type {string} */ name) => this.part(name);
    this.tables = new PixelTables(part);
    this.editor = new KernelEditor({
      part,
      presets: this.presets,
      choose: (kernel) => this.choose(kernel),
      take: (kernel) => this.take(kernel),
      done: () => this.tell({ kernel: memory.kernel }),
    });
    this.question = new Prediction({
      cover: part("cover"),
      reply: part("reply"),
      memory,
      choices: CHOICES,
      judge: (choice) => judge(choice, prediction(memory.kernel)),
      reveal: () => this.draw(),
    });
    this.listenToButtons();
    this.listenToPointer();
    listenToKeys(this.frames[0], {
      size: () => this.result,
      at: () => memory.row * this.result.width + memory.column,
      go: (at) => memory.revealed && this.choosePixel(at),
    });
    this.listenToFile();
    this.hear("kernel", () => this.take(this.model.get("kernel")));
    this.hear("_picture", () => this.takePicture());
    memory.kernel = this.model.get("kernel");
    this.showPicture();
    this.draw();
  }

  /**
   * A new kernel deserves a look at its own lowest value.
   * @param {number[][]} kernel
   */
  choose(kernel) {
    this.memory.row = undefined;
    this.take(kernel);
  }

  /**
   * Changed numbers; what was said of those before no longer holds.
   * @param {number[][]} kernel
   */
  take(kernel) {
    this.memory.kernel = kernel;
    this.question.forget();
    this.redraw();
  }

  takePicture() {
    this.memory.row = undefined;
    this.question.forget();
    this.showPicture();
    this.redraw();
  }

  showPicture() {
    const { pixels, height, width } = this.model.get("_picture");
    this.image = { pixels: new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength), height, width };
    paint(this.picture, this.image.pixels, height, width, { low: 0, high: 255, colours: ramp(GREY) });
    for (const frame of this.frames) frame.style.setProperty("--ratio", width / height);
    this.part("picture-size").textContent = `${height} × ${width}, 0 black to 255 white`;
    this.frames[0].setAttribute(
      "aria-label",
      `Picture, ${height} by ${width} pixels. The arrow keys move the window by one pixel, with Shift by ten.`,
    );
  }

  draw() {
    const { memory, image } = this;
    this.editor.show(memory.kernel);
    this.result = filterImage(image.pixels, image.height, image.width, memory.kernel);
    this.write("result-size", `${this.result.height} × ${this.result.width}, where the whole kernel fits`);
    this.cover("found", !memory.revealed);
    if (memory.revealed) this.drawResult();
    else this.question.ask(`Predict first: where ${prediction(memory.kernel).place}, what will this kernel give?`);
  }

  drawResult() {
    const { result, memory, image, canvas } = this;
    this.summary = summarise(result.values);
    const shown = look(memory.view, result.values, this.summary);
    if (this.stops !== shown.stops) this.showRamp(shown.stops);
    paint(canvas, shown.values, result.height, result.width, shown);
    // The result lies exactly over the pixels it comes from: it lacks a rim of them on every side.
    const rim = (memory.kernel.length - 1) / 2;
    Object.assign(canvas.style, { left: `${(100 * rim) / image.width}%`, top: `${(100 * rim) / image.height}%` });
    Object.assign(canvas.style, {
      width: `${(100 * result.width) / image.width}%`,
      height: `${(100 * result.height) / image.height}%`,
    });
    ["low", "middle", "high"].forEach((place, at) => this.write(place, shown.labels[at]));
    this.part("view").querySelector(`[value="${memory.view}"]`).checked = true;
    if (memory.row === undefined) this.keepPixel(this.summary.negative ? this.summary.lowAt : this.summary.highAt);
    this.drawPixel();
    const name = presetOf(memory.kernel, this.presets)?.name ?? "your kernel";
    const words = `${describe(name, this.summary)} ${shown.says}`;
    canvas.setAttribute("aria-label", `Result. ${words}`);
    this.say(words);
    this.sayPixel();
  }

  /** @param {Stop[]} stops */
  showRamp(stops) {
    this.stops = stops;
    this.el.querySelector(".ramp").style.background = gradient(stops);
  }

  /** Rings around the chosen pixel, and its arithmetic in the tables. */
  drawPixel() {
    const { image, result, memory } = this;
    const inside = (/** @type {number} */ value, /** @type {number} */ size) => Math.min(size - 1, Math.max(0, value));
    const row = inside(this.hovered?.row ?? memory.row, result.height);
    const column = inside(this.hovered?.column ?? memory.column, result.width);
    const size = memory.kernel.length;
    const left = `${(100 * (column + size / 2)) / image.width}%`;
    const top = `${(100 * (row + size / 2)) / image.height}%`;
    this.frames.forEach((frame, at) => {
      const ring = frame.querySelector(".ring");
      const across = at === 0 ? size : 1;
      ring.hidden = false;
      Object.assign(ring.style, {
        left,
        top,
        width: `${(100 * across) / image.width}%`,
        height: `${(100 * across) / image.height}%`,
      });
    });
    const sum = this.tables.show(image, memory.kernel, row, column);
    this.pixel = { row, column, sum };
    this.showTag(left, top, column > result.width / 2);
  }

  /**
   * The value beside its ring, as the chosen view shows it: after ReLU a negative one is 0.
   * @param {string} left
   * @param {string} top
   * @param {boolean} before
   */
  showTag(left, top, before) {
    const tag = this.part("tag");
    tag.hidden = false;
    writeText(tag, number(valueIn(this.memory.view, this.pixel.sum)));
    tag.classList.toggle("before", before);
    tag.style.setProperty("--left", left);
    tag.style.setProperty("--top", top);
  }

  sayPixel() {
    const { row, column, sum } = this.pixel;
    this.say(pixelInWords(row, column, this.memory.kernel.length, sum), "pixel");
  }

  /** @param {number} at */
  keepPixel(at) {
    Object.assign(this.memory, { row: Math.floor(at / this.result.width), column: at % this.result.width });
    this.hovered = undefined;
  }

  /** @param {number} at */
  choosePixel(at) {
    this.keepPixel(at);
    this.drawPixel();
    this.sayPixel();
  }

  listenToButtons() {
    this.part("view").addEventListener("change", (/** @type {any} */ { target }) => {
      this.memory.view = target.value;
      this.redraw();
    });
    this.part("lowest").addEventListener("click", () => this.choosePixel(this.summary.lowAt));
    this.part("highest").addEventListener("click", () => this.choosePixel(this.summary.highAt));
  }

  /** Pointing shows a pixel for the moment; a click or a tap keeps it. */
  listenToPointer() {
    for (const frame of this.frames) {
      frame.addEventListener("pointermove", (/** @type {any} */ event) => {
        // A mouse that rests where the cover was has not pointed at anything yet.
        const moved = event.movementX || event.movementY;
        if (!this.memory.revealed || event.pointerType !== "mouse" || !moved) return;
        this.hovered = this.pixelUnder(frame, event);
        this.drawPixel();
      });
      frame.addEventListener("pointerleave", () => {
        if (!this.hovered) return;
        this.hovered = undefined;
        this.drawPixel();
      });
      frame.addEventListener("click", (/** @type {any} */ event) => {
        if (!this.memory.revealed) return;
        const { row, column } = this.pixelUnder(frame, event);
        this.choosePixel(row * this.result.width + column);
      });
    }
  }

  /**
   * @param {HTMLElement} frame
   * @param {MouseEvent} options
   */
  pixelUnder(frame, { clientX, clientY }) {
    const box = frame.getBoundingClientRect();
    const rim = (this.memory.kernel.length - 1) / 2;
    const place = (/** @type {number} */ part, /** @type {number} */ size, /** @type {number} */ most) =>
      Math.min(most - 1, Math.max(0, Math.round(part * size - rim - 0.5)));
    return {
      row: place((clientY - box.top) / box.height, this.image.height, this.result.height),
      column: place((clientX - box.left) / box.width, this.image.width, this.result.width),
    };
  }

  listenToFile() {
    const says = this.part("file-problem");
    new ImageFile(this.part("file"), {
      target: this.part("picture"),
      smallest: 5,
      take: ({ rgba, height, width }) => {
        says.textContent = "";
        this.tell({ _picture: { pixels: new DataView(greyOf(rgba).buffer), height, width, subject: "your picture" } });
      },
      refuse: (words) => {
        says.textContent = words;
      },
    });
  }
}

export default widget(EdgeLabView, () => ({ view: "signed" }));
