// Several versions of one network: what each says of the picture, side by side, and which of them is shown.

import { sizeOf, splitByLayer, withWeights } from "./network.js";
import { highestOf, sharesOf } from "./prediction.js";

/** @import { DescribedLayer, Facts, Layer } from "./network.js" */

/**
 * One network for each version: the weights of one stand after those of the other.
 * @param {DescribedLayer[]} described
 * @param {Float32Array} numbers
 * @param {number} count
 * @returns {Layer[][]}
 */
export const networksOf = (described, numbers, count) =>
  evenly(numbers, count).map((own) => withWeights(described, own));

/**
 * What Python computed of each version, one array for each layer.
 * @param {Layer[]} layers
 * @param {Float32Array} numbers
 * @param {number} count
 */
export const valuesOf = (layers, numbers, count) =>
  evenly(numbers, count).map((own) =>
    // Until Python has computed them there are none.
    own.length ? splitByLayer(layers, own) : layers.map(({ shape }) => new Float32Array(sizeOf(shape))),
  );

/**
 * @param {Float32Array} numbers
 * @param {number} count
 */
function evenly(numbers, count) {
  const size = numbers.length / count;
  return Array.from({ length: count }, (_, at) => numbers.subarray(at * size, (at + 1) * size));
}

/**
 * What a version says in words: its highest class and how probable that is.
 * @param {Facts} facts
 * @param {Float32Array} values
 */
export function verdictOf({ scores, classes }, values) {
  const shares = sharesOf(scores, values);
  const best = highestOf(shares);
  return { name: classes[best], share: shares[best], text: shares[best].toFixed(3) };
}

/**
 * The table's markup: each row is one radio button, so that the arrow keys go from version to version.
 * @param {string} id
 * @param {Facts} facts
 */
export function versionTable(id, { versions, scores }) {
  if (!versions.length) return "";
  const [head, cells] = scores
    ? [
        `<th scope="col">Class</th><th scope="col">${scores === "sigmoid" ? "Output" : "Prob."}</th>`,
        (/** @type {number} */ at) => `<td id="${id}-class-${at}"></td><td id="${id}-share-${at}"></td>`,
      ]
    : ["", () => ""];
  const row = (/** @type {string} */ _, /** @type {number} */ at) => `<tr data-at="${at}"><th scope="row"><label>
    <input type="radio" name="${id}-version" value="${at}"${scores ? ` aria-describedby="${id}-class-${at} ${id}-share-${at}"` : ""}><span></span></label></th>${cells(at)}</tr>`;
  return `<fieldset class="versions" data-part="versions"><legend>${scores ? "What each version says" : "Versions"}</legend>
    <table><thead><tr><th scope="col">Version</th>${head}</tr></thead><tbody>${versions.map(row).join("")}</tbody></table>
    <p class="hint">Click, or arrow keys up and down</p></fieldset>`;
}

export class VersionTable {
  /**
   * `place` holds `versionTable(…)`; `choose(name)` hears of the row that was chosen.
   * @param {HTMLElement} place
   * @param {string[]} names
   * @param {(name: string) => void} choose
   */
  constructor(place, names, choose) {
    this.rows = /** @type {HTMLTableRowElement[]} */ ([...place.querySelectorAll("tbody tr")]);
    this.rows.forEach((row, at) => {
      const words = row.querySelector("label span");
      words.textContent = names[at];
      /** @type {HTMLElement} */ (words).title = names[at]; // a long one is cut
    });
    place.addEventListener("change", (/** @type {any} */ { target }) => choose(names[target.value]));
    place.addEventListener("click", (/** @type {any} */ { target }) => {
      const row = target.closest("tbody tr");
      if (!row || target.closest("label")) return; // a label chooses its button itself
      choose(names[row.dataset.at]);
      row.querySelector("input").focus({ preventScroll: true });
    });
  }

  /**
   * @param {number} chosen
   * @param {{ name: string, text: string }[]} verdicts None where the network gives no scores.
   */
  draw(chosen, verdicts) {
    this.rows.forEach((row, at) => {
      row.querySelector("input").checked = at === chosen;
      const verdict = verdicts[at];
      if (!verdict) return;
      [row.cells[1].textContent, row.cells[2].textContent] = [verdict.name, verdict.text];
      row.cells[1].title = verdict.name;
    });
  }
}
