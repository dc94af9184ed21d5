// What FlattenMap says. `forwards`, `backwards` and `cellInWords` are twins of words.py.

import { cellAt, flatIndex } from "./flattening.js";

/** @import { Judgement } from "../kit/predict.js" */

/**
 * The rule, filled with a cell's numbers.
 * @param {number[]} cell
 * @param {number[]} shape
 */
export function forwards(cell, shape) {
  const [row, column, channel] = cell;
  return `(${row} × ${shape[1]} + ${column}) × ${shape[2]} + ${channel} = ${flatIndex(cell, shape)}`;
}

/**
 * A cell found from its index: two divisions, whose remainders are the channel and the column.
 * @param {number} index
 * @param {number[]} shape
 */
export function backwards(index, shape) {
  const [row, column, channel] = cellAt(index, shape);
  const pixel = Math.floor(index / shape[2]);
  return (
    `${index} = ${pixel} × ${shape[2]} + ${channel}: pixel ${pixel}, channel ${channel}. ` +
    `${pixel} = ${row} × ${shape[1]} + ${column}: row ${row}, column ${column}.`
  );
}

/** @param {number[]} pair */
export const cellInWords = ([row, column, channel]) => `row ${row}, column ${column}, channel ${channel}`;

/**
 * Where a cell lands, and how far from it its neighbours do.
 * @param {number[]} cell
 * @param {number[]} shape
 */
export function describe(cell, shape) {
  const [row, column, channel] = cell;
  const [height, width, channels] = shape;
  const land = (/** @type {string} */ name, /** @type {number[]} */ neighbour, /** @type {string} */ way) =>
    `the neighbour ${name} at ${flatIndex(neighbour, shape)} (${way} further)`;
  const neighbours = [
    column + 1 < width && land("to the right", [row, column + 1, channel], `${channels}`),
    row + 1 < height && land("below", [row + 1, column, channel], `${width} × ${channels} = ${width * channels}`),
  ].filter(Boolean);
  const words = `${cellInWords(cell)} lands at index ${flatIndex(cell, shape)}${neighbours.map((one) => `, ${one}`).join("")}.`;
  return words[0].toUpperCase() + words.slice(1);
}

/**
 * Whether a predicted index is right, and why; well-known slips are called by their names.
 * @param {number | null} answer
 * @param {number[]} cell
 * @param {number[]} shape
 * @returns {Judgement}
 */
export function judge(answer, cell, shape) {
  const index = flatIndex(cell, shape);
  const [row, column, channel] = cell;
  const mapAfterMap = (channel * shape[0] + row) * shape[1] + column;
  const columnFirst = (column * shape[0] + row) * shape[2] + channel;
  const slip =
    {
      [columnFirst]: "You went down the columns; Flatten goes along the rows.",
      [mapAfterMap]:
        "That would be one whole feature map after the other; Flatten writes all channels of a pixel side by side.",
      [index + 1]: "You counted from 1; NumPy and Keras count from 0.",
    }[answer] ?? "Flatten reads like a book: row by row, pixel by pixel, and of each pixel channel by channel.";
  return { right: answer === index, why: `${forwards(cell, shape)}.`, slip };
}
