// Numbers, in words and out of them. The browser's twin of words.py: the tests hold the two together.

/**
 * At most `decimals` decimals and a true minus sign; with `plus` a positive number gets its sign too.
 * @param {number} value
 * @param {number} [decimals]
 * @param {boolean} [plus]
 */
export function number(value, decimals = 1, plus = false) {
  const unit = 10 ** decimals;
  const units = Math.floor(Math.abs(value) * unit + 0.5);
  const fraction = String(units % unit)
    .padStart(decimals, "0")
    .replace(/0+$/, "");
  const text = `${Math.floor(units / unit)}${fraction && "."}${fraction}`;
  if (!units) return text;
  return value < 0 ? `−${text}` : plus ? `+${text}` : text;
}

/**
 * A percentage that never rounds something to nothing or nearly all to all.
 * @param {number} part
 * @param {number} whole
 */
export function share(part, whole) {
  const percent = Math.floor((100 * part) / whole + 0.5);
  if (part && percent === 0) return "less than 1%";
  if (part < whole && percent === 100) return "more than 99%";
  return `${percent}%`;
}

/**
 * "positive", "negative" or "zero".
 * @param {number} value
 */
export function signOf(value) {
  if (Math.abs(value) < 1e-9) return "zero";
  return value < 0 ? "negative" : "positive";
}

/**
 * What somebody typed as a number: "1/9", "−2", "0,5" and "1 1/2" count; `undefined` when it cannot be read.
 * @param {string} text
 */
export function readNumber(text) {
  const plain = text.trim().replace(/[−–]/g, "-").replace(",", ".");
  const found = /^([+-]?)(?:(\d+) +(?=\d+\s*\/))?(\d+\.?\d*|\.\d+)(?:\s*\/\s*(\d+\.?\d*|\.\d+))?$/.exec(plain);
  if (!found) return undefined;
  const [, sign, whole = 0, top, bottom = 1] = found;
  const value = (Number(whole) + Number(top) / Number(bottom)) * (sign === "-" ? -1 : 1);
  return Number.isFinite(value) ? value : undefined;
}
