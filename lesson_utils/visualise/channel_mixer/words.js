// What ChannelMixer says.

import { number, share, signOf } from "../kit/numbers.js";

/** @import { Answer, Judgement } from "../kit/predict.js" */
/** @import { Summary } from "../kit/convolution.js" */
/** @import { PixelArithmetic } from "./mixing.js" */

const LESSON_FILTERS = 16; // of the first layer in the lesson
const OF_ONE_FILTER = 28;

/**
 * From the lowest to the highest of some values, of which `summarise` has told.
 * @param {Summary} summary
 */
export function range(summary) {
  const [low, high] = [summary.low, summary.high].map((value) => number(value, 2));
  return low === high ? `${low} everywhere` : `${low} to ${high}`;
}

/**
 * The range of a filter's sums, and what ReLU will do to them.
 * @param {string} name
 * @param {Summary} summary
 */
export function describe(name, summary) {
  const fate = summary.negative
    ? `Negative: ${share(summary.negative, summary.size)} of the pixels; ReLU sets them to 0.`
    : "None is negative, so ReLU changes nothing.";
  return `${name[0].toUpperCase()}${name.slice(1)}: with the bias the sums are ${range(summary)}. ${fate}`;
}

/**
 * What to say to a prediction of a filter's sign at some place.
 * @param {Answer} choice
 * @param {{ place: string, total: number }} options
 */
export function judgeSign(choice, { place, total }) {
  const sign = signOf(total);
  const fate = {
    negative: "ReLU makes it 0: the filter is silent there.",
    positive: "ReLU keeps it.",
    zero: "Zero stays zero.",
  };
  return {
    right: choice === sign,
    slip:
      choice === "zero"
        ? "It would be zero only if the products and the bias cancelled out."
        : "Add up the weights of the tables whose channel is bright there: what sign does the sum have?",
    why: `Where ${place}, the 27 products and the bias add up to ${number(total, 2)}: ${sign}. ${fate[sign]}`,
  };
}

/** @type {Record<number, string>} */
const SLIPS = {
  9: "Nine would do for one channel, but each of the three has a table of its own.",
  10: "Ten would do for one channel, but each of the three has a table of its own.",
  27: "Those are the weights; the bias is learned, too.",
};

/**
 * What to say to a prediction of the number of parameters of one filter.
 * @param {number | null} answer
 */
export function judgeParameters(answer) {
  const slip = SLIPS[answer] ?? "Count the weights of its three tables, and the bias.";
  return {
    right: answer === OF_ONE_FILTER,
    why: "3 × 3 weights for each of 3 channels are 27, and 1 bias makes 28.",
    slip,
  };
}

/**
 * The counting, line by line; `count` is the number of filters here.
 * @param {number} count
 */
export function parameterLines(count) {
  const here =
    count === LESSON_FILTERS
      ? []
      : [`28 × ${count} ${count === 1 ? "filter" : "filters"} = ${OF_ONE_FILTER * count} parameters here`];
  return [
    "3 rows × 3 columns × 3 channels = 27 weights",
    "27 weights + 1 bias = 28 parameters for one filter",
    ...here,
    `28 × ${LESSON_FILTERS} filters = ${OF_ONE_FILTER * LESSON_FILTERS} parameters in the first layer of the lesson`,
  ];
}

/**
 * One pixel of the feature map in a sentence.
 * @param {number} row
 * @param {number} column
 * @param {PixelArithmetic} options
 * @param {number} bias
 */
export function pixelInWords(row, column, { channels, total, output }, bias) {
  const sums = channels
    .map(({ sum }) => number(sum, 2))
    .join(" + ")
    .replaceAll("+ −", "− ");
  const added = `${number(bias, 2)}`.replace("−", "− ");
  return `Row ${row}, column ${column}: ${sums} ${bias < 0 ? added : `+ ${added}`} = ${number(total, 2)}; after ReLU ${number(output, 2)}.`;
}
