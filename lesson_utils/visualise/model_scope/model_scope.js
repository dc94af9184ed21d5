// ModelScope in the browser. The layers are computed here; Python hears of a place or a picture once it rests.

import { listenToKeys } from "../kit/keys.js";
import { Prediction } from "../kit/predict.js";
import { View, widget } from "../kit/view.js";
import { paintFront, rangeOf, themeOf } from "./feature_sheet.js";
import { floats, runNetwork, sizeOf } from "./network.js";
import { page } from "./page.js";
import { UnitPanel } from "./panel.js";
import { paintPicture } from "./picture.js";
import { freshPicture, PictureFrame } from "./picture_frame.js";
import { drawPrediction, questionOn } from "./prediction.js";
import { indicesOf } from "./receptive_field.js";
import { networksOf, VersionTable, valuesOf, verdictOf } from "./versions.js";

/** @import { Context } from "../kit/view.js" */
/** @import { PredictionMemory } from "../kit/predict.js" */
/** @import { Facts, Layer } from "./network.js" */
/** @import { PictureMemory } from "./picture_frame.js" */
/**
 * @typedef {PredictionMemory & PictureMemory & {
 *   where: number[],
 *   visited: Record<number, number[]>,
 *   arrows: string,
 *   nth?: number,
 *   answeredFor?: string,
 * }} ModelScopeMemory `where` is the explained layer's place and the unit; `nth` the input map whose window is shown.
 */

const TELL_MS = 200; // Python hears of a change once it has rested so long

/** @extends {View<ModelScopeMemory>} */
class ModelScopeView extends View {
  /**
   * @param {Context} context
   * @param {ModelScopeMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    memory.where ??= this.model.get("_where");
    this.read();
    this.layOut("model-scope", page(this.id, this.facts, this.layers));
    const part = (/** @type {string} */ name) => this.part(name);
    this.frame = new PictureFrame(part, {
      memory,
      shape: this.layers[0].shape,
      top: this.facts.top,
      changed: () => this.pictureChanged(),
    });
    this.panel = new UnitPanel(part, {
      where: () => memory.where,
      go: (where) => this.go(where),
      choose: (nth) => {
        memory.nth = nth;
        this.redraw();
      },
      say: (words) => this.say(words),
    });
    if (this.facts.versions.length)
      this.table = new VersionTable(this.part("versions"), this.facts.versions, (version) => this.tell({ version }));
    this.tabs = [...this.part("strip").children];
    this.part("several").hidden = this.facts.images < 2;
    this.ask();
    this.listenToStrip();
    this.listenToButtons();
    this.listenToPython();
    this.draw();
  }

  /** Take the network and the pictures out of the model. */
  read() {
    const { model } = this;
    this.facts = model.get("_facts");
    this.networks = networksOf(model.get("_layers"), floats(model.get("_weights")), this.facts.versions.length || 1);
    this.layers = this.networks[0]; // but for the weights, each is like the others
    this.images = floats(model.get("_images"));
    this.stale = true;
  }

  // Drawing

  draw() {
    if (this.stale) this.compute();
    if (this.changed) this.drawVersion();
    for (const name of ["found", "controls", "outcome"]) this.cover(name, !this.memory.revealed);
    this.tabs.forEach((tab, at) => {
      const selected = at === this.memory.where[0];
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
    });
    this.part("panel").setAttribute("aria-labelledby", this.tabs[this.memory.where[0]].id);
    this.panel.draw(this.memory.nth);
  }

  /** What enters the network. */
  picture() {
    const size = sizeOf(this.layers[0].shape);
    const start = this.model.get("image_number") * size;
    return this.frame.pixels(this.images.subarray(start, start + size));
  }

  /** What each version makes of the picture. */
  compute() {
    this.stale = false;
    this.changed = true;
    const { facts, layers, memory } = this;
    const picture = this.picture();
    this.forgetReply();
    this.frame.draw(picture);
    this.all = facts.in_python.length
      ? valuesOf(layers, floats(this.model.get("_maps")), this.networks.length)
      : this.networks.map((network) => runNetwork(network, picture));
    const number = this.model.get("image_number") + 1;
    this.part("which").textContent = memory.own
      ? "Your picture"
      : facts.images > 1
        ? `Picture ${number} of ${facts.images}`
        : "Picture";
  }

  /** Show the version that is chosen: its values, and beside its prediction those of the others. */
  drawVersion() {
    this.changed = false;
    const { facts } = this;
    const chosen = Math.max(0, facts.versions.indexOf(this.model.get("version")));
    this.layers = this.networks[chosen];
    this.values = this.all[chosen];
    this.table?.draw(chosen, facts.scores ? this.all.map((values) => verdictOf(facts, values[facts.output])) : []);
    const { layers } = this;
    const theme = themeOf(this.el);
    const ranges = this.values.map(rangeOf);
    this.tabs.forEach((tab, at) => {
      const canvas = tab.querySelector("canvas");
      if (at === 0) paintPicture(canvas, this.values[0], layers[0].shape, facts.top);
      else paintFront(canvas, this.values[at], layers[at].shape, layers[at].drawing.cells, ranges[at]);
    });
    this.panel.renew(layers, this.values, ranges, theme);
    drawPrediction(this.part("prediction"), facts, this.values[facts.output]);
  }

  // What changes

  ask() {
    const last = () => this.all.at(-1)[this.facts.output];
    const { question, choices, judge } = questionOn(this.facts, this.layers, last);
    this.prediction = new Prediction({
      cover: this.part("cover"),
      reply: this.part("reply"),
      memory: this.memory,
      choices,
      judge,
      reveal: () => this.reveal(),
    });
    this.prediction.ask(question);
    if (this.memory.revealed) this.reveal();
  }

  reveal() {
    this.stale = true;
    this.redraw();
  }

  /** The reply spoke of the picture that was there when the question was answered. */
  forgetReply() {
    const now = [this.frame.asGiven, this.model.get("image_number")].join();
    if (this.memory.reply && this.memory.answeredFor && this.memory.answeredFor !== now) this.prediction.forget();
    this.memory.answeredFor = now;
  }

  pictureChanged() {
    this.stale = true;
    this.tellSoon({ _picture: new DataView(this.frame.asGiven ? new ArrayBuffer(0) : this.picture().slice().buffer) });
    if (this.facts.in_python.length) this.part("status").textContent = "Python is computing…";
    this.redraw();
  }

  /** @param {number[]} where */
  go(where) {
    this.memory.where = where;
    this.tellSoon({ _where: where });
    this.redraw();
  }

  /**
   * Go to a layer: to the unit chosen there before, or to its strongest.
   * @param {number} place
   */
  goToLayer(place) {
    const { visited, where } = this.memory;
    visited[where[0]] = where;
    const values = this.values[place];
    let strongest = 0;
    values.forEach((/** @type {number} */ value, /** @type {number} */ at) => {
      if (value > values[strongest]) strongest = at;
    });
    this.memory.nth = undefined;
    this.go(visited[place] ?? [place, ...indicesOf(this.layers[place].shape, strongest)]);
  }

  /** @param {Record<string, unknown>} changes */
  tellSoon(changes) {
    this.untold = { ...this.untold, ...changes };
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.tellNow(), TELL_MS);
  }

  tellNow() {
    clearTimeout(this.telling);
    if (this.untold) this.tell(this.untold);
    this.untold = undefined;
  }

  // Listening

  listenToStrip() {
    const strip = this.part("strip");
    listenToKeys(strip, {
      size: () => ({ height: 1, width: this.tabs.length }),
      at: () => this.memory.where[0],
      go: (place) => {
        this.goToLayer(place);
        this.tabs[place].focus({ preventScroll: true });
      },
    });
    strip.addEventListener("click", (/** @type {any} */ { target }) => {
      const tab = target.closest("button");
      if (tab) this.goToLayer(Number(tab.dataset.at));
    });
    this.part("numbers").addEventListener("toggle", () => this.redraw());
  }

  listenToButtons() {
    const turn = (/** @type {number} */ step) => {
      this.frame.restore();
      const next = (this.model.get("image_number") + step + this.facts.images) % this.facts.images;
      this.tell({ image_number: next, _picture: new DataView(new ArrayBuffer(0)) });
    };
    /** @type {Record<string, () => void>} */
    const actions = {
      back: () => turn(-1),
      next: () => turn(1),
      restore: () => {
        this.frame.restore();
        this.pictureChanged();
      },
      refresh: () => {
        this.part("status").textContent = "Python has been asked; it answers when it is free.";
        this.tell({ _asked: this.model.get("_asked") + 1 });
      },
    };
    this.el.addEventListener("click", (/** @type {any} */ { target }) =>
      actions[target.closest("[data-do]")?.dataset.do]?.(),
    );
  }

  listenToPython() {
    this.hear("_where", () => {
      this.memory.where = this.model.get("_where");
      this.redraw();
    });
    const renew = () => {
      this.read();
      this.redraw();
    };
    this.hear("_facts", renew);
    this.hear("_images", () => {
      this.frame.restore();
      renew();
    });
    this.hear("_weights", () => {
      if (this.memory.revealed) this.prediction.forget();
      renew();
    });
    this.hear("_answer", () => {
      [, this.part("status").textContent] = this.model.get("_answer");
    });
    this.hear("_maps", () => {
      this.part("status").textContent = "";
    });
    this.hear("version", () => {
      this.changed = true;
      this.redraw();
    });
    for (const trait of ["image_number", "_maps", "_picture"])
      this.hear(trait, () => {
        this.stale = true;
        this.redraw();
      });
    this.whenLeaving(() => this.tellNow());
  }
}

export default widget(ModelScopeView, () => ({
  revealed: false,
  where: undefined,
  visited: {},
  arrows: "shift",
  ...freshPicture(),
}));
