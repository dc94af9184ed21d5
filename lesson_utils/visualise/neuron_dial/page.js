// NeuronDial's page: what stands where. Behaviour is in neuron_dial.js.

import { ACTIVATIONS } from "./neuron.js";

const LOW = "₀₁₂₃₄₅₆₇₈₉";

/**
 * x₁, w₂ and so on, for the eye; screen readers hear "input 1", "weight 2".
 * @param {string} letter
 * @param {number} at
 */
const symbol = (letter, at) => `<i aria-hidden="true">${letter}${LOW[at + 1]}</i>`;

/**
 * @param {unknown} _
 * @param {number} at
 */
const row = (_, at) => `<tr data-row="${at}">
  <td>${symbol("x", at)}<span data-part="input ${at}"></span></td>
  <td class="sign" aria-hidden="true">×</td>
  <td>${symbol("w", at)}<span data-part="weight ${at}"></span></td>
  <td class="sign" aria-hidden="true">=</td>
  <td class="number" data-part="product ${at}"></td>
  <td class="track" aria-hidden="true"><b class="bar"></b></td></tr>`;

/**
 * The markup; `id` keeps the radio groups of two views apart.
 * @param {string} id
 * @param {number[]} inputs
 */
export function page(id, inputs) {
  return `
<h3 class="title">NeuronDial</h3><p>One neuron multiplies, adds up, and bends the sum.</p>
<div class="stage">
  <table class="ledger">
    <thead><tr><th scope="col">Input</th><td></td><th scope="col">Weight</th><td></td>
      <th scope="col" class="number">Product</th><th scope="col" class="so-far">Running total</th></tr></thead>
    <tbody>${inputs.map(row).join("")}
      <tr data-row="bias"><th scope="row" colspan="2">Bias</th>
        <td><i aria-hidden="true">b</i><span data-part="bias"></span></td><td></td>
        <td class="number" data-part="product bias"></td><td class="track" aria-hidden="true"><b class="bar"></b></td></tr>
    </tbody>
    <tfoot>
      <tr data-row="sum"><th scope="row" colspan="4">Sum</th><td class="number" data-part="sum"></td>
        <td class="track" aria-hidden="true"><b class="bar"></b></td></tr>
      <tr data-row="output"><th scope="row" colspan="4">Output <span data-part="rule"></span></th>
        <td class="number" data-part="output"></td><td class="so-far"></td></tr>
    </tfoot>
  </table>
  <div class="after">
    <div class="views" role="radiogroup" aria-label="Activation">${Object.entries(ACTIVATIONS)
      .map(([name, { title }]) => `<label><input type="radio" name="${id}-activation" value="${name}">${title}</label>`)
      .join("")}</div>
    <div class="asked"><div class="graph" data-part="graph"></div><div data-part="cover"></div></div>
  </div>
</div>
<p class="problem" data-part="problem" role="status"></p>
<div class="asked"><p class="caption two" data-part="caption" aria-live="polite"></p><p data-part="reply"></p></div>`;
}
