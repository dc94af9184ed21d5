// SlideStep's page: what stands where. Behaviour is in slide_step.js.

import { number } from "../kit/numbers.js";
import { productsAndSum } from "../sliding/sliding.js";
import { exact, factor } from "./words.js";

export const SLIDE_STEP_PAGE = `
<h3 class="title">SlideStep</h3><p>The kernel stops at every place where it fits: multiply, add up, write down one number.</p>
<div class="settings"><div data-part="strides"></div><div data-part="padding"></div><div data-part="dilation_rate"></div></div>
<p class="problem" data-part="problem" role="status"></p>
<div class="board">
  <div class="stage">
    <figure role="group" aria-label="Image"><figcaption><b>Image</b> <span data-part="image-size"></span></figcaption>
      <div data-part="image"></div></figure>
    <span class="sign" aria-hidden="true">→</span>
    <figure role="group" aria-label="Kernel"><figcaption><b>Kernel</b> <span data-part="kernel-size"></span></figcaption>
      <div data-part="kernel"></div></figure>
    <span class="sign" aria-hidden="true">→</span>
    <figure role="group" aria-label="Output"><figcaption><b>Output</b> <span data-part="output-size"></span></figcaption>
      <div data-part="output"></div><div data-part="rows-cover"></div></figure>
  </div>
  <div class="work" data-part="found"><h4 data-part="work-title"></h4><div data-part="products"></div>
    <div class="asked"><div data-part="sum-cover"></div><p data-part="sum-reply"></p></div></div>
</div>
<p data-part="rows-reply"></p>
<p class="note" data-part="size"></p>
<div class="way"><div data-part="player"></div><button type="button" data-part="all">Show all numbers</button></div>
<p class="caption" data-part="caption" aria-live="polite"></p>`;

/**
 * The products of one window, a row of the kernel to a line, and their sum; covered while it is to be predicted.
 * @param {number[][]} window
 * @param {number[][]} kernel
 * @param {boolean} open
 */
export function productTable(window, kernel, open) {
  const { products, sum } = productsAndSum(window, kernel);
  const line = (/** @type {number[]} */ row, /** @type {number} */ at) => `<tr>${row
    .map(
      (value, place) =>
        `<td>${exact(value)} × ${factor(kernel[at][place])}</td><td class="op">${place === row.length - 1 ? "=" : "+"}</td>`,
    )
    .join("")}
    <td class="sum">${open ? exact(products[at].reduce((all, one) => all + one, 0)) : "?"}</td></tr>`;
  return `<table class="products"><tbody>${window.map(line).join("")}
    <tr class="total"><td colspan="${2 * kernel[0].length}">together</td><td class="sum">${open ? number(sum, 3, true) : "?"}</td></tr></tbody></table>`;
}
