// All feature maps of a layer on one canvas: maps side by side like stamps on a sheet, a short vector as bars.

import { GREY, ramp, SIGNS } from "../kit/paint.js";

/**
 * How a layer's numbers are laid out: `maps` maps of `height` x `width` cells, `columns` of them in a row.
 * @typedef {object} Sheet
 * @property {boolean} [bars]
 * @property {number} maps
 * @property {number} height
 * @property {number} width
 * @property {number} columns
 * @property {number} rows
 * @property {number} size
 */
/** @typedef {{ low: number, high: number, floor: number, top: number, signed: boolean }} Range */
/** @typedef {{ positive: string, negative: string, line: string }} Theme */

const GAP = 1; // cells between two maps
const MOST_BARS = 128; // a longer vector becomes a block of cells, read like a page
const [BARS_WIDE, BARS_HIGH] = [1024, 256]; // canvas pixels
const COLOURS = { signed: ramp(SIGNS), grey: ramp(GREY) };

/**
 * How a layer's numbers are laid out; `maps` maps of `height` x `width` cells, `columns` of them in a row.
 * @param {number[]} shape
 */
export function sheetOf(shape) {
  if (shape.length === 1 && shape[0] <= MOST_BARS) {
    return { bars: true, maps: 1, height: 1, width: shape[0], columns: 1, rows: 1, size: shape[0] };
  }
  const size = shape.reduce((all, one) => all * one, 1);
  const maps = shape.length === 3 ? shape[2] : 1;
  const width = shape.length === 1 ? Math.ceil(Math.sqrt(2 * size)) : shape.length === 3 ? shape[1] : shape.at(-1);
  const height = Math.ceil(size / maps / width);
  const columns = Math.min(maps, Math.max(1, Math.round(Math.sqrt((maps * (height + GAP)) / (width + GAP)))));
  return { maps, height, width, columns, rows: Math.ceil(maps / columns), size };
}

/**
 * The place, in the layer, of a cell of a map; and back. A bar is a cell too.
 * @param {Sheet} options
 * @param {number} map
 * @param {number} row
 * @param {number} column
 */
export const cellAt = ({ maps, width }, map, row, column) => (row * width + column) * maps + map;
/**
 * @param {Sheet} options
 * @param {number} at
 */
export const mapAt = ({ maps, width }, at) => {
  const cell = Math.floor(at / maps);
  return { map: at % maps, row: Math.floor(cell / width), column: cell % width };
};

/**
 * Where map number `map` lies on the sheet, as shares of its width and height.
 * @param {Sheet} options
 * @param {number} map
 */
export function boxOf({ columns, rows, height, width }, map) {
  const [across, down] = [columns * (width + GAP) - GAP, rows * (height + GAP) - GAP];
  return {
    left: ((map % columns) * (width + GAP)) / across,
    top: (Math.floor(map / columns) * (height + GAP)) / down,
    width: width / across,
    height: height / down,
  };
}

/**
 * The place under a point given as shares of the sheet; `undefined` between two maps.
 * @param {Sheet} sheet
 * @param {number} x
 * @param {number} y
 */
export function placeUnder(sheet, x, y) {
  const { maps, columns, height, width, rows, size } = sheet;
  const column = Math.floor(x * (columns * (width + GAP) - GAP));
  const row = Math.floor(y * (rows * (height + GAP) - GAP));
  const [across, down] = [column % (width + GAP), row % (height + GAP)];
  const map = Math.floor(row / (height + GAP)) * columns + Math.floor(column / (width + GAP));
  if (across >= width || down >= height || map >= maps || column < 0 || row < 0) return undefined;
  const at = cellAt(sheet, map, down, across);
  return at < size ? at : undefined;
}

/**
 * Lowest and highest number, and how they are coloured: with signs, or in grey where nothing is negative.
 * @param {Float32Array} values
 */
export function rangeOf(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const limit = Math.max(-low, high) || 1;
  // Grey goes by the square root: one strong map leaves the others visible.
  return low < 0
    ? { low, high, floor: -limit, top: limit, signed: true }
    : { low, high, floor: 0, top: limit, signed: false };
}

/**
 * The colours of bars, which stand on the page's own background.
 * @param {Element} element
 * @returns {Theme}
 */
export function themeOf(element) {
  const style = getComputedStyle(element);
  const [positive, negative, line] = ["--orange", "--blue", "--muted"].map((name) => style.getPropertyValue(name));
  return { positive, negative, line };
}

/**
 * Paint one map by itself.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} values
 * @param {Sheet} sheet
 * @param {number} map
 * @param {Range} range
 */
export function paintMap(canvas, values, sheet, map, range) {
  paintTiles(canvas, values, { ...sheet, columns: 1, rows: 1 }, range, map, map + 1);
}

/**
 * Paint the front of a layer's block: its strongest map, or a vector folded into columns.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} values
 * @param {number[]} shape
 * @param {number[]} cells Rows and columns of the front.
 * @param {Range} range
 */
export function paintFront(canvas, values, shape, [rows, columns], range) {
  if (shape.length === 3) {
    paintMap(canvas, values, sheetOf(shape), strongest(values, shape[2]), range);
    return;
  }
  const folded = new Float32Array(rows * columns);
  values.forEach((value, at) => {
    folded[shape.length === 1 ? (at % rows) * columns + Math.floor(at / rows) : at] = value;
  });
  const sheet = { maps: 1, height: rows, width: columns, columns: 1, rows: 1, size: rows * columns };
  paintTiles(canvas, folded, sheet, range, 0, 1);
}

/**
 * The map whose numbers add up to most, signs left aside.
 * @param {Float32Array} values
 * @param {number} maps
 */
function strongest(values, maps) {
  const sums = new Float64Array(maps);
  for (let at = 0; at < values.length; at++) sums[at % maps] += Math.abs(values[at]);
  return sums.indexOf(Math.max(...sums));
}

/**
 * Paint all maps of a layer; `theme` holds the colours of bars.
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} values
 * @param {Sheet} sheet
 * @param {Range} range
 * @param {Theme} theme
 */
export function paintSheet(canvas, values, sheet, range, theme) {
  if (sheet.bars) paintBars(canvas, values, range, theme);
  else paintTiles(canvas, values, sheet, range, 0, sheet.maps);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} values
 * @param {Sheet} sheet
 * @param {Range} options
 * @param {number} from
 * @param {number} to
 */
function paintTiles(canvas, values, sheet, { floor, top, signed }, from, to) {
  const { maps, height, width, columns, rows, size } = sheet;
  const across = columns * (width + GAP) - GAP;
  const down = rows * (height + GAP) - GAP;
  if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
  const picture = new ImageData(across, down);
  const cells = new Uint32Array(picture.data.buffer);
  const colours = signed ? COLOURS.signed : COLOURS.grey;
  for (let map = from; map < to; map++) {
    const nth = map - from;
    const corner = Math.floor(nth / columns) * (height + GAP) * across + (nth % columns) * (width + GAP);
    let at = map;
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width && at < size; column++, at += maps) {
        const share = (values[at] - floor) / (top - floor);
        const colour = Math.round(255 * (signed ? share : Math.sqrt(share)));
        cells[corner + row * across + column] = colours[Math.min(255, Math.max(0, colour))];
      }
    }
  }
  canvas.getContext("2d").putImageData(picture, 0, 0);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} values
 * @param {Range} options
 * @param {Theme} options
 */
function paintBars(canvas, values, { low, high }, { positive, negative, line }) {
  Object.assign(canvas, { width: BARS_WIDE, height: BARS_HIGH });
  const step = BARS_WIDE / values.length;
  const pen = canvas.getContext("2d");
  const [bottom, ceiling] = [Math.min(0, low), Math.max(0, high)];
  const y = (/** @type {number} */ value) =>
    BARS_HIGH - 1 - ((value - bottom) / (ceiling - bottom || 1)) * (BARS_HIGH - 2);
  values.forEach((value, at) => {
    pen.fillStyle = value < 0 ? negative : positive;
    pen.fillRect((at + 0.1) * step, Math.min(y(0), y(value)), 0.8 * step, Math.abs(y(0) - y(value)));
  });
  pen.fillStyle = line;
  pen.fillRect(0, y(0) - 1, BARS_WIDE, 2);
}
