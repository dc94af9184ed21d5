// Units that take many numbers together: a window that is weighed or pooled, all inputs of a dense unit.

import { digits } from "./digits.js";
import { eachInWindow } from "./network_layers.js";
import { placeOf } from "./receptive_field.js";
import { finished, mapName } from "./unit_steps.js";
import { channelsOf, partsOf, total, windowOver } from "./unit_sums.js";

/** @import { Context } from "./unit_steps.js" */

const MOST_CELLS = 64; // a larger window than 8 x 8 is told in numbers only
const MOST_PARTS = 8; // of a dense unit's contributions

/** @param {Context} context */
export function convolution(context) {
  const {
    layer,
    indices,
    inputs: [input],
    nth,
  } = context;
  const [height, width] = layer.settings.size;
  const { first, count } = channelsOf(layer, input.shape[2], indices[2]);
  const parts = partsOf(layer, input.values, input.shape, indices);
  const sizes = parts.map(Math.abs);
  const chosen = Math.min(nth ?? sizes.indexOf(Math.max(...sizes)), count - 1);
  const shown = windowOver(layer, input.values, input.shape, indices, chosen);
  const grid = (/** @type {string} */ caption, /** @type {number[]} */ values, /** @type {number[]} */ pale = []) => ({
    caption,
    height,
    width,
    values,
    pale,
  });
  const grids =
    height * width > MOST_CELLS
      ? []
      : [
          grid(`Patch of ${mapName(input, shown.channel)}`, shown.pixels, shown.beyond),
          grid("Kernel", shown.weights),
          grid("Products", shown.products),
        ];
  const beyond = shown.beyond.length ? " Pale cells lie beyond the rim and count as 0." : "";
  return {
    grids,
    signs: ["×", "="],
    parts: parts.map((value, one) => ({ at: one, label: mapName(input, first + one), value })),
    shown: chosen,
    steps: finished(context, parts),
    rule: `Patch times kernel, cell by cell, for ${count === 1 ? "one input map" : `each of the ${count} input maps`}; then all is added up.${beyond}`,
  };
}

/** @param {Context} context */
export function pooling(context) {
  const {
    layer,
    indices: [row, column, map],
    inputs: [input],
  } = context;
  const [height, width] = layer.settings.size;
  const cells = new Array(height * width);
  eachInWindow(layer.settings, input.shape, row, column, (cell, pixel) => {
    cells[cell] = input.values[pixel * input.shape[2] + map];
  });
  return pooled(cells, height, width, layer.operation === "max_pooling2d", `Window on ${mapName(input, map)}`);
}

/** @param {Context} context */
export function globallyPooled(context) {
  const {
    layer,
    indices,
    inputs: [input],
  } = context;
  const [height, width, maps] = input.shape;
  const map = indices.at(-1);
  const cells = Array.from({ length: height * width }, (_, pixel) => input.values[pixel * maps + map]);
  return pooled(cells, height, width, layer.operation === "global_max_pooling2d", `All of ${mapName(input, map)}`);
}

/**
 * @param {(number | undefined)[]} cells
 * @param {number} height
 * @param {number} width
 * @param {boolean} largest
 * @param {string} caption
 */
function pooled(cells, height, width, largest, caption) {
  const inside = cells.filter((value) => value !== undefined);
  const winner = Math.max(...inside);
  const mean = total(inside) / inside.length;
  const at = cells.indexOf(winner);
  const where = `row ${Math.floor(at / width)}, column ${at % width} of the window`;
  return {
    grids: cells.length > MOST_CELLS ? [] : [{ caption, height, width, values: cells, best: largest ? [at] : [] }],
    signs: /** @type {string[]} */ ([]),
    steps: largest
      ? [{ label: `Largest of ${inside.length}`, value: winner }]
      : [
          { label: "Sum", value: total(inside) },
          { label: `÷ ${inside.length} = mean`, value: mean },
        ],
    rule: largest
      ? `The largest number wins; it stands in ${where}. The others are forgotten.`
      : "All numbers of the window count alike.",
  };
}

/** @param {Context} context */
export function weighed(context) {
  const {
    layer,
    indices,
    inputs: [input],
  } = context;
  const parts = partsOf(layer, input.values, input.shape, indices);
  const [kernel] = layer.weights;
  const start = placeOf(layer.shape.slice(0, -1), indices.slice(0, -1)) * parts.length;
  const order = [...parts.keys()].sort((one, other) => Math.abs(parts[other]) - Math.abs(parts[one]));
  const listed = order.slice(0, MOST_PARTS);
  return {
    parts: listed.map((from) => ({
      at: from,
      label: `input ${from}: ${digits(input.values[start + from])} × ${digits(kernel[from * layer.shape.at(-1) + indices.at(-1)], true)}`,
      value: parts[from],
    })),
    rest:
      order.length > MOST_PARTS
        ? { count: order.length - MOST_PARTS, value: total(order.slice(MOST_PARTS).map((from) => parts[from])) }
        : null,
    steps: finished(context, parts),
    rule: `Each of the ${parts.length.toLocaleString("en")} inputs times its own weight. The largest contributions come first; inputs count from 0.`,
  };
}
