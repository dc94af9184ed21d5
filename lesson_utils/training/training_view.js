// The view of a training: draws what Python measured; its one button asks it to stop.

import { paintAll } from "../visualise/kit/pixels.js";
import { View } from "../visualise/kit/view.js";
import { chart, roundUp } from "./curves.js";
import { PAGE } from "./page.js";
import { where } from "./words.js";

/** @import { Context } from "../visualise/kit/view.js" */
/** @import { Pictures } from "../visualise/kit/pixels.js" */
/** @import { Curves } from "./curves.js" */
/** @typedef {{ stopping: boolean, running?: boolean, focused?: boolean }} TrainingMemory What was so until the end. */
/** @typedef {{ loss: number | null, accuracy: number | null, valLoss: number | null, valAccuracy: number | null }} Epoch */
/**
 * @typedef {Epoch & { first: number, epoch: number, batch: number, batches: number | null, share: number,
 *   secondsLeft: number | null }} Now
 */
/** @typedef {{ epochs: number, images?: Pictures, truths?: string[], names?: string[] }} Plan */

/** @type {["loss" | "accuracy", "valLoss" | "valAccuracy"][]} */
const PANELS = [
  ["loss", "valLoss"],
  ["accuracy", "valAccuracy"],
];
/** @type {(keyof Epoch)[]} */
const COLUMNS = ["loss", "accuracy", "valLoss", "valAccuracy"];

const HEARD_MS = 500; // a screen reader knows a place by then, and reads what comes into it

/**
 * @template {TrainingMemory} Memory
 * @extends {View<Memory>}
 */
export class TrainingView extends View {
  /**
   * @param {Context} context
   * @param {Memory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    /** @type {Plan} */
    this.plan = this.model.get("_plan");
    this.layOut("live-training", PAGE);
    this.write("heading", `${this.plan.epochs} ${this.plan.epochs === 1 ? "epoch" : "epochs"}`);
    this.makeImages();
    this.part("stop").addEventListener("click", () => this.askToStop());
    for (const trait of ["_now", "_epochs", "_network", "_ending"]) this.hear(trait, () => this.redraw());
    this.hear("_said", () => this.say(this.model.get("_said")));
    this.say(this.model.get("_said"));
    this.model.send({ do: "seen" });
    this.draw();
  }

  makeImages() {
    const { images, truths } = this.plan;
    this.part("images-figure").hidden = !images;
    if (!images) return;
    const cards = Array.from({ length: images.shape[0] }, (_, at) => {
      const card = this.el.ownerDocument.createElement("div");
      card.innerHTML = `<canvas role="img"></canvas><p data-role="guess"></p><div class="track"><i></i></div><p class="note"></p>`;
      card
        .querySelector("canvas")
        .setAttribute("aria-label", truths ? `An image of the class ${truths[at]}` : `Image ${at}`);
      card.querySelector(".note").textContent = truths ? `is: ${truths[at]}` : "";
      return card;
    });
    this.part("images").replaceChildren(...cards);
    paintAll(cards, images);
  }

  /** Whether this page can ask for an end of the training. */
  canStop() {
    return false;
  }

  /** Ask for it; gives whether it was done. */
  async stop() {
    return false;
  }

  async askToStop() {
    if (this.model.get("_ending") || this.memory.stopping) return;
    this.memory.stopping = true;
    this.redraw();
    if (await this.stop()) return;
    this.memory.stopping = false; // the server did not do it: the other way is still there
    this.redraw();
    this.part("interrupt").hidden = false;
  }

  draw() {
    /** @type {Now} */
    const now = this.model.get("_now");
    const ending = this.model.get("_ending");
    this.part("bar").value = now.share;
    this.write("far", where(now, this.plan.epochs));
    const button = this.part("stop");
    button.setAttribute("aria-disabled", String(Boolean(ending) || Boolean(this.memory.stopping)));
    button.textContent = this.memory.stopping ? "Stopping after this batch…" : "Stop training";
    const possible = this.canStop();
    button.hidden = !possible || Boolean(ending);
    this.part("interrupt").hidden = possible || Boolean(ending);
    this.drawEnding(ending);
    this.drawCurves(now);
    this.drawRows(now.first);
    this.drawNetwork();
  }

  /**
   * Say how it ended, and give these words the focus that the button loses. JupyterLab makes a new view as soon as the
   * figure is in the output: whoever has seen it run hears it from the view that stays.
   * @param {string} ending
   */
  drawEnding(ending) {
    const { memory } = this;
    clearTimeout(this.waiting.get("ending"));
    if (!ending) {
      memory.running = true;
      memory.focused = Boolean(this.el.ownerDocument.activeElement?.matches("[data-part=stop]"));
    }
    if (!ending || !memory.running) this.showEnding(ending);
    if (!ending) return;
    const soon = setTimeout(() => this.tellEnding(ending), memory.running ? HEARD_MS : 0);
    this.waiting.set("ending", soon);
  }

  /** @param {string} ending */
  showEnding(ending) {
    this.write("ending", ending);
    if (ending) this.write("far", "");
  }

  /** @param {string} ending */
  tellEnding(ending) {
    this.memory.running = false;
    this.showEnding(ending);
    const { activeElement, body } = this.el.ownerDocument;
    if (this.memory.focused && (activeElement ?? body) === body) this.part("ending").focus({ preventScroll: true });
  }

  /** @param {Now} now */
  drawCurves(now) {
    /** @type {Epoch[]} */
    const epochs = this.model.get("_epochs");
    const started = now.first + epochs.length + now.batch / (now.batches || Infinity);
    const points = (/** @type {keyof Epoch} */ key) =>
      epochs.map((epoch, at) => ({ at: now.first + at + 1, value: epoch[key] })).filter(({ value }) => value !== null);
    for (const [name, valName] of PANELS) {
      const running = now.batch && now[name] !== null ? { at: Math.max(started, now.first), value: now[name] } : null;
      const curves = { training: points(name), validation: points(valName), now: running };
      const all = [...curves.training, ...curves.validation, ...(running ? [running] : [])].map(({ value }) => value);
      const high = name === "accuracy" ? 1 : roundUp(Math.max(0, ...all));
      const place = this.part(name);
      place.innerHTML = chart(curves, { first: now.first, last: this.plan.epochs, low: 0, high });
      place.setAttribute("aria-label", describe(name, curves, epochs.length));
    }
  }

  /** @param {number} first */
  drawRows(first) {
    /** @type {Epoch[]} */
    const epochs = this.model.get("_epochs");
    const rows = this.part("rows");
    if (rows.childElementCount === epochs.length) return;
    rows.innerHTML = epochs
      .map((epoch, at) => {
        const cells = COLUMNS.map((key) => `<td>${epoch[key] === null ? "–" : epoch[key].toFixed(3)}</td>`);
        return `<tr><th scope="row">${first + at + 1}</th>${cells.join("")}</tr>`;
      })
      .join("");
  }

  drawNetwork() {
    const { filters, probabilities } = this.model.get("_network");
    this.part("filters-figure").hidden = !filters;
    if (filters) this.drawFilters(filters);
    if (!probabilities) return;
    [...this.part("images").children].forEach((card, at) => this.drawGuess(card, probabilities[at], at));
  }

  /** @param {Pictures} filters */
  drawFilters(filters) {
    const place = this.part("filters");
    const count = filters.shape[0];
    if (place.childElementCount !== count) {
      place.innerHTML = "<span><canvas></canvas></span>".repeat(count);
      place.setAttribute(
        "aria-label",
        `${count} filters of ${filters.shape[1]} by ${filters.shape[2]} weights as small colour pictures`,
      );
    }
    paintAll([...place.children], filters);
  }

  /**
   * @param {HTMLElement} card
   * @param {number[]} row
   * @param {number} at
   */
  drawGuess(card, row, at) {
    if (!row) return;
    const best = row.indexOf(Math.max(...row));
    const name = this.plan.names[best] ?? `class ${best}`;
    const right = this.plan.truths ? this.plan.truths[at] === name : null;
    card.querySelector("[data-role=guess]").textContent =
      `${right === null ? "" : right ? "✓ " : "✗ "}${name} ${row[best].toFixed(2)}`;
    /** @type {HTMLElement} */ (card.querySelector("i")).style.width = `${100 * row[best]}%`;
    card.dataset.right = String(right);
  }
}

/**
 * The curves in words: from where to where.
 * @param {string} name
 * @param {Curves} curves
 * @param {number} epochs how many have ended
 */
function describe(name, { training, validation }, epochs) {
  const title = name === "loss" ? "Loss" : "Accuracy";
  if (!epochs) return `${title}: no epoch has ended yet`;
  if (!training.length && !validation.length) return `${title}: there is no number to draw`;
  const parts = Object.entries({ training, validation })
    .filter(([, points]) => points.length)
    .map(([which, points]) => `${which} from ${points[0].value.toFixed(3)} to ${points.at(-1).value.toFixed(3)}`);
  return `${title} over ${Math.max(training.length, validation.length)} of the epochs: ${parts.join(", ")}. The numbers are in the table below.`;
}
