// EdgeLab's page: what stands where. Behaviour is in edge_lab.js.

/** @import { Preset } from "./kernel.js" */

/** @type {[string, string][]} */
const VIEWS = [
  ["signed", "With signs"],
  ["absolute", "Absolute"],
  ["relu", "After ReLU"],
];
const SIZES = [3, 4, 5];

/**
 * @param {Preset[]} presets
 * @param {number} size
 */
const options = (presets, size) =>
  `<optgroup label="${size} × ${size}">${presets
    .filter(({ weights }) => weights.length === size)
    .map(({ name }) => `<option>${name}</option>`)
    .join("")}</optgroup>`;

/**
 * @param {string} name
 * @param {[string | number, string][]} choices
 */
const switches = (name, choices) =>
  choices
    .map(([value, label]) => `<label><input type="radio" name="${name}" value="${value}">${label}</label>`)
    .join("");

/**
 * The markup; `id` keeps the radio groups and descriptions of two views apart.
 * @param {string} id
 * @param {Preset[]} presets
 */
export function page(id, presets) {
  return `
<h3 class="title">EdgeLab</h3><p>A kernel slides over the picture: products, one sum, one new pixel.</p>
<div class="stage">
  <figure class="before">
    <div class="frame" data-part="picture" role="application" tabindex="0" aria-describedby="${id}-pixel">
      <canvas aria-hidden="true"></canvas><i class="ring window" hidden></i></div>
    <figcaption><b>Picture</b> <span data-part="picture-size"></span></figcaption>
    <div class="own"><span data-part="file"></span> <span class="hint">or drop one here; it stays on your computer</span></div>
    <p class="problem" data-part="file-problem" role="status"></p>
  </figure>
  <div class="kernel" role="group" aria-label="Kernel">
    <label>Kernel <select data-part="preset">${SIZES.map((size) => options(presets, size)).join("")}
      <option value="your kernel" disabled>your own numbers</option></select></label>
    <div class="views" data-part="size" role="radiogroup" aria-label="Rows and columns of the kernel">${switches(
      `${id}-size`,
      SIZES.map((size) => [size, `${size} × ${size}`]),
    )}</div>
    <div class="weights" data-part="weights"></div>
    <p class="problem" data-part="problem" id="${id}-problem" role="status"></p>
    <p class="note" data-part="note"></p>
  </div>
  <figure class="after">
    <div class="frame" data-part="result">
      <canvas role="img" aria-label="Result, hidden until you predict or press Show me"></canvas>
      <i class="ring" hidden></i>
      <b class="tag" data-part="tag" aria-hidden="true" hidden></b>
      <div data-part="cover"></div>
    </div>
    <figcaption><b>Result</b> <span data-part="result-size"></span></figcaption>
  </figure>
</div>
<div class="found" data-part="found">
  <div class="bar">
    <div class="views" data-part="view" role="radiogroup" aria-label="How to show the result">${switches(`${id}-view`, VIEWS)}</div>
    <div class="legend"><span class="ramp"></span><span data-part="low"></span><span data-part="middle"></span><span data-part="high"></span></div>
  </div>
  <div class="asked"><p class="caption two" data-part="caption" aria-live="polite"></p><p data-part="reply"></p></div>
  <details>
    <summary>The arithmetic of one pixel</summary>
    <p class="hint">Point at a picture, tap it, or focus the first picture and press the arrow keys. Go to
      <button type="button" class="quiet" data-part="lowest">the lowest value</button>
      <button type="button" class="quiet" data-part="highest">the highest value</button></p>
    <div class="equation">
      <div data-part="patch"></div><span class="sign">×</span>
      <div data-part="kernel"></div><span class="sign">=</span>
      <div data-part="products"></div><div class="answer"><span class="sign">→</span>
      <dl><div><dt>Their sum</dt><dd data-part="sum"></dd></div><div><dt>After ReLU</dt><dd data-part="relu"></dd></div></dl></div>
    </div>
    <p class="caption" id="${id}-pixel" data-part="pixel" aria-live="polite"></p>
  </details>
</div>`;
}
