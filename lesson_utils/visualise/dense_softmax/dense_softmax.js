// DenseSoftmax in the browser. Everything is computed here; Python hears of a number when it is let go of.

import { NumberField } from "../kit/number_field.js";
import { NumberSlider } from "../kit/number_slider.js";
import { number, signOf } from "../kit/numbers.js";
import { Prediction } from "../kit/predict.js";
import { View, widget } from "../kit/view.js";
import { page } from "./page.js";
import { addUp, DECIMALS, denseLogits, exponentials, firstTwo, ranking, softmax } from "./softmax.js";

/** @import { Context } from "../kit/view.js" */
/** @import { PredictionMemory, Answer }  from "../kit/predict.js" */
/**
 * @typedef {object} DenseSoftmaxMemory
 * @property {PredictionMemory} first
 * @property {PredictionMemory} second
 * @property {number[]} [start] The logits to go back to.
 * @property {number} [chosen] The class whose logit is explained.
 * @property {string} [spokeOf] The logits that the first reply is about.
 * @property {string} [addedUpTo] The logits after the constant was added.
 */

const CONSTANT = 5; // what the second question adds to all logits
const REACH = 10; // of the sliders

/**
 * Always the same number of decimals, so that the points stand below each other.
 * @param {number} value
 * @param {number} [decimals]
 */
const inColumn = (value, decimals = DECIMALS) => value.toFixed(decimals).replace("-", "−");

/** @extends {View<DenseSoftmaxMemory>} */
class DenseSoftmaxView extends View {
  /**
   * @param {Context} context
   * @param {DenseSoftmaxMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    this.names = this.model.get("_names");
    this.layOut("dense-softmax", page(this.names, this.model.get("inputs")));
    this.refuse = (/** @type {string} */ words) => {
      this.part("problem").textContent = words;
    };
    memory.start ??= this.model.get("logits");
    if (this.model.get("inputs")) this.makeLayer();
    else this.makeDials();
    for (const trait of ["inputs", "logits"]) this.hear(trait, () => this.changed());
    this.makePredictions();
    this.draw();
  }

  /** Without a layer every logit can be turned, alone or all at once. */
  makeDials() {
    const take = (/** @type {number} */ at) => (/** @type {number} */ value) =>
      this.model.set("logits", this.logits().with(at, value));
    this.dials = this.names.map(
      (/** @type {string} */ name, /** @type {number} */ at) =>
        new NumberSlider(this.part(`logit ${at}`), {
          label: `logit of ${name}`,
          low: -REACH,
          high: REACH,
          take: take(at),
          done: () => this.tell({}),
          refuse: this.refuse,
        }),
    );
    this.part("constant").addEventListener("click", (/** @type {any} */ { target }) => {
      if (target.dataset.add) this.add(Number(target.dataset.add));
      if (target.dataset.part === "restart") this.tell({ logits: this.memory.start });
    });
  }

  /** With a layer its inputs can be changed, and the logits follow. */
  makeLayer() {
    const inputs = this.model.get("inputs");
    const take = (/** @type {number} */ at) => (/** @type {number} */ value) =>
      this.model.set("inputs", this.model.get("inputs").with(at, value));
    this.fields = inputs.map(
      (/** @type {unknown} */ _, /** @type {number} */ at) =>
        new NumberField(this.part(`input ${at}`), {
          take: take(at),
          done: () => this.tell({}),
          refuse: this.refuse,
          step: 0.1,
        }),
    );
    this.memory.chosen ??= ranking(this.logits())[0];
    this.part("chosen").addEventListener("change", (/** @type {any} */ { target }) => {
      this.memory.chosen = Number(target.value);
      this.redraw();
    });
  }

  makePredictions() {
    const { memory } = this;
    if (this.dials) memory.first.revealed = true; // without a layer there is a better question
    this.first = new Prediction({
      cover: this.part("cover"),
      reply: this.part("reply"),
      memory: memory.first,
      choices: this.candidates().map((at) => [at, this.names[at]]),
      judge: (answer) => this.judgeWinner(answer),
      reveal: () => this.redraw(),
    });
    if (this.fields) return;
    this.second = new Prediction({
      cover: this.part("second cover"),
      reply: this.part("second reply"),
      memory: memory.second,
      choices: [
        ["grows", "It grows"],
        ["same", "It stays as it is"],
        ["shrinks", "It shrinks"],
      ],
      judge: (answer) => this.judgeConstant(answer),
      reveal: () => {
        this.add(CONSTANT);
        memory.addedUpTo = JSON.stringify(this.logits());
      },
    });
    this.part("second cover").querySelector(".choices").classList.add("row");
  }

  logits() {
    const inputs = this.model.get("inputs");
    return inputs ? denseLogits(inputs, this.model.get("_kernel"), this.model.get("_bias")) : this.model.get("logits");
  }

  /** The classes to choose from: the two with the largest logits and the one with the smallest, in the table's order. */
  candidates() {
    const order = ranking(this.logits());
    return [...new Set([order[0], order[1], order.at(-1)])].sort((one, other) => one - other);
  }

  /** @param {Answer} answer */
  judgeWinner(answer) {
    const logits = this.logits();
    const order = ranking(logits);
    const written = softmax(logits).map((value) => number(value, DECIMALS));
    const [first, last] = [order[0], order.at(-1)];
    const least = written[last] === "0" ? "nearly 0" : written[last];
    return {
      right: answer !== null && logits[Number(answer)] === logits[first],
      slip: "Softmax makes every logit positive and divides by the sum: does that change their order?",
      why:
        `Softmax keeps the order: the largest logit, ${number(logits[first], DECIMALS)} for ${this.names[first]}, becomes the ` +
        `largest probability, ${written[first]}. Even the smallest, ${number(logits[last], DECIMALS)} for ${this.names[last]}, ` +
        `becomes a positive number: ${least}.`,
    };
  }

  /** @param {Answer} answer */
  judgeConstant(answer) {
    return {
      right: answer === "same",
      slip:
        answer === "grows"
          ? "Its own power of e grows, but so do all others, and by the same factor."
          : "The sum below it grows, but so does its own power of e, by the same factor.",
      why:
        `All logits are ${CONSTANT} larger, and so is the largest of them. Once it is subtracted, the numbers are what they ` +
        `were, and so are all probabilities. Only the differences between logits count.`,
    };
  }

  /** @param {number} constant */
  add(constant) {
    this.tell({ logits: this.logits().map((/** @type {number} */ logit) => Number((logit + constant).toFixed(6))) });
  }

  changed() {
    const now = JSON.stringify(this.logits());
    if (this.memory.first.revealed && this.memory.spokeOf !== now) this.first.forget();
    if ((this.memory.addedUpTo ?? now) !== now) this.second.forget();
    this.redraw();
  }

  draw() {
    const logits = this.logits();
    const { first, second } = this.memory;
    this.memory.spokeOf = JSON.stringify(logits);
    this.first.show();
    this.second?.show();
    this.part("stage").classList.toggle("asking", !first.revealed);
    this.cover("found", !first.revealed);
    this.first.ask(
      "Predict first: softmax is about to turn these logits into probabilities. Which class gets the largest?",
    );
    const winner = ranking(logits)[0];
    if (this.second) this.cover("constant", !second.revealed);
    if (this.second && !second.revealed) {
      const probability = number(softmax(logits)[winner], DECIMALS);
      this.second.ask(
        `Predict first: we add ${CONSTANT} to all ${logits.length} logits. What happens to the ${probability} of ${this.names[winner]}?`,
      );
    }
    this.drawRows(logits, winner);
    if (this.fields) this.drawLayer(logits);
    if (first.revealed) this.say(`${firstTwo(this.names, logits)} ${this.inTheMiddle(logits)}`);
  }

  /** @param {number[]} logits */
  inTheMiddle(logits) {
    const largest = number(Math.max(...logits), DECIMALS);
    return `The largest logit, ${largest}, is subtracted from all; then e is raised to each of them, and each is divided by their sum.`;
  }

  /**
   * @param {number[]} logits
   * @param {number} winner
   */
  drawRows(logits, winner) {
    const [powers, probabilities, largest] = [exponentials(logits), softmax(logits), Math.max(...logits)];
    logits.forEach((logit, at) => {
      if (this.dials) {
        this.dials[at].show(logit);
        this.dials[at].disabled = !this.memory.first.revealed;
      } else this.writeNumber(`logit ${at}`, logit, true);
      this.part(`less ${at}`).textContent = inColumn(logit - largest, 2);
      this.part(`power ${at}`).textContent = inColumn(powers[at]);
      this.part(`probability ${at}`).textContent = inColumn(probabilities[at]);
      const line = this.el.querySelector(`[data-row="${at}"]`);
      line.classList.toggle("winner", at === winner && this.memory.first.revealed);
      line.style.setProperty("--share", probabilities[at]);
    });
    this.part("sum").textContent = inColumn(addUp(powers));
    this.part("total").textContent = inColumn(addUp(probabilities));
  }

  /** @param {number[]} logits */
  drawLayer(logits) {
    const [inputs, kernel, { chosen }] = [this.model.get("inputs"), this.model.get("_kernel"), this.memory];
    this.part("chosen").value = chosen;
    this.fields.forEach((/** @type {NumberField} */ field, /** @type {number} */ at) => {
      field.show(inputs[at]);
      this.writeNumber(`weight ${at}`, kernel[at][chosen]);
      this.writeNumber(`product ${at}`, inputs[at] * kernel[at][chosen], true);
    });
    this.writeNumber("bias", this.model.get("_bias")[chosen], true);
    this.writeNumber("logit", logits[chosen], true);
  }

  /**
   * @param {string} part
   * @param {number} value
   * @param {boolean} [plus]
   */
  writeNumber(part, value, plus = false) {
    this.part(part).textContent = number(value, DECIMALS, plus);
    this.part(part).dataset.sign = signOf(value);
  }
}

export default widget(DenseSoftmaxView, () => ({ first: { revealed: false }, second: { revealed: false } }));
