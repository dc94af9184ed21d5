// PredictionSheet in the browser: the truth is shown at once, what the network says after a prediction of one's own.

import { number } from "../kit/numbers.js";
import { paintAll } from "../kit/pixels.js";
import { Prediction } from "../kit/predict.js";
import { View, widget } from "../kit/view.js";
import { page } from "./page.js";
import { imageInWords, questionOn, rightInWords, slipOf } from "./sheet.js";

/** @import { Context } from "../kit/view.js" */
/** @import { PredictionMemory } from "../kit/predict.js" */
/** @import { Said } from "./sheet.js" */
/** @typedef {PredictionMemory & { view: string }} SheetMemory */

/** @extends {View<SheetMemory>} */
class PredictionSheetView extends View {
  /**
   * @param {Context} context
   * @param {SheetMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    /** @type {number[]} */
    this.truths = this.model.get("_truths");
    /** @type {Said[]} */
    this.said = this.model.get("_said");
    /** @type {string[]} */
    this.names = this.model.get("_names");
    this.layOut("prediction-sheet", page(this.truths.length).replaceAll("VIEW", this.id));
    /** @type {HTMLElement[]} */
    this.cards = [...this.part("sheet").children];
    paintAll(this.cards, this.model.get("_images"));
    this.question = new Prediction({
      cover: this.part("cover"),
      reply: this.part("reply"),
      memory,
      judge: (answer) => this.judge(answer),
      reveal: () => this.draw(),
    });
    this.question.ask(questionOn(this.truths.length));
    this.part("views").addEventListener("change", (/** @type {any} */ { target }) => {
      memory.view = target.value;
      this.draw();
    });
    this.el.querySelector(`input[value="${memory.view}"]`)?.setAttribute("checked", "");
    this.cards.forEach((card, at) => this.fill(card, at));
    this.draw();
  }

  /** @param {number} at */
  isRight(at) {
    return this.said[at][0][0] === this.truths[at];
  }

  right() {
    return this.truths.filter((_, at) => this.isRight(at)).length;
  }

  /** @param {number | null} answer */
  judge(answer) {
    const right = this.right();
    const why = rightInWords(right, this.truths.length);
    if (answer === null || answer === right) return { right: answer !== null, why };
    return { right: false, why, slip: slipOf(answer, right, this.truths.length, this.names.length) };
  }

  /**
   * @param {HTMLElement} card
   * @param {number} at
   */
  fill(card, at) {
    const truth = this.names[this.truths[at]];
    card.querySelector("canvas").setAttribute("aria-label", `Image ${at}, which shows ${truth}`);
    card.querySelector(".truth").textContent = `shows ${truth}`;
    const rows = this.said[at].map(([label, share], step) => {
      const row = this.el.ownerDocument.createElement("p");
      const sign = step ? "" : this.isRight(at) ? "✓ " : "✗ ";
      row.innerHTML = `<span></span><i class="track"><b></b></i>`;
      row.querySelector("span").textContent = `${sign}${this.names[label]} ${number(share, 2)}`;
      row.querySelector("b").style.width = `${100 * share}%`;
      return row;
    });
    card.querySelector(".says").replaceChildren(...rows);
  }

  draw() {
    const { revealed, view } = this.memory;
    this.cover("views", !revealed);
    this.cards.forEach((card, at) => {
      card.classList.toggle("covered", !revealed);
      card.hidden = Boolean(revealed) && view === "wrong" && this.isRight(at);
      card.setAttribute("aria-label", revealed ? imageInWords(this.names, this.truths[at], this.said[at]) : "");
    });
    if (revealed) this.say(rightInWords(this.right(), this.truths.length));
  }
}

export default widget(PredictionSheetView, () => ({ view: "all" }));
