// ChannelMixer's page: what stands where. Behaviour is in channel_mixer.js.

import { CHANNELS } from "./mixing.js";

/** @param {string} word */
const capital = (word) => `${word[0].toUpperCase()}${word.slice(1)}`;

/** @param {string} channel */
const fields = (channel) =>
  Array.from(
    { length: 9 },
    (_, at) =>
      `<input type="text" autocomplete="off" aria-label="${channel} weight, row ${Math.floor(at / 3)} column ${at % 3}">`,
  ).join("");

/**
 * @param {string} part
 * @param {string} label
 */
const frame = (part, label) =>
  `<div class="frame" data-part="${part}"><canvas role="img" aria-label="${label}"></canvas><i class="ring" hidden></i></div>`;

/** @param {string} channel */
const row = (channel) => `<div class="channel" role="group" aria-label="${capital(channel)} channel">
  <figure>${frame(`channel ${channel}`, `${capital(channel)} channel in grey, white for much ${channel}`)}
    <figcaption><i class="swatch ${channel}"></i><b>${capital(channel)}</b></figcaption></figure>
  <span class="sign" aria-hidden="true">→</span>
  <div class="weights" data-part="weights ${channel}">${fields(channel)}</div>
  <span class="sign later" aria-hidden="true">→</span>
  <figure class="later">${frame(`map ${channel}`, "")}<figcaption data-part="range ${channel}"></figcaption></figure>
</div>`;

/** @param {string} channel */
const column = (channel) =>
  `<div><div data-part="patch ${channel}"></div><div data-part="products ${channel}"></div></div>`;

/**
 * @param {string} name
 * @param {string} part
 * @param {string} [className]
 */
const line = (name, part, className = "") =>
  `<tr class="${className}"><th scope="row">${name}</th><td data-part="${part}"></td></tr>`;

const ledger = `<table class="ledger"><caption>Added up</caption><tbody>
  ${CHANNELS.map((channel) => line(`nine products, ${channel}`, `sum ${channel}`)).join("")}
  ${line("bias", "bias again")}${line("sum", "total", "total")}${line("after ReLU", "output", "output")}</tbody></table>`;

/**
 * The markup; `id` keeps the radio groups and descriptions of two views apart, `count` is the number of filters.
 * @param {string} id
 * @param {number} count
 */
export function page(id, count) {
  return `
<h3 class="title">ChannelMixer</h3><p>Three channels, three tables of weights, one sum, one bias: one feature map.</p>
<div class="filters" role="radiogroup" aria-label="Filter" data-part="filters">${Array.from(
    { length: count },
    (_, place) =>
      `<label><input type="radio" name="${id}-filter" value="${place}"><canvas aria-hidden="true"></canvas><span></span></label>`,
  ).join("")}</div>
<div class="stage">
  <figure class="whole">
    <div class="frame" data-part="picture" role="application" tabindex="0" aria-describedby="${id}-pixel"><canvas aria-hidden="true"></canvas><i class="ring" hidden></i></div>
    <figcaption><b>Picture</b> <span data-part="size"></span></figcaption>
    <div class="own"><span data-part="file"></span><span class="hint">or drop one here; it stays on your computer</span></div>
    <p class="problem" data-part="file-problem" role="status"></p>
  </figure>
  <div class="channels">${CHANNELS.map(row).join("")}</div>
  <div class="result asked">
    <div data-part="results"><figure class="later">${frame("sum", "")}<figcaption><b>Sum:</b> <span data-part="range sum"></span></figcaption></figure>
    <p class="step"><label>+ bias <input type="text" autocomplete="off" aria-label="bias" data-part="bias"></label> <span class="later">↓ ReLU</span></p>
    <figure class="later">${frame("relu", "")}<figcaption><b>Feature map:</b> <span data-part="range relu"></span></figcaption></figure></div>
    <div data-part="cover"></div>
  </div>
</div>
<div class="below"><button type="button" class="quiet" data-part="restart">Back to the numbers at the start</button>
  <span class="legend later" aria-hidden="true"><span class="ramp"></span><span>− negative</span><span>0</span><span>positive +</span></span></div>
<p class="problem" data-part="problem" role="status"></p>
<div data-part="found">
  <div class="asked"><p class="caption two" data-part="caption" aria-live="polite"></p><p data-part="reply"></p></div>
  <details>
    <summary>The arithmetic of one pixel</summary>
    <p class="hint">Tap any picture, or focus the first one and press the arrow keys. Go to
      <button type="button" class="quiet" data-part="lowest">the lowest sum</button>
      <button type="button" class="quiet" data-part="highest">the highest sum</button></p>
    <div class="equation">${CHANNELS.map(column).join("")}${ledger}</div>
    <p class="caption" id="${id}-pixel" data-part="pixel" aria-live="polite"></p>
    <p class="note">Multiply, add up, add a bias, ReLU: a filter is one neuron with 27 inputs, used again at every place of the picture.</p>
  </details>
  <details>
    <summary>How many parameters?</summary>
    <div class="asked"><div><p data-part="count reply"></p><ul class="lines" data-part="lines"></ul></div><div data-part="count cover"></div></div>
  </details>
</div>`;
}
