// The panel below the strip: one layer's maps, one map, one unit; where it looks and how its value comes about.

import { listenToKeys } from "../kit/keys.js";
import { signOf } from "../kit/numbers.js";
import { GREY, gradient, SIGNS } from "../kit/paint.js";
import { digits } from "./digits.js";
import { boxOf, cellAt, mapAt, paintMap, paintSheet, placeUnder, sheetOf } from "./feature_sheet.js";
import { nice, times } from "./page.js";
import { indicesOf, placeOf, receptiveField } from "./receptive_field.js";
import { UnitArithmetic } from "./unit.js";
import { explainUnit } from "./unit_arithmetic.js";

/** @import { Part } from "../kit/view.js" */
/** @import { Range, Sheet, Theme } from "./feature_sheet.js" */
/** @import { Layer } from "./network.js" */
/**
 * @typedef {object} PanelOptions
 * @property {() => number[]} where The layer's place and the unit.
 * @property {(where: number[]) => void} go
 * @property {(nth: number) => void} choose Hears of an input map.
 * @property {(words: string) => void} say
 */
/**
 * The unit that is looked at.
 * @typedef {object} Here
 * @property {number} place Of its layer.
 * @property {number[]} unit
 * @property {Layer} layer
 * @property {Sheet} sheet
 * @property {number} at
 * @property {Float32Array} values
 * @property {Range} range
 * @property {number} map
 * @property {number} row
 * @property {number} column
 */

const LARGEST_TABLE = 1024; // cells

/**
 * Lay an element over a part of its frame, given as shares of it.
 * @param {HTMLElement} element
 * @param {Record<string, number>} box
 */
function put(element, box) {
  for (const [side, share] of Object.entries(box)) element.style.setProperty(side, `${100 * share}%`);
}

export class UnitPanel {
  /**
   * `where()` is the layer's place and the unit, `go(where)` goes elsewhere; `choose(nth)` hears of an input map.
   * @param {Part} part
   * @param {PanelOptions} options
   */
  constructor(part, { where, go, choose, say }) {
    this.part = part;
    this.where = where;
    this.go = go;
    this.say = say;
    this.arithmetic = new UnitArithmetic(part, { choose });
    this.listenToSheet();
    this.listenToMap();
  }

  // Where we are

  here() {
    const [place, ...unit] = this.where();
    const layer = this.layers[place];
    const sheet = sheetOf(layer.shape);
    const at = placeOf(layer.shape, unit);
    return {
      place,
      unit,
      layer,
      sheet,
      at,
      values: this.values[place],
      range: this.ranges[place],
      ...mapAt(sheet, at),
    };
  }

  /**
   * @param {number} map
   * @param {number} row
   * @param {number} column
   */
  goTo(map, row, column) {
    const { place, layer, sheet } = this.here();
    const at = Math.min(sheet.size - 1, cellAt(sheet, map, row, column));
    this.go([place, ...indicesOf(layer.shape, at)]);
  }

  // Drawing

  /**
   * The network has computed anew: the two canvases show old numbers.
   * @param {Layer[]} layers
   * @param {Float32Array[]} values
   * @param {Range[]} ranges
   * @param {Theme} theme
   */
  renew(layers, values, ranges, theme) {
    this.layers = layers;
    this.values = values;
    this.ranges = ranges;
    this.theme = theme;
    this.painted = undefined;
  }

  /** @param {number | undefined} nth */
  draw(nth) {
    const now = this.here();
    const { place, layer, sheet, at, map, row, column, values, range } = now;
    if (this.painted !== `${place} ${map}`) this.drawMaps(now);
    const cell = {
      left: column / sheet.width,
      top: row / sheet.height,
      width: 1 / sheet.width,
      height: 1 / sheet.height,
    };
    put(this.part("chosen"), sheet.maps > 1 ? boxOf(sheet, map) : cell);
    put(this.part("unit"), cell);
    const seen = this.drawField(now);
    this.arithmetic.show(explainUnit(this.layers, this.values, place, at, nth));
    this.say(`${nameOf(layer, now.unit)}: ${digits(values[at])}. ${seen}`);
    if (this.part("numbers").open) this.drawTable(now);
    this.part("low").textContent = digits(range.floor);
    this.part("middle").textContent = range.signed ? "0" : digits(range.top / 4); // grey goes by the square root
    this.part("high").textContent = digits(range.top);
  }

  /** @param {Here} options */
  drawMaps({ place, layer, sheet, map, values, range }) {
    this.painted = `${place} ${map}`;
    const [all, one] = ["sheet", "map"].map((name) => this.part(name));
    const canvas = all.querySelector("canvas");
    const several = sheet.maps > 1;
    paintSheet(canvas, values, sheet, range, this.theme);
    if (several) paintMap(one.querySelector("canvas"), values, sheet, map, range);
    this.part("one").hidden = !several;
    all.classList.toggle("bars", Boolean(sheet.bars));
    all.parentElement.classList.toggle("wide", !several);
    all.style.setProperty("--ratio", canvas.width / canvas.height);
    one.style.setProperty("--ratio", sheet.width / sheet.height);
    const count = several ? `${sheet.maps} feature maps` : `${sheet.size.toLocaleString("en")} numbers`;
    all.setAttribute("aria-label", `${layer.name}: ${count}. The arrow keys choose a ${several ? "map" : "number"}.`);
    one.setAttribute(
      "aria-label",
      `Map ${map} of ${layer.name}, ${sheet.height} by ${sheet.width}. The arrow keys choose a unit.`,
    );
    this.part("sheet words").innerHTML = `<b>${count}</b>${sheet.bars ? ", one bar each" : ""}`;
    this.part("map words").innerHTML = `<b>Map ${map}</b> ${times([sheet.height, sheet.width])}`;
    this.part("layer").textContent = layer.name;
    this.part("about").textContent =
      `${layer.kind}, output ${times(layer.shape)}. Parameters: ${nice(layer.formula)}${layer.formula === "0" ? ", it learns nothing" : ""}.`;
    this.part("ramp").style.background = gradient(range.signed ? SIGNS : GREY);
    this.part("ramp").parentElement.hidden = Boolean(sheet.bars);
  }

  /**
   * The receptive field: a frame on the picture, and its size in words.
   * @param {Here} options
   */
  drawField({ place, unit }) {
    const regions = receptiveField(this.layers, place, unit);
    const field = regions[0];
    const frame = this.part("field");
    frame.hidden = !field || place === 0;
    if (!field) return "It sees no pixel, only padding.";
    const [height, width] = this.layers[0].shape;
    const [[top, bottom], [left, right]] = field;
    const [high, wide] = [bottom - top + 1, right - left + 1];
    put(frame, { left: left / width, top: top / height, width: wide / width, height: high / height });
    const size = times([high, wide]);
    if (Object.keys(regions).some((earlier) => this.layers[Number(earlier)].operation === "unknown")) {
      return `Behind a layer that only Python can compute, it may see up to ${size} pixels of the picture.`;
    }
    if (high === height && wide === width) return `It sees the whole picture, ${size} pixels.`;
    return `It sees ${size} ${size === "1 × 1" ? "pixel" : "pixels"} of the picture: rows ${top} to ${bottom}, columns ${left} to ${right}.`;
  }

  /** @param {Here} options */
  drawTable({ layer, values, sheet, map }) {
    const place = this.part("table");
    if (sheet.height * sheet.width > LARGEST_TABLE) {
      place.textContent = `${times([sheet.height, sheet.width])} numbers are too many for a table. In Python they are feature_maps["${layer.name}"] of this scope.`;
      return;
    }
    const columns = Array.from({ length: sheet.width }, (_, column) => column);
    const cell = (/** @type {number} */ row, /** @type {number} */ column) => {
      const at = cellAt(sheet, map, row, column);
      return at < sheet.size ? `<td data-sign="${signOf(values[at])}">${digits(values[at])}</td>` : "<td></td>";
    };
    const line = (/** @type {unknown} */ _, /** @type {number} */ row) =>
      `<tr><th scope="row">${row}</th>${columns.map((column) => cell(row, column)).join("")}</tr>`;
    place.innerHTML = `<table class="numbers"><thead><tr><td></td>${columns.map((column) => `<th scope="col">${column}</th>`).join("")}</tr></thead>
      <tbody>${Array.from({ length: sheet.height }, line).join("")}</tbody></table>`;
  }

  // Listening

  listenToSheet() {
    const element = this.part("sheet");
    const many = () => this.here().sheet.maps > 1;
    listenToKeys(element, {
      size: () => {
        const { sheet } = this.here();
        return many() ? { height: sheet.rows, width: sheet.columns } : sheet;
      },
      at: () => {
        const { sheet, map, row, column } = this.here();
        return many() ? map : row * sheet.width + column;
      },
      go: (at) => {
        const { sheet, row, column } = this.here();
        if (many()) this.goTo(Math.min(at, sheet.maps - 1), row, column);
        else this.goTo(0, Math.floor(at / sheet.width), at % sheet.width);
      },
    });
    element.addEventListener("click", (/** @type {MouseEvent} */ event) => {
      const { sheet } = this.here();
      const [x, y] = sharesOfBox(event, element);
      const at = placeUnder(sheet, x, y);
      if (at === undefined) return;
      const { map, row, column } = mapAt(sheet, at);
      this.goTo(map, row, column);
    });
  }

  listenToMap() {
    const element = this.part("map");
    listenToKeys(element, {
      size: () => this.here().sheet,
      at: () => {
        const { sheet, row, column } = this.here();
        return row * sheet.width + column;
      },
      go: (at) => {
        const { sheet, map } = this.here();
        this.goTo(map, Math.floor(at / sheet.width), at % sheet.width);
      },
    });
    element.addEventListener("click", (/** @type {MouseEvent} */ event) => {
      const { sheet, map } = this.here();
      const [x, y] = sharesOfBox(event, element);
      this.goTo(map, Math.floor(y * sheet.height), Math.floor(x * sheet.width));
    });
  }
}

/**
 * Where in an element somebody clicked or dragged, as shares of its width and height below 1.
 * @param {MouseEvent} options
 * @param {HTMLElement} element
 */
export function sharesOfBox({ clientX, clientY }, element) {
  const box = element.getBoundingClientRect();
  return [(clientX - box.left) / box.width, (clientY - box.top) / box.height].map((share) =>
    Math.min(0.9999, Math.max(0, share)),
  );
}

/**
 * @param {Layer} options
 * @param {number[]} unit
 */
function nameOf({ name, shape }, unit) {
  if (shape.length !== 3) return `${name}, number ${unit.join(", ")}`;
  return `${name}, map ${unit[2]}, row ${unit[0]}, column ${unit[1]}`;
}
