// ConfusionGrid in the browser: a cell is chosen here, and its images are here already; Python only hears of it.

import { listenToKeys } from "../kit/keys.js";
import { paintAll } from "../kit/pixels.js";
import { Prediction } from "../kit/predict.js";
import { View, widget } from "../kit/view.js";
import {
  accuracyInWords,
  cellInWords,
  counted,
  judgePair,
  pairInWords,
  shade,
  timesMixedUp,
  worstPairs,
} from "./confusion.js";
import { page } from "./page.js";

/** @import { Context } from "../kit/view.js" */
/** @import { Answer, Judgement, PredictionMemory } from "../kit/predict.js" */
/** @import { Pair } from "./confusion.js" */
/** @typedef {PredictionMemory & { pair: number }} ConfusionMemory */

const CHOICES = 4; // pairs to choose from: the worst, and others that people might expect
const ALL_RIGHT = "There is nothing to predict: no two classes are mixed up.";

/** @extends {View<ConfusionMemory>} */
class ConfusionGridView extends View {
  /**
   * @param {Context} context
   * @param {ConfusionMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    /** @type {string[]} */
    this.names = this.model.get("_names");
    /** @type {number[][]} */
    this.counts = this.model.get("_counts");
    this.pairs = worstPairs(this.counts);
    this.mixedUp = this.pairs.filter((pair) => timesMixedUp(this.counts, pair));
    if (!this.mixedUp.length) Object.assign(memory, { revealed: true, reply: ALL_RIGHT });
    this.layOut("confusion-grid", page(this.names));
    /** @type {HTMLTableCellElement[]} */
    this.cells = [...this.el.querySelectorAll("td")];
    this.fill();
    this.listen();
    this.question = new Prediction({
      cover: this.part("cover"),
      reply: this.part("reply"),
      memory,
      choices: this.candidates().map((pair) => [pair.join(","), pairInWords(this.names, pair)]),
      judge: (answer) => this.judge(answer),
      reveal: () => this.choose(this.pairs[memory.pair]),
    });
    this.question.ask("Predict first: which two classes does the network mix up most often?");
    this.part("worst").hidden = !this.mixedUp.length;
    this.part("worst").addEventListener("click", () => this.next());
    this.hear("cell", () => this.redraw());
    this.draw();
  }

  fill() {
    const classes = this.names.length;
    this.cells.forEach((cell, at) => {
      const [row, column] = [Math.floor(at / classes), at % classes];
      const count = this.counts[row][column];
      const share = shade(this.counts, row, column);
      cell.textContent = counted(count);
      cell.style.setProperty("--share", String(share ** 0.7));
      cell.classList.toggle("right", row === column);
    });
  }

  listen() {
    const classes = this.names.length;
    const size = () => ({ height: classes, width: classes });
    const go = (/** @type {number} */ at) => {
      this.choose([Math.floor(at / classes), at % classes]);
      this.cells[at].focus();
    };
    this.cells.forEach((cell, at) => cell.addEventListener("click", () => go(at)));
    listenToKeys(this.part("table"), { size, at: () => this.at(), go });
  }

  at() {
    const [row, column] = this.model.get("cell");
    return row * this.names.length + column;
  }

  /** The worst pair and three others, in the order of the classes so that the place says nothing. */
  candidates() {
    const step = Math.max(1, Math.floor(this.pairs.length / CHOICES));
    const chosen = this.pairs.filter((_, at) => at % step === 0).slice(0, CHOICES);
    return chosen.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  }

  /**
   * @param {Answer} answer
   * @returns {Judgement}
   */
  judge(answer) {
    const place = this.pairs.findIndex((pair) => pair.join(",") === answer);
    const judgement = judgePair(this.counts, this.names, this.pairs[place] ?? null);
    if (judgement.right) this.memory.pair = place; // of several with the most, the one that is shown
    return judgement;
  }

  /** @param {number[]} cell */
  choose(cell) {
    this.tell({ cell });
    this.redraw();
  }

  next() {
    this.memory.pair = (this.memory.pair + 1) % this.mixedUp.length;
    this.choose(this.mixedUp[this.memory.pair]);
  }

  draw() {
    const at = this.at();
    this.cells.forEach((cell, place) => {
      cell.tabIndex = place === at ? 0 : -1;
      cell.classList.toggle("chosen", place === at);
      if (place === at) cell.setAttribute("aria-current", "true");
      else cell.removeAttribute("aria-current");
    });
    this.part("stage").inert = !this.memory.revealed;
    this.part("stage").classList.toggle("covered", !this.memory.revealed);
    const [row, column] = this.model.get("cell");
    this.say(`${cellInWords(this.counts, this.names, row, column)} ${accuracyInWords(this.counts)}`);
    this.drawImages(row, column);
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  drawImages(row, column) {
    const images = this.model.get("_images")[`${row},${column}`];
    const place = this.part("behind");
    const count = images ? images.shape[0] : 0;
    const alt = `shows ${this.names[row]}, the network says ${this.names[column]}`;
    place.replaceChildren(
      ...Array.from({ length: count }, () => {
        const figure = this.el.ownerDocument.createElement("figure");
        figure.innerHTML = `<canvas role="img"></canvas>`;
        figure.querySelector("canvas").setAttribute("aria-label", alt);
        return figure;
      }),
    );
    if (images) paintAll([...place.children], images);
  }
}

export default widget(ConfusionGridView, () => ({ pair: 0 }));
