// FlattenMap in the browser: a cell of the feature maps and its place in the flattened row, chosen on either side.

import { Grid } from "../kit/grid.js";
import { number } from "../kit/numbers.js";
import { Player } from "../kit/play.js";
import { Prediction } from "../kit/predict.js";
import { View, widget } from "../kit/view.js";
import { cellAt } from "./flattening.js";
import { page } from "./page.js";
import { FlatRow } from "./row.js";
import { backwards, cellInWords, describe, forwards, judge } from "./words.js";

/** @import { Context } from "../kit/view.js" */
/** @import { PredictionMemory } from "../kit/predict.js" */
/** @typedef {PredictionMemory & { index: number, reading?: boolean }} FlattenMapMemory */

/** @extends {View<FlattenMapMemory>} */
class FlattenMapView extends View {
  /**
   * @param {Context} context
   * @param {FlattenMapMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    const { shape, values, places } = this.model.get("_maps");
    const write = places
      ? (/** @type {number} */ value) => String(value).padStart(3, "0")
      : (/** @type {number} */ value) => number(value);
    this.shape = shape;
    this.values = values;
    this.layOut("flatten-map", page(shape, places));
    this.buildMaps(write);
    this.row = new FlatRow(this.part("row"), {
      values: values.map(write),
      shape,
      go: (at) => this.choose(at),
      hover: (at) => this.point(at),
    });
    this.question = new Prediction({
      cover: this.part("cover"),
      reply: this.part("reply"),
      memory,
      judge: (answer) => judge(answer, this.cell(), shape),
      reveal: () => this.draw(),
    });
    this.player = new Player(this.part("player"), {
      length: () => values.length,
      at: () => memory.index,
      go: (at) => this.choose(at, true),
      every: 500,
    });
    this.whenLeaving(() => this.player.stop());
    this.part("another").addEventListener("click", () => this.askAnother());
    this.hear("index", () => {
      if (memory.index === this.model.get("index"))
        this.redraw(); // chosen here, or in another view of this widget
      else this.show(this.model.get("index"), false);
    });
    memory.index = this.model.get("index");
    this.draw();
  }

  /** @param {(value: number) => string} write */
  buildMaps(write) {
    const [height, width, channels] = this.shape;
    this.maps = [...this.el.querySelectorAll("[data-map]")].map((place, channel) => {
      const index = (/** @type {number} */ at) => (at === undefined ? undefined : at * channels + channel);
      const map = new Grid(place, {
        caption: `Channel ${channel}`,
        height,
        width,
        write,
        signs: false,
        go: (at) => this.choose(index(at)),
        hover: (at) => this.point(index(at)),
      });
      map.fill(Array.from({ length: height * width }, (_, at) => this.values[index(at)]));
      return map;
    });
  }

  cell() {
    return cellAt(this.memory.index, this.shape);
  }

  /**
   * Somebody chose a place in the row; `reading` says that everything up to it counts as written.
   * @param {number} index
   * @param {boolean} [reading]
   */
  choose(index, reading = false) {
    this.show(index, reading);
    this.tell({ index });
  }

  /**
   * @param {number} index
   * @param {boolean} reading
   */
  show(index, reading) {
    if (!reading) this.player.stop();
    Object.assign(this.memory, { index, reading });
    this.question.forget();
    this.redraw();
  }

  askAnother() {
    this.choose(Math.floor(Math.random() * this.values.length));
    this.question.askAgain("");
    this.draw();
    this.part("cover").querySelector("input").focus();
  }

  /**
   * Pointing shows the partner for the moment; a click or a tap keeps it.
   * @param {number} index
   */
  point(index) {
    this.pointed = this.memory.revealed ? index : undefined;
    this.redraw();
  }

  draw() {
    const { index, reading, revealed } = this.memory;
    const cell = this.cell();
    const written = reading ? index : -1;
    const channels = this.maps.length;
    const pixel = Math.floor(index / channels);
    this.maps.forEach((map, channel) => {
      map.choose(channel === cell[2] ? pixel : undefined);
      map.mark(
        "window",
        [...map.cells.keys()].filter((at) => at * channels + channel <= written),
      );
      map.mark("pointed", this.pointed % channels === channel ? [Math.floor(this.pointed / channels)] : []);
    });
    this.row.choose(index, this.pointed, written);
    this.cover("found", !revealed);
    this.question.ask(`Predict first: at which index of the row does ${cellInWords(cell)} land?`);
    this.part("forwards").textContent = revealed ? forwards(cell, this.shape) : "";
    this.part("backwards").textContent = revealed ? backwards(index, this.shape) : "";
    this.player.show();
    if (revealed) this.say(describe(cell, this.shape));
  }
}

export default widget(FlattenMapView, () => ({ index: 0 }));
