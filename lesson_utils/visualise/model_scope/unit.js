// Shows how one unit's value comes about: tables, a ledger of summands, the last steps.

import { Grid } from "../kit/grid.js";
import { signOf } from "../kit/numbers.js";
import { escaped } from "../kit/text.js";
import { digits } from "./digits.js";

/** @import { Part } from "../kit/view.js" */
/** @import { Summand, TableOfNumbers, Told } from "./unit_steps.js" */

export class UnitArithmetic {
  /**
   * `choose(nth)` hears which input channel somebody wants to see.
   * @param {Part} part
   * @param {{ choose: (nth: number) => void }} options
   */
  constructor(part, { choose }) {
    this.part = part;
    this.choose = choose;
    this.sizes = "";
    part("parts").addEventListener("click", (/** @type {any} */ { target }) => {
      const button = target.closest("button");
      if (button) choose(Number(button.value));
    });
  }

  /**
   * Show what `explainUnit` tells.
   * @param {Told} options
   */
  show({ grids, signs = [], parts, rest, steps, rule, shown }) {
    this.part("rule").textContent = rule;
    this.drawGrids(grids, signs);
    this.drawParts(parts, rest, shown);
    this.part("steps").innerHTML = steps
      .map(
        ({ label, value }, at) =>
          `<div class="${at === steps.length - 1 ? "last" : ""}"><dt>${escaped(label)}</dt><dd data-sign="${signOf(value)}">${digits(value)}</dd></div>`,
      )
      .join("");
  }

  /**
   * @param {TableOfNumbers[]} grids
   * @param {string[]} signs
   */
  drawGrids(grids, signs) {
    const sizes = grids.map(({ height, width }) => `${height}x${width}`).join();
    const place = this.part("grids");
    place.hidden = !grids.length;
    if (sizes !== this.sizes) {
      place.innerHTML = grids
        .map((_, at) => `${at ? `<span class="sign">${signs[at - 1]}</span>` : ""}<div></div>`)
        .join("");
      const places = [...place.querySelectorAll("div")];
      this.grids = grids.map(
        ({ caption, height, width }, at) =>
          new Grid(places[at], { caption, height, width, write: (value) => digits(value, false, 4) }),
      );
      this.sizes = sizes;
    }
    grids.forEach(({ caption, values, best = [], pale = [] }, at) => {
      const grid = this.grids[at];
      grid.table.caption.textContent = caption;
      grid.fill(values);
      grid.mark("best", best);
      grid.mark("pale", pale);
    });
  }

  /**
   * The summands; those of a convolution are buttons that show their own window.
   * @param {Summand[]} parts
   * @param {{ count: number, value: number } | null | undefined} rest
   * @param {number | undefined} shown
   */
  drawParts(parts, rest, shown) {
    const place = this.part("parts");
    const focused = place.contains(place.ownerDocument.activeElement)
      ? place.ownerDocument.activeElement.value
      : undefined;
    const value = (/** @type {number} */ number) => `<span data-sign="${signOf(number)}">${digits(number)}</span>`;
    const button = (/** @type {Summand} */ { at, label, value: number }) =>
      `<button type="button" value="${at}" aria-pressed="${at === shown}">${escaped(label)} ${value(number)}</button>`;
    const line = (/** @type {Summand} */ { label, value: number }) => `<li>${escaped(label)} = ${value(number)}</li>`;
    const more = rest ? `<li>the other ${rest.count.toLocaleString("en")} together = ${value(rest.value)}</li>` : "";
    place.innerHTML =
      shown === undefined
        ? `<ul>${parts.map(line).join("")}${more}</ul>`
        : parts.length > 1
          ? `<p class="hint">What each input map adds; choose one to see its window.</p>${parts.map(button).join("")}`
          : "";
    place.hidden = !parts.length;
    if (focused !== undefined) place.querySelector(`button[value="${focused}"]`)?.focus();
  }
}
