// ConfusionGrid's page: what is where. Behaviour is in confusion_grid.js.

import { escaped } from "../kit/text.js";

/** @param {string[]} names */
const table = (
  names,
) => `<table class="matrix" role="grid" aria-label="Rows: true classes. Columns: predicted classes.">
  <thead><tr><th scope="col">true ↓ predicted →</th>${names.map((name) => `<th scope="col"><span>${escaped(name)}</span></th>`).join("")}</tr></thead>
  <tbody>${names
    .map((name) => `<tr><th scope="row">${escaped(name)}</th>${names.map(() => "<td></td>").join("")}</tr>`)
    .join("")}</tbody></table>`;

/** @param {string[]} names */
export const page = (names) => `
  <h3 class="title">ConfusionGrid</h3><p>Every image is in one cell: its row is what it shows, its column what the network says.</p>
  <div class="asked"><div class="stage" data-part="stage">
    <p data-part="reply"></p>
    <div class="scroll veiled" data-part="table">${table(names)}</div>
    <p class="note">The darker a cell, the larger its share of its row. On the diagonal, framed with dots, is what is right.</p>
    <p class="caption two" data-part="caption" aria-live="polite"></p>
    <div class="behind" data-part="behind"></div>
    <div class="bar-of-buttons"><button type="button" data-part="worst">Show the next pair that is mixed up</button></div>
  </div><div data-part="cover"></div></div>`;
