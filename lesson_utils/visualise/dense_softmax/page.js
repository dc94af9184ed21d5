// DenseSoftmax's page: what stands where. Behaviour is in dense_softmax.js.

import { escaped } from "../kit/text.js";

/**
 * @param {string} name
 * @param {number} at
 */
const row = (name, at) => `<tr data-row="${at}"><th scope="row">${escaped(name)}</th><td data-part="logit ${at}"></td>
  <td class="number later less" data-part="less ${at}"></td><td class="number later" data-part="power ${at}"></td>
  <td class="number later" data-part="probability ${at}"></td>
  <td class="later" aria-hidden="true"><span class="track"><b class="bar"></b></span></td></tr>`;

/**
 * @param {string[]} names
 * @param {number[]} inputs
 */
const layer = (names, inputs) => `<details open><summary>Where a logit comes from</summary>
  <p class="hint">A dense layer with ${inputs.length} inputs: one weight for each of them, and one bias, for every class.</p>
  <label>Logit of <select data-part="chosen">${names.map((name, at) => `<option value="${at}">${escaped(name)}</option>`).join("")}</select></label>
  <div class="ledger" tabindex="0" role="group" aria-label="Inputs, weights and products">
  <table><thead><tr><th scope="col">Input</th><td></td><th scope="col">Weight</th><td></td><th scope="col">Product</th></tr></thead>
    <tbody>${inputs
      .map(
        (
          _,
          at,
        ) => `<tr><td><input type="text" autocomplete="off" data-part="input ${at}" aria-label="input ${at + 1}"></td>
      <td class="sign" aria-hidden="true">×</td><td class="number" data-part="weight ${at}"></td>
      <td class="sign" aria-hidden="true">=</td><td class="number" data-part="product ${at}"></td></tr>`,
      )
      .join("")}
      <tr><th scope="row" colspan="4">Bias</th><td class="number" data-part="bias"></td></tr></tbody>
    <tfoot><tr><th scope="row" colspan="4">Logit: all of them added up</th><td class="number" data-part="logit"></td></tr></tfoot>
  </table></div></details>`;

const constant = `<div class="asked"><div data-part="second cover"></div>
  <div data-part="constant"><p data-part="second reply"></p><div class="bar-of-buttons">
  <button type="button" data-add="5">Add 5 to all</button>
  <button type="button" data-add="-5">Subtract 5 from all</button>
  <button type="button" data-part="restart">Start again</button></div></div></div>`;

/**
 * The markup; `inputs` is null where no layer makes the logits.
 * @param {string[]} names
 * @param {number[]} inputs
 */
export function page(names, inputs) {
  return `
<h3 class="title">DenseSoftmax</h3><p>What the last layer adds up are logits; softmax turns them into probabilities.</p>
<div class="stage" data-part="stage">
  <table class="classes${inputs ? " from-a-layer" : ""}">
    <colgroup><col class="name"><col class="logit"><col class="later less"><col class="later power"><col class="later power"><col class="later"></colgroup>
    <thead><tr><th scope="col">Class</th><th scope="col">Logit</th><th scope="col" class="number later less">minus the largest</th>
      <th scope="col" class="number later">e to that power</th>
      <th scope="colgroup" colspan="2" class="later share">divided by the sum: the probability</th></tr></thead>
    <tbody>${names.map(row).join("")}</tbody>
    <tfoot class="later"><tr><th scope="row" colspan="2">Sum</th><td class="less"></td><td class="number" data-part="sum"></td>
      <td class="number" data-part="total"></td><td></td></tr></tfoot>
  </table>
  <div data-part="cover"></div>
</div>
<p class="problem" data-part="problem" role="status"></p>
${inputs ? "" : constant}
<p data-part="reply"${inputs ? "" : " hidden"}></p>
<div data-part="found">
  <p class="caption two" data-part="caption" aria-live="polite"></p>
  ${inputs ? layer(names, inputs) : ""}
  <details><summary>Why is the largest subtracted?</summary><p class="note">The largest logit is subtracted first because e to a large power outgrows every computer: e to the power of
    1000 would count as infinite. The shares of the sum stay the same.</p></details>
</div>`;
}
