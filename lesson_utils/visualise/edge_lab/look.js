// How a result looks in each of the three views.

import { number } from "../kit/numbers.js";
import { GREY, ramp, SIGNS } from "../kit/paint.js";

/** @import { Summary } from "../kit/convolution.js" */
/** @import { Stop } from "../kit/paint.js" */
/** @typedef {"signed" | "absolute" | "relu"} ViewName */

const ZERO = SIGNS[Math.floor(SIGNS.length / 2)];
/** @type {Stop[]} */
const POSITIVE = [[0, ZERO[1]], ...SIGNS.filter(([at]) => at >= ZERO[0])];
const [GREYS, BOTH_SIGNS, ONLY_POSITIVE] = [GREY, SIGNS, POSITIVE].map((stops) => ({ stops, colours: ramp(stops) }));
/** @type {Record<ViewName, (value: number) => number>} */
const SHOWN = { signed: (value) => value, absolute: Math.abs, relu: (value) => Math.max(0, value) };

/**
 * What a view makes of one value.
 * @param {ViewName} view
 * @param {number} value
 */
export function valueIn(view, value) {
  return SHOWN[view](value);
}

/**
 * The values shown, the range and stops of their colours, the legend's labels and a sentence.
 * @param {ViewName} view
 * @param {Float32Array} signed
 * @param {Summary} options
 */
export function look(view, signed, { low, high, negative }) {
  const limit = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const white = Math.max(255, limit);
  const values = view === "signed" ? signed : signed.map(SHOWN[view]);
  const grey = { low: 0, high: white, values, ...GREYS, labels: ["0", "", number(white)] };
  if (view === "absolute") return { ...grey, says: "Shown without signs: black is 0, white is far from 0." };
  if (!negative) return { ...grey, says: "Shown in grey, as there are no signs to tell apart." };
  const signs = {
    low: -limit,
    high: limit,
    values,
    ...BOTH_SIGNS,
    labels: [number(-limit), "0", number(limit, 1, true)],
  };
  if (view === "signed")
    return {
      ...signs,
      says: "Blue is negative, orange is positive, pale is near 0. Choose After ReLU: the blue disappears.",
    };
  return {
    ...signs,
    ...ONLY_POSITIVE,
    labels: ["negative becomes 0", "0", signs.labels[2]],
    says: "ReLU has made every negative number 0; only orange is left.",
  };
}
