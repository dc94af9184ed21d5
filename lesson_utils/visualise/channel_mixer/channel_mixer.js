// ChannelMixer in the browser. Everything is computed here; Python hears of a number when it is let go of.

import { summarise } from "../kit/convolution.js";
import { ImageFile } from "../kit/image_file.js";
import { NumberField } from "../kit/number_field.js";
import { gradient, SIGNS } from "../kit/paint.js";
import { Prediction } from "../kit/predict.js";
import { roveFields } from "../kit/roving.js";
import { View, widget } from "../kit/view.js";
import { farthest, paintChannel, paintColours, paintMap } from "./look.js";
import { CHANNELS, channelOf, featureMap, filterOf, mix, placeToAskAbout } from "./mixing.js";
import { page } from "./page.js";
import { PixelLedger } from "./pixel.js";
import { Places, WINDOW } from "./places.js";
import { describe, judgeParameters, judgeSign, parameterLines, pixelInWords, range } from "./words.js";

/** @import { Context } from "../kit/view.js" */
/** @import { Choice, PredictionMemory } from "../kit/predict.js" */
/** @import { Summary } from "../kit/convolution.js" */
/**
 * @typedef {object} ChannelMixerMemory
 * @property {PredictionMemory} sign
 * @property {PredictionMemory} counting
 * @property {number} [at] The chosen pixel of the feature map.
 * @property {{ filters: number[][][][], bias: number[] }} [start]
 */
/** @typedef {{ name: string, note: string, weights: number[][][], bias: number }} KnownFilter */

/** @type {Choice[]} */
const CHOICES = [
  ["negative", "− Negative"],
  ["zero", "0 Zero"],
  ["positive", "+ Positive"],
];
const LARGEST_FILE = 64; // pixels: every one of them can still be seen

/** @extends {View<ChannelMixerMemory>} */
class ChannelMixerView extends View {
  /**
   * @param {Context} context
   * @param {ChannelMixerMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    this.count = this.model.get("bias").length;
    this.known = this.model.get("_known");
    memory.start ??= { filters: this.model.get("filters"), bias: this.model.get("bias") };
    this.layOut("channel-mixer", page(this.id, this.count));
    this.el.querySelector(".ramp").style.background = gradient(SIGNS);
    this.frames = [...this.el.querySelectorAll(".stage .frame")];
    this.ledger = new PixelLedger((name) => this.part(name));
    this.makeFields();
    this.makePredictions();
    this.listenToButtons();
    this.places = new Places(this.frames, this.part("picture"), {
      image: () => this.image,
      map: () => this.mixed ?? this.image,
      at: () => memory.at ?? 0,
      choose: (at) => this.choosePixel(at),
      open: () => memory.sign.revealed,
    });
    this.listenToFile();
    for (const trait of ["filters", "bias", "chosen"]) this.hear(trait, () => this.changed());
    this.hear("_picture", () => {
      memory.at = undefined;
      this.showPicture();
      this.changed();
    });
    this.showPicture();
    this.draw();
  }

  makeFields() {
    const rest = {
      done: () => this.tell({}),
      refuse: (/** @type {string} */ words) => {
        this.part("problem").textContent = words;
      },
    };
    this.fields = CHANNELS.map((channel, depth) =>
      [...this.part(`weights ${channel}`).children].map(
        (input, at) =>
          new NumberField(input, {
            ...rest,
            decimals: 2,
            take: (value) => this.setWeight(Math.floor(at / WINDOW), at % WINDOW, depth, value),
          }),
      ),
    );
    for (const channel of CHANNELS) roveFields(this.part(`weights ${channel}`));
    this.bias = new NumberField(this.part("bias"), {
      ...rest,
      step: 0.1,
      take: (value) => this.model.set("bias", this.model.get("bias").with(this.chosen, value)),
    });
  }

  /**
   * @param {number} row
   * @param {number} column
   * @param {number} depth
   * @param {number} value
   */
  setWeight(row, column, depth, value) {
    const filters = structuredClone(this.model.get("filters"));
    filters[row][column][depth][this.chosen] = value;
    this.model.set("filters", filters);
  }

  makePredictions() {
    const { memory } = this;
    this.question = new Prediction({
      cover: this.part("cover"),
      reply: this.part("reply"),
      memory: memory.sign,
      choices: CHOICES,
      judge: (choice) => judgeSign(choice, placeToAskAbout(...this.shown())),
      reveal: () => this.draw(),
    });
    this.counting = new Prediction({
      cover: this.part("count cover"),
      reply: this.part("count reply"),
      memory: memory.counting,
      judge: judgeParameters,
      reveal: () => this.draw(),
    });
    this.counting.ask("How many numbers does the network learn for this one filter?");
    this.part("lines").innerHTML = parameterLines(this.count)
      .map((line) => `<li>${line}</li>`)
      .join("");
  }

  get chosen() {
    return this.model.get("chosen");
  }

  /**
   * The chosen filter and its bias.
   * @param {number} [place]
   * @returns {[filter: number[][][], bias: number]}
   */
  shown(place = this.chosen) {
    return [filterOf(this.model.get("filters"), place), this.model.get("bias")[place]];
  }

  /**
   * What the course knows of a filter with these numbers, if anything.
   * @param {number} place
   */
  knownAs(place) {
    const [filter, bias] = this.shown(place);
    const weights = filter.flat(2);
    return this.known.find(
      (/** @type {KnownFilter} */ one) =>
        Math.abs(one.bias - bias) <= 1e-9 &&
        one.weights.flat(2).every((weight, at) => Math.abs(weight - weights[at]) <= 1e-9),
    );
  }

  /** @param {number} place */
  nameOf(place) {
    return this.knownAs(place)?.name ?? `filter ${place}`;
  }

  changed() {
    this.question.forget(); // it spoke of other numbers
    this.redraw();
  }

  showPicture() {
    const { pixels, height, width } = this.model.get("_picture");
    const bytes = pixels.buffer.slice(pixels.byteOffset, pixels.byteOffset + pixels.byteLength);
    this.image = { pixels: new Float32Array(bytes), height, width };
    /** @type {string[]} What each small picture shows. */
    this.painted = [];
    paintColours(this.part("picture").firstElementChild, this.image.pixels, height, width);
    CHANNELS.forEach((channel, depth) =>
      paintChannel(
        this.part(`channel ${channel}`).firstElementChild,
        channelOf(this.image.pixels, depth),
        height,
        width,
      ),
    );
    for (const frame of this.frames) frame.style.setProperty("--ratio", width / height);
    this.part("size").textContent = `${height} × ${width} pixels`;
    this.part("picture").setAttribute(
      "aria-label",
      `Colour picture, ${height} by ${width} pixels. The arrow keys move the window by one pixel, with Shift by ten.`,
    );
  }

  draw() {
    const [filter, bias] = this.shown();
    const { sign, counting } = this.memory;
    this.fields.forEach((fields, depth) =>
      fields.forEach((field, at) => field.show(filter[Math.floor(at / WINDOW)][at % WINDOW][depth])),
    );
    this.bias.show(bias);
    this.el.classList.toggle("asking", !sign.revealed);
    this.cover("found", !sign.revealed);
    this.cover("results", !sign.revealed);
    this.cover("lines", !counting.revealed);
    this.question.show();
    this.counting.show();
    this.drawFilters();
    this.drawMaps(filter, bias);
    if (!sign.revealed)
      this.question.ask(
        `Predict first: where ${placeToAskAbout(filter, bias).place}, what does this filter give before ReLU?`,
      );
  }

  /** The switch: each filter with a small picture of its feature map. */
  drawFilters() {
    const { pixels, height, width } = this.image;
    [...this.part("filters").children].forEach((label, place) => {
      const [radio, canvas, name] = label.children;
      const [filter, bias] = this.shown(place);
      const numbers = JSON.stringify([filter, bias]);
      if (this.painted[place] !== numbers) {
        // only one filter changes at a time, and there may be 64
        const map = mix(pixels, height, width, filter);
        const values = featureMap(map.sum, bias);
        paintMap(canvas, values, map.height, map.width, farthest(summarise(values)));
        this.painted[place] = numbers;
      }
      radio.checked = place === this.chosen;
      name.textContent = this.nameOf(place);
    });
  }

  /**
   * @param {number[][][]} filter
   * @param {number} bias
   */
  drawMaps(filter, bias) {
    const { pixels, height, width } = this.image;
    this.mixed = mix(pixels, height, width, filter);
    const { maps, sum } = this.mixed;
    const summaries = maps.map(summarise);
    const scale = farthest(...summaries);
    CHANNELS.forEach((channel, depth) =>
      this.drawMap(
        `map ${channel}`,
        `range ${channel}`,
        maps[depth],
        summaries[depth],
        scale,
        `${channel} channel with its table`,
      ),
    );
    const before = summarise(sum);
    this.drawMap("sum", "range sum", sum, before, farthest(before), "Sum of the three");
    this.sums = summarise(sum.map((value) => value + bias));
    const after = featureMap(sum, bias);
    this.drawMap("relu", "range relu", after, summarise(after), farthest(this.sums), "Feature map, after ReLU");
    this.memory.at = Math.min(this.memory.at ?? this.sums.highAt, sum.length - 1);
    this.say(
      [describe(this.nameOf(this.chosen), this.sums), this.knownAs(this.chosen)?.note].filter(Boolean).join(" "),
    );
    this.drawPixel(filter, bias);
  }

  /**
   * @param {string} part
   * @param {string} caption
   * @param {Float32Array} values
   * @param {Summary} summary
   * @param {number} limit
   * @param {string} name
   */
  drawMap(part, caption, values, summary, limit, name) {
    const canvas = this.part(part).firstElementChild;
    paintMap(canvas, values, this.mixed.height, this.mixed.width, limit);
    this.part(caption).textContent = range(summary);
    canvas.setAttribute("aria-label", `${name}: ${range(summary)}.`);
  }

  /**
   * Rings around the chosen place in every picture, and its arithmetic in the tables.
   * @param {number[][][]} filter
   * @param {number} bias
   */
  drawPixel(filter, bias) {
    const row = Math.floor(this.memory.at / this.mixed.width);
    const column = this.memory.at % this.mixed.width;
    this.places.ring(row, column);
    const arithmetic = this.ledger.show(this.image, filter, bias, row, column);
    this.say(pixelInWords(row, column, arithmetic, bias), "pixel");
  }

  /** @param {number} at */
  choosePixel(at) {
    this.memory.at = at;
    this.drawPixel(...this.shown());
  }

  listenToButtons() {
    this.part("filters").addEventListener("change", (/** @type {any} */ { target }) =>
      this.tell({ chosen: Number(target.value) }),
    );
    this.part("restart").addEventListener("click", () => this.tell(this.memory.start));
    this.part("lowest").addEventListener("click", () => this.choosePixel(this.sums.lowAt));
    this.part("highest").addEventListener("click", () => this.choosePixel(this.sums.highAt));
  }

  listenToFile() {
    const says = this.part("file-problem");
    new ImageFile(this.part("file"), {
      target: this.part("picture"),
      largest: LARGEST_FILE,
      smallest: WINDOW,
      take: ({ rgba, height, width }) => {
        says.textContent = "";
        const pixels = Float32Array.from(
          { length: 3 * height * width },
          (_, at) => rgba[4 * Math.floor(at / 3) + (at % 3)] / 255,
        );
        this.tell({ _picture: { pixels: new DataView(pixels.buffer), height, width, subject: "your picture" } });
      },
      refuse: (/** @type {string} */ words) => {
        says.textContent = words;
      },
    });
  }
}

export default widget(ChannelMixerView, () => ({ sign: { revealed: false }, counting: { revealed: false } }));
