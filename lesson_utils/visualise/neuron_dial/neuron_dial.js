// NeuronDial in the browser. Everything is computed here; Python hears of a number when it is let go of.

import { NumberSlider } from "../kit/number_slider.js";
import { number, signOf } from "../kit/numbers.js";
import { Prediction } from "../kit/predict.js";
import { View, widget } from "../kit/view.js";
import { graph } from "./graph.js";
import {
  ACTIVATIONS,
  activate,
  biasToAskAbout,
  DECIMALS,
  ledgerLine,
  outputLine,
  productsOf,
  suspicion,
  weightedSum,
  why,
} from "./neuron.js";
import { page } from "./page.js";

/** @import { Context } from "../kit/view.js" */
/** @import { PredictionMemory }  from "../kit/predict.js" */
/** @import { ActivationName } from "./neuron.js" */
/** @typedef {PredictionMemory & { settled?: string }} NeuronDialMemory `settled` are the numbers that the reply is about. */

const TRAITS = ["inputs", "weights", "bias", "activation"];
const EXACT = 0.005; // how near a prediction must come
const ROUGHLY = 0.1; // for the curves, which nobody computes in the head

/** @extends {View<NeuronDialMemory>} */
class NeuronDialView extends View {
  /**
   * @param {Context} context
   * @param {NeuronDialMemory} memory
   */
  constructor(context, memory) {
    super(context, memory);
    this.layOut("neuron-dial", page(this.id, this.model.get("inputs")));
    this.makeDials();
    this.listenToActivation();
    for (const trait of TRAITS) this.hear(trait, () => this.changed());
    this.prediction = new Prediction({
      cover: this.part("cover"),
      reply: this.part("reply"),
      memory,
      judge: (answer) => this.judge(answer),
      reveal: () => this.change({ bias: this.asked }, true),
    });
    this.draw();
  }

  makeDials() {
    const dial = (
      /** @type {string} */ part,
      /** @type {string} */ label,
      /** @type {number} */ reach,
      /** @type {(value: number) => void} */ take,
    ) =>
      new NumberSlider(this.part(part), {
        label,
        low: -reach,
        high: reach,
        take,
        done: () => this.tell({}),
        refuse: (words) => {
          this.part("problem").textContent = words;
        },
      });
    const one = (/** @type {string} */ trait, /** @type {number} */ at) => (/** @type {number} */ value) =>
      this.change({ [trait]: this.model.get(trait).with(at, value) });
    const inputs = this.model.get("inputs");
    this.inputs = inputs.map((/** @type {unknown} */ _, /** @type {number} */ at) =>
      dial(`input ${at}`, `input ${at + 1}`, 5, one("inputs", at)),
    );
    this.weights = inputs.map((/** @type {unknown} */ _, /** @type {number} */ at) =>
      dial(`weight ${at}`, `weight ${at + 1}`, 3, one("weights", at)),
    );
    this.bias = dial("bias", "bias", 5, (bias) => this.change({ bias }));
  }

  listenToActivation() {
    this.el
      .querySelector(".views")
      .addEventListener("change", (/** @type {any} */ { target }) => this.change({ activation: target.value }, true));
  }

  /**
   * Take new numbers on; `tellPython` when they are final.
   * @param {Record<string, unknown>} traits
   * @param {boolean} [tellPython]
   */
  change(traits, tellPython = false) {
    for (const [name, value] of Object.entries(traits)) this.model.set(name, value);
    if (tellPython) this.tell({});
  }

  changed() {
    if (this.memory.revealed && this.memory.settled !== this.setting()) this.prediction.forget();
    this.redraw();
  }

  setting() {
    return JSON.stringify(TRAITS.map((trait) => this.model.get(trait)));
  }

  /** @param {number | null} answer */
  judge(answer) {
    const [inputs, weights, bias, activation] = TRAITS.map((trait) => this.model.get(trait));
    const before = weightedSum(inputs, weights, bias);
    const total = weightedSum(inputs, weights, this.asked);
    const right = answer !== null && Math.abs(answer - activate(total, activation)) <= this.near(activation);
    this.memory.settled = JSON.stringify([inputs, weights, this.asked, activation]);
    const moved = `The new bias moves the sum from ${number(before, DECIMALS)} to ${number(total, DECIMALS)}.`;
    const slip = suspicion(answer, inputs, weights, this.asked, before, activation);
    return { right, why: `${moved} ${outputLine(total, activation)}. ${why(total, activation)}`, slip };
  }

  /** @param {ActivationName} activation */
  near(activation) {
    return activation === "relu" || activation === "linear" ? EXACT : ROUGHLY;
  }

  draw() {
    const [inputs, weights, bias, activation] = TRAITS.map((trait) => this.model.get(trait));
    const total = weightedSum(inputs, weights, bias);
    if (!this.memory.revealed) this.ask(total, bias, activation);
    this.inputs.forEach((/** @type {NumberSlider} */ dial, /** @type {number} */ at) => dial.show(inputs[at]));
    this.weights.forEach((/** @type {NumberSlider} */ dial, /** @type {number} */ at) => dial.show(weights[at]));
    this.bias.show(bias);
    for (const dial of [...this.inputs, ...this.weights, this.bias]) dial.disabled = !this.memory.revealed;
    for (const radio of this.el.querySelectorAll(".views input")) {
      radio.checked = radio.value === activation;
      radio.disabled = !this.memory.revealed;
    }
    this.drawLedger([...productsOf(inputs, weights), bias], total, activation);
    this.cover("graph", !this.memory.revealed);
    this.part("graph").innerHTML = graph(total, activation);
    this.say(`${ledgerLine(inputs, weights, bias)}. ${outputLine(total, activation)}. ${why(total, activation)}`);
  }

  /**
   * @param {number} total
   * @param {number} bias
   * @param {ActivationName} activation
   */
  ask(total, bias, activation) {
    this.asked = biasToAskAbout(total, bias);
    const roughly = this.near(activation) === ROUGHLY ? " Roughly will do." : "";
    this.prediction.ask(
      `Predict first: here the bias is ${number(bias, DECIMALS)}, and ${number(activate(total, activation), DECIMALS)} ` +
        `comes out. What comes out with the bias of ${number(this.asked, DECIMALS)}?${roughly}`,
    );
  }

  /**
   * @param {number[]} steps
   * @param {number} total
   * @param {ActivationName} activation
   */
  drawLedger(steps, total, activation) {
    const sums = [0];
    for (const step of steps) sums.push(sums.at(-1) + step);
    const [low, high] = [Math.min(...sums), Math.max(...sums)];
    const across = (/** @type {number} */ value) => (value - low) / (high - low || 1);
    const bar = (/** @type {string | number} */ name, /** @type {number} */ from, /** @type {number} */ to) => {
      const track = this.el.querySelector(`[data-row="${name}"] .track`);
      track.style.setProperty("--zero", across(0));
      track.style.setProperty("--from", across(Math.min(from, to)));
      track.style.setProperty("--size", Math.abs(across(to) - across(from)));
      track.firstElementChild.dataset.sign = signOf(to - from);
    };
    steps.forEach((step, at) => {
      const name = at === steps.length - 1 ? "bias" : at;
      this.writeNumber(`product ${name}`, step);
      bar(name, sums[at], sums[at + 1]);
    });
    this.writeNumber("sum", total);
    bar("sum", 0, total);
    this.part("output").textContent = number(activate(total, activation), DECIMALS);
    this.part("rule").textContent = `${ACTIVATIONS[activation].title}(sum)`;
  }

  /**
   * @param {string} part
   * @param {number} value
   */
  writeNumber(part, value) {
    this.part(part).textContent = number(value, DECIMALS, true);
    this.part(part).dataset.sign = signOf(value);
  }
}

export default widget(NeuronDialView, () => ({ revealed: false }));
