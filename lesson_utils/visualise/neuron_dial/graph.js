// The graph of an activation function with a dot on it, as SVG that follows the theme.

import { number } from "../kit/numbers.js";
import { activate, DECIMALS } from "./neuron.js";

/** @import { ActivationName } from "./neuron.js" */

const [WIDTH, HEIGHT] = [320, 250];
const MARGIN = { left: 34, right: 16, top: 16, bottom: 30 };
const POINTS = 120;
/** @type {Record<string, number[]>} */
const HEIGHTS = { relu: [-0.25, 1], linear: [-1, 1] }; // of the reach; the others have a height of their own
/** @type {Record<string, number[]>} */
const SQUEEZED = { sigmoid: [-0.25, 1.25], tanh: [-1.25, 1.25] };

/**
 * How far the graph reaches to both sides: doubled until the sum has room.
 * @param {number} total
 */
export function reachFor(total) {
  let reach = 4;
  while (Math.abs(total) > 0.9 * reach) reach *= 2;
  return reach;
}

/**
 * The lowest and highest output that the graph shows.
 * @param {ActivationName} activation
 * @param {number} reach
 */
export function heightsFor(activation, reach) {
  return SQUEEZED[activation] ?? HEIGHTS[activation].map((part) => part * reach);
}

/**
 * The SVG's markup for a sum and an activation.
 * @param {number} total
 * @param {ActivationName} activation
 */
export function graph(total, activation) {
  const reach = reachFor(total);
  const [low, high] = heightsFor(activation, reach);
  const across = (/** @type {number} */ sum) =>
    MARGIN.left + ((sum + reach) / (2 * reach)) * (WIDTH - MARGIN.left - MARGIN.right);
  const down = (/** @type {number} */ output) =>
    MARGIN.top + ((high - output) / (high - low)) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const curve = Array.from({ length: POINTS + 1 }, (_, step) => {
    const sum = -reach + (2 * reach * step) / POINTS;
    return `${across(sum).toFixed(1)},${down(activate(sum, activation)).toFixed(1)}`;
  });
  const output = activate(total, activation);
  const [x, y, left, base] = [across(total), down(output), across(0), down(0)];
  const ticks = [-reach, -reach / 2, reach / 2, reach].map(
    (sum) =>
      `<line class="tick" x1="${across(sum)}" x2="${across(sum)}" y1="${base - 3}" y2="${base + 3}"/>
     <text x="${across(sum)}" y="${base + 17}" text-anchor="middle">${number(sum)}</text>`,
  );
  const levels =
    activation in SQUEEZED
      ? [-1, 0.5, 1].filter((one) => one > low)
      : [-reach / 2, reach / 2, reach].filter((one) => one >= low);
  const marks = levels.map(
    (level) =>
      `<line class="tick" x1="${left - 3}" x2="${left + 3}" y1="${down(level)}" y2="${down(level)}"/>
     <text x="${left - 7}" y="${down(level) + 4}" text-anchor="end">${number(level)}</text>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Graph of ${activation}: the sum ${number(total, DECIMALS)} gives the output ${number(output, DECIMALS)}.">
    <line class="axis" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${base}" y2="${base}"/>
    <line class="axis" x1="${left}" x2="${left}" y1="${MARGIN.top}" y2="${HEIGHT - MARGIN.bottom}"/>
    ${ticks.join("")}${marks.join("")}
    <text class="name" x="${WIDTH - MARGIN.right}" y="${base - 8}" text-anchor="end">sum</text>
    <text class="name" x="${left + 8}" y="${MARGIN.top + 4}">output</text>
    <polyline class="curve" points="${curve.join(" ")}"/>
    <path class="drop" d="M${x} ${base}V${y}H${left}"/>
    <circle class="dot" cx="${x}" cy="${y}" r="6.5"/>
  </svg>`;
}
