// What a pooling layer computes. The browser's twin of pooling.py: the tests hold the two together.

import { stops } from "../sliding/sliding.js";

/** @import { How } from "../sliding/sliding.js" */
/**
 * What one window gives.
 * @typedef {{ values: number[], largest: number, total: number, average: number, winners: number[][] }} Pooled
 */

/**
 * The real cells of one window, [row, column, value] each: padding does not count.
 * @param {number[][]} image
 * @param {number[]} rows
 * @param {number[]} columns
 */
const realCells = (image, rows, columns) =>
  rows
    .flatMap((row) => columns.map((column) => [row, column, image[row]?.[column]]))
    .filter(([, , value]) => value !== undefined);

/**
 * Largest number, the cells that hold it, total and mean of one window.
 * @param {number[][]} image
 * @param {number[]} rows
 * @param {number[]} columns
 */
export function poolWindow(image, rows, columns) {
  const cells = realCells(image, rows, columns);
  const values = cells.map(([, , value]) => value);
  const largest = Math.max(...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  return {
    values,
    largest,
    total,
    average: total / values.length,
    winners: cells.filter(([, , value]) => value === largest),
  };
}

/**
 * Both kinds of pooling over a whole image; `how` is { strides, padding }.
 * @param {number[][]} image
 * @param {number} size
 * @param {How} how
 */
export function pool(image, size, how) {
  const { rows, columns } = stops(image, [size, size], how);
  const results = rows.map((row) => columns.map((column) => poolWindow(image, row, column)));
  return {
    largest: results.map((line) => line.map(({ largest }) => largest)),
    average: results.map((line) => line.map(({ average }) => average)),
  };
}

/**
 * Move an image by whole cells; 0 comes in where it leaves.
 * @param {number[][]} image
 * @param {number[]} pair
 */
export const shift = (image, [down, right]) =>
  image.map((line, row) => line.map((_, column) => image[row - down]?.[column - right] ?? 0));

/**
 * How many outputs are no longer what they were.
 * @param {number[][]} before
 * @param {number[][]} after
 */
export const changed = (before, after) =>
  before.flat().filter((value, at) => Math.abs(value - after.flat()[at]) > 1e-6).length;
