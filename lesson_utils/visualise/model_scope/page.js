// ModelScope's page: what stands where. Behaviour is in model_scope.js.

import { escaped } from "../kit/text.js";
import { versionTable } from "./versions.js";

/** @import { Drawing, Facts, Layer } from "./network.js" */

/** @param {number[]} shape */
export const times = (shape) => shape.map((size) => size.toLocaleString("en")).join(" × ");
/** @param {string} formula */
export const nice = (formula) => formula.replaceAll(" x ", " × ");

/**
 * @param {Layer} options
 * @param {number} at
 * @param {string} id
 */
const tab = (
  { name, kind, shape, formula, drawing },
  at,
  id,
) => `<button type="button" role="tab" id="${id}-tab-${at}" aria-controls="${id}-panel" data-at="${at}">
  ${block(drawing)}<b>${escaped(name).replaceAll("_", "_<wbr>")}</b>
  <span>${escaped(kind)}</span><span>${times(shape)}</span><span>${formula === "0" ? "learns nothing" : `learns ${formula.split(" = ").at(-1)} numbers`}</span></button>`;

/**
 * A layer's block, drawn in Python, with a canvas on its front.
 * @param {Drawing} options
 */
function block({ svg, width, height, front: [left, top, wide, high] }) {
  const place = `left:${left}px;top:${top}px;width:${wide}px;height:${high}px`;
  return `<span class="block" style="width:${width}px;height:${height}px">${svg}<canvas aria-hidden="true" style="${place}"></canvas></span>`;
}

/** @param {Layer} options */
const line = ({ name, kind, shape, formula }) =>
  `<tr><th scope="row">${escaped(name)}</th><td>${escaped(kind)}</td><td>${times(shape)}</td><td>${nice(formula)}</td></tr>`;

/**
 * The markup; `id` keeps the radio groups and descriptions of two views apart.
 * @param {string} id
 * @param {Facts} facts
 * @param {Layer[]} layers
 */
export function page(id, facts, layers) {
  const [height, width, channels] = layers[0].shape;
  const fixed = facts.total - facts.trainable;
  const note = facts.in_python.length
    ? `<p class="note in-python">The browser does not know how to compute ${facts.in_python.map(escaped).join(", ")}; so Python computes this network, and it needs a moment after every change.</p>`
    : "";
  return `
<h3 class="title">ModelScope</h3><p>Your network <span class="name">${escaped(facts.model)}</span> ${facts.versions.length ? `in ${facts.versions.length} versions, ` : ""}at work on one picture, layer by layer.</p>
${note}
<div class="stage${facts.versions.length ? " several" : ""}">
  <figure class="before">
    <div class="frame" data-part="picture" role="application" tabindex="0" aria-label="Picture, ${height} by ${width} pixels. The arrow keys shift it or move the grey square, with Shift by ten.">
      <canvas aria-hidden="true"></canvas><i class="field" data-part="field" hidden></i></div>
    <figcaption><b data-part="which">Picture</b> ${times([height, width])} pixels, ${channels === 3 ? "in colour" : "grey"}</figcaption>
  </figure>
  <div class="controls" data-part="controls">
    <div class="row" data-part="several" role="group" aria-label="Pictures"><button type="button" data-do="back">Back</button><button type="button" data-do="next">Next</button></div>
    <p class="hint">Arrow keys or drag</p>
    <div class="views" role="radiogroup" aria-label="What the arrow keys and dragging do to the picture">
      <label><input type="radio" name="${id}-arrows" value="shift" checked>shift it</label>
      <label><input type="radio" name="${id}-arrows" value="cover">cover a part</label></div>
    <div class="row"><span data-part="own"></span><button type="button" data-do="restore">As it was</button></div>
    <p class="problem" data-part="problem" role="status"></p>
  </div>
  <div class="after asked">
    <div data-part="outcome"><div data-part="prediction"><table class="predicted"><caption></caption><thead></thead><tbody></tbody></table></div>${versionTable(id, facts)}</div>
    <div data-part="cover"></div>
  </div>
</div>
<p data-part="reply"></p>
<div data-part="found">
  <div class="strip" role="tablist" aria-label="Layers, from the picture to the prediction" data-part="strip">${layers.map((layer, at) => tab(layer, at, id)).join("")}</div>
  <div class="panel" role="tabpanel" id="${id}-panel" data-part="panel">
    <p class="heading"><b data-part="layer"></b> <span data-part="about"></span></p>
    <div class="maps">
      <figure class="all"><div class="frame" data-part="sheet" role="application" tabindex="0"><canvas aria-hidden="true"></canvas><i class="field" data-part="chosen"></i></div>
        <figcaption data-part="sheet words"></figcaption></figure>
      <figure class="one" data-part="one"><div class="frame" data-part="map" role="application" tabindex="0"><canvas aria-hidden="true"></canvas><i class="field" data-part="unit"></i></div>
        <figcaption data-part="map words"></figcaption></figure>
      <div class="told">
        <div class="legend"><span class="ramp" data-part="ramp"></span><span data-part="low"></span><span data-part="middle"></span><span data-part="high"></span></div>
        <p class="caption" data-part="caption" aria-live="polite"></p>
      </div>
    </div>
    <details data-part="working">
      <summary>The arithmetic of this number</summary>
      <p class="hint" data-part="rule"></p>
      <div class="equation" data-part="grids"></div>
      <div class="parts" data-part="parts"></div>
      <dl data-part="steps"></dl>
    </details>
    <details data-part="numbers"><summary>The numbers of this map as a table</summary><div class="scroll" data-part="table" role="region" tabindex="0" aria-label="The numbers of this map"></div></details>
  </div>
  <details class="overview">
    <summary>All layers as a table: ${facts.total.toLocaleString("en")} parameters</summary>
    <div class="scroll" role="region" tabindex="0" aria-label="All layers"><table class="layers"><thead><tr><th scope="col">Layer</th><th scope="col">Kind</th><th scope="col">Output</th><th scope="col">Parameters</th></tr></thead>
      <tbody>${layers.map(line).join("")}</tbody>
      <tfoot><tr><th scope="row" colspan="3">Total</th><td>${facts.total.toLocaleString("en")}${fixed ? `, of which ${fixed.toLocaleString("en")} are not changed by training` : ""}</td></tr></tfoot></table></div>
  </details>
  <p class="hint">Trained it further? <button type="button" class="quiet" data-do="refresh">Read the weights again</button> Rows, columns and maps count from 0, as in NumPy. <span data-part="status" role="status"></span></p>
</div>`;
}
