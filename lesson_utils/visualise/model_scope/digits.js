// Numbers of any size with three digits that count, and activations by the names people know.

import { number } from "../kit/numbers.js";

/** Three significant digits, no more than `most` decimals; `factor` puts a negative number in brackets. */
export function digits(value, factor = false, most = 6) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "not a number" : value < 0 ? "−∞" : "∞";
  const large = Math.abs(value);
  if (large > 0 && large < 1e-6 && most === 6) return value.toExponential(1).replace(/-/g, "−");
  const decimals = large === 0 ? 0 : Math.min(most, Math.max(0, 2 - Math.floor(Math.log10(large))));
  const text = large >= 1e7 ? value.toExponential(2).replace(/-/g, "−") : grouped(number(value, decimals));
  return factor && value < 0 ? `(${text})` : text;
}

const grouped = (text) => text.replace(/^(−?)(\d{5,})/, (_, sign, whole) => sign + Number(whole).toLocaleString("en"));

const KNOWN = { relu: "ReLU", softmax: "softmax", elu: "ELU", selu: "SELU", gelu: "GELU", silu: "SiLU" };

export function inWords({ name, negative_slope: slope, max_value: top }) {
  if (name === "relu" && slope) return `leaky ReLU (${digits(slope)} of what is negative)`;
  if (name === "relu" && top !== undefined) return `ReLU, at most ${digits(top)}`;
  return KNOWN[name] ?? name.replace("_", " ");
}
