// EdgeLab's kernel: choose one, change its size, type its numbers.

import { resized } from "../kit/convolution.js";
import { NumberField } from "../kit/number_field.js";
import { roveFields } from "../kit/roving.js";
import { writeText } from "../kit/text.js";

/** @import { Part } from "../kit/view.js" */
/** @typedef {{ name: string, note: string, weights: number[][] }} Preset */
/**
 * @typedef {object} KernelEditorOptions
 * @property {Part} part
 * @property {Preset[]} presets
 * @property {(kernel: number[][]) => void} choose Hears of another kernel.
 * @property {(kernel: number[][]) => void} take Hears of each change of this one.
 * @property {() => void} done Hears when it is let go of.
 */

/**
 * The preset with the same numbers, if there is one.
 * @param {number[][]} kernel
 * @param {Preset[]} presets
 */
export function presetOf(kernel, presets) {
  const numbers = kernel.flat();
  return presets.find(
    ({ weights }) =>
      weights.length === kernel.length && weights.flat().every((weight, at) => Math.abs(weight - numbers[at]) <= 1e-9),
  );
}

export class KernelEditor {
  /**
   * `part(name)` finds the page's elements. `choose(kernel)` hears of another kernel, `take(kernel)` of each change of
   * this one, and `done()` when it is let go of.
   * @param {KernelEditorOptions} options
   */
  constructor({ part, presets, choose, take, done }) {
    this.part = part;
    this.presets = presets;
    this.take = take;
    this.done = done;
    /** @type {NumberField[]} */
    this.fields = [];
    part("preset").addEventListener("change", (/** @type {any} */ { target }) => {
      choose(presets.find(({ name }) => name === target.value).weights);
      done();
    });
    part("size").addEventListener("change", (/** @type {any} */ { target }) => {
      take(resized(this.kernel, Number(target.value)));
      done();
    });
  }

  /** @param {number[][]} kernel */
  show(kernel) {
    this.kernel = kernel;
    if (this.fields.length !== kernel.length ** 2) this.build(kernel.length);
    const preset = presetOf(kernel, this.presets);
    this.part("preset").value = preset?.name ?? "your kernel";
    this.part("size").querySelector(`[value="${kernel.length}"]`).checked = true;
    writeText(this.part("note"), preset?.note ?? "Your own numbers; 1/9 works too.");
    kernel.flat().forEach((weight, at) => this.fields[at].show(weight));
  }

  /** @param {number} size */
  build(size) {
    const place = this.part("weights");
    place.style.setProperty("--size", size);
    place.replaceChildren(...Array.from({ length: size * size }, () => document.createElement("input")));
    this.fields = [...place.children].map((input, at) => {
      const [row, column] = [Math.floor(at / size), at % size];
      Object.assign(input, { type: "text", autocomplete: "off" });
      input.setAttribute("aria-label", `kernel row ${row} column ${column}`);
      input.setAttribute("aria-describedby", this.part("problem").id);
      return new NumberField(input, {
        take: (value) =>
          this.take(this.kernel.map((old, m) => old.map((weight, n) => (m === row && n === column ? value : weight)))),
        done: this.done,
        refuse: (words) => {
          this.part("problem").textContent = words;
        },
      });
    });
    roveFields(place);
  }
}
