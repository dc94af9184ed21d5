// EdgeLab's page: what stands where. Behaviour is in edge_lab.js.

const PLACES = ["row 1 column 1", "row 1 column 2", "row 1 column 3", "row 2 column 1", "row 2 column 2"].concat([
  "row 2 column 3", "row 3 column 1", "row 3 column 2", "row 3 column 3",
]);

const grid = (name, cells) => `<table class="grid"><caption>${name}</caption><tbody>${[0, 3, 6]
  .map((start) => `<tr>${cells.slice(start, start + 3).join("")}</tr>`).join("")}</tbody></table>`;

const numbers = (part) => PLACES.map(() => `<td data-cell="${part}"></td>`);

const VIEWS = [["signed", "With signs"], ["absolute", "Absolute"], ["relu", "After ReLU"]];

/** The markup; `id` keeps the radio groups and descriptions of two views apart. */
export function page(id, presets, height, width) {
  return `
<p class="title"><b>EdgeLab</b> A kernel slides over the picture: nine products, one sum, one new pixel.</p>
<div class="stage">
  <figure class="before">
    <div class="frame" data-part="picture" role="application" tabindex="0" aria-describedby="${id}-pixel"
      aria-label="Picture, ${height} by ${width} pixels. The arrow keys move the window by one pixel, with Shift by ten.">
      <canvas aria-hidden="true"></canvas><i class="ring window" hidden></i></div>
    <figcaption><b>Picture</b> ${height} × ${width}, 0 black to 255 white</figcaption>
  </figure>
  <div class="kernel" role="group" aria-label="Kernel">
    <label>Kernel <select data-part="preset">${presets.map(({ name }) => `<option>${name}</option>`).join("")}
      <option value="your kernel" disabled>your own numbers</option></select></label>
    <div class="weights">${PLACES.map((place) => `<input type="number" step="any" aria-label="kernel ${place}">`).join("")}</div>
    <p class="note" data-part="note"></p>
  </div>
  <figure class="after">
    <div class="frame" data-part="result">
      <canvas role="img" aria-label="Result, hidden until you predict or press Show me"></canvas>
      <i class="ring" hidden></i>
      <div class="cover" role="group" aria-labelledby="${id}-question">
        <p id="${id}-question" data-part="question"></p>
        <div class="choices">
          <button type="button" value="negative">− Negative</button>
          <button type="button" value="zero">0 Zero</button>
          <button type="button" value="positive">+ Positive</button>
        </div>
        <button type="button" class="quiet" value="">Show me</button>
      </div>
    </div>
    <figcaption><b>Result</b> ${height - 2} × ${width - 2}, where the whole kernel fits</figcaption>
  </figure>
</div>
<p class="reply" data-part="reply" tabindex="-1" hidden></p>
<div class="found" data-part="found" hidden>
  <div class="bar">
    <div class="views" role="radiogroup" aria-label="How to show the result">${VIEWS.map(([value, name]) =>
      `<label><input type="radio" name="${id}-view" value="${value}">${name}</label>`).join("")}</div>
    <div class="legend"><span class="ramp"></span><span data-part="low"></span><span data-part="middle"></span><span data-part="high"></span></div>
  </div>
  <p class="caption" data-part="caption" aria-live="polite"></p>
  <details open>
    <summary>The arithmetic of one pixel</summary>
    <p class="hint">Point at a picture, tap it, or focus the first picture and press the arrow keys. Go to
      <button type="button" class="quiet" data-part="lowest">the lowest value</button>
      <button type="button" class="quiet" data-part="highest">the highest value</button></p>
    <div class="sum">
      ${grid("Pixels under the window", numbers("patch"))}<span class="sign">×</span>
      ${grid("Kernel", numbers("kernel"))}<span class="sign">=</span>
      ${grid("Nine products", numbers("products"))}<span class="sign">→</span>
      <dl><div><dt>Their sum</dt><dd data-part="sum"></dd></div><div><dt>After ReLU</dt><dd data-part="relu"></dd></div></dl>
    </div>
    <p class="caption" id="${id}-pixel" data-part="pixel" aria-live="polite"></p>
  </details>
</div>`;
}
