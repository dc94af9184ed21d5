// Two curves in one chart: training and validation, told apart by line and mark as well as by colour.

/** @typedef {{at: number, value: number}} Point An epoch, counted from 1, and what was measured. */
/** @typedef {{training: Point[], validation: Point[], now: Point | null}} Curves */
/** @typedef {{first: number, last: number, low: number, high: number}} Range */

const WIDTH = 320;
const HEIGHT = 180;
const LEFT = 40;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 26;
const TICKS = 4;

/**
 * A round number that is not smaller: 1, 2, 2.5, 4, 5 or 8 times a power of ten.
 * @param {number} value
 */
export function roundUp(value) {
  if (!(value > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * ([1, 2, 2.5, 4, 5, 8].find((step) => step * unit >= value * (1 - 1e-9)) ?? 10);
}

/**
 * Where a point lies in the chart.
 * @param {Point} point @param {Range} range
 * @returns {[number, number]}
 */
export function place({ at, value }, { first, last, low, high }) {
  const across = last > first ? (at - first) / (last - first) : 0.5;
  const up = (Math.min(high, Math.max(low, value)) - low) / (high - low);
  return [LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM)];
}

/** @param {Point[]} points @param {Range} range */
const path = (points, range) =>
  points
    .map((point) =>
      place(point, range)
        .map((one) => one.toFixed(1))
        .join(","),
    )
    .join(" ");

/** @param {number} value */
const short = (value) => String(Number(value.toPrecision(3)));

/**
 * The chart as SVG.
 * @param {Curves} curves @param {Range} range
 */
export function chart({ training, validation, now }, range) {
  const steps = Array.from({ length: TICKS + 1 }, (_, index) => range.low + ((range.high - range.low) * index) / TICKS);
  const lines = steps.map((value) => {
    const y = place({ at: range.first, value }, range)[1].toFixed(1);
    return (
      `<line class="rule" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}"/>` +
      `<text x="${LEFT - 6}" y="${y}" dy="0.35em" text-anchor="end">${short(value)}</text>`
    );
  });
  const epochs = everyFew(Math.ceil(range.first), Math.floor(range.last)).map((at) => {
    const x = place({ at, value: range.low }, range)[0].toFixed(1);
    return `<text x="${x}" y="${HEIGHT - 8}" text-anchor="middle">${at}</text>`;
  });
  const dots = training.map((point) => dot(place(point, range)));
  const squares = validation.map((point) => square(place(point, range)));
  return `${lines.join("")}${epochs.join("")}
    <polyline class="training" points="${path(now ? [...training, now] : training, range)}"/>
    <polyline class="validation" points="${path(validation, range)}"/>
    ${dots.join("")}${squares.join("")}${now ? dot(place(now, range), " open") : ""}`;
}

/** @param {[number, number]} place @param {string} [more] */
const dot = ([x, y], more = "") =>
  `<circle class="training${more}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="3.5"/>`;

/** @param {[number, number]} place */
const square = ([x, y]) =>
  `<rect class="validation" x="${(x - 3.2).toFixed(1)}" y="${(y - 3.2).toFixed(1)}" width="6.4" height="6.4"/>`;

/**
 * At most ten whole numbers from the first to the last, evenly spaced.
 * @param {number} first @param {number} last
 */
export function everyFew(first, last) {
  const step = Math.max(1, Math.ceil((last - first) / 10));
  return Array.from({ length: Math.max(1, Math.floor((last - first) / step) + 1) }, (_, index) => first + index * step);
}
