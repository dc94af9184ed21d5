// How a result looks in each of the three views.

import { number } from "./words.js";

export const GREY = [[0, "#000000"], [1, "#ffffff"]];

/** The values shown, the range and stops of their colours, the legend's labels and a sentence. */
export function look(view, values, { low, high, negative }, diverging) {
  const limit = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const white = Math.max(255, limit);
  const grey = { low: 0, high: white, stops: GREY, labels: ["0", "", number(white)] };
  if (view === "absolute") {
    return { ...grey, values: values.map(Math.abs), says: "Shown without signs: black is 0, white is far from 0." };
  }
  if (!negative) return { ...grey, values, says: "Shown in grey, as there are no signs to tell apart." };
  const signs = { low: -limit, high: limit, values, stops: diverging, labels: [number(-limit), "0", `+${number(limit)}`] };
  if (view === "signed") return { ...signs, says: "Blue is negative, orange is positive, pale is near 0." };
  const zero = diverging[Math.floor(diverging.length / 2)];
  return {
    ...signs,
    values: values.map((value) => Math.max(0, value)),
    stops: [[0, zero[1]], ...diverging.filter(([at]) => at >= zero[0])],
    labels: ["negative becomes 0", "0", signs.labels[2]],
    says: "ReLU has made every negative number 0; only orange is left.",
  };
}
