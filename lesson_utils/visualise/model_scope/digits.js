// Numbers of any size with three digits that count, and activations by the names people know.

import { number } from "../kit/numbers.js";

/** @import { Activation } from "./network_activations.js" */

/**
 * Three significant digits, no more than `most` decimals; `factor` puts a negative number in brackets.
 * @param {number} value
 * @param {boolean} [factor]
 * @param {number} [most]
 */
export function digits(value, factor = false, most = 6) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value < 0 ? "−∞" : "∞";
  const large = Math.abs(value);
  if (large > 0 && large < 1e-6 && most === 6) return value.toExponential(1).replace(/-/g, "−");
  const decimals = large === 0 ? 0 : Math.min(most, Math.max(0, 2 - Math.floor(Math.log10(large))));
  const text = large >= 1e7 ? value.toExponential(2).replace(/-/g, "−") : grouped(number(value, decimals));
  return factor && value < 0 ? `(${text})` : text;
}

/** @param {string} text */
const grouped = (text) => text.replace(/^(−?)(\d{5,})/, (_, sign, whole) => sign + Number(whole).toLocaleString("en"));

/** @type {Record<string, string>} */
const KNOWN = { relu: "ReLU", softmax: "softmax", elu: "ELU", selu: "SELU", gelu: "GELU", silu: "SiLU" };

/** @param {Activation} options */
export function inWords({ name, negative_slope: slope, max_value: top }) {
  if (name === "relu" && slope) return `leaky ReLU (${digits(slope)} of what is negative)`;
  if (name === "relu" && top !== undefined) return `ReLU, at most ${digits(top)}`;
  return KNOWN[name] ?? name.replace("_", " ");
}
