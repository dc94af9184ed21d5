// The activation functions of Keras, by name.

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

const elu = (x, alpha = 1) => (x > 0 ? x : alpha * Math.expm1(x));
const sigmoid = (x) => 1 / (1 + Math.exp(-x));

/** The error function; Abramowitz and Stegun (1964), 7.1.26, good to 1.5e-7. */
function errorFunction(x) {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const sum = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - sum * Math.exp(-x * x));
}

const FUNCTIONS = {
  relu: (x, { threshold = 0, negative_slope: slope = 0, max_value: top = Infinity }) =>
    Math.min(top, x >= threshold ? x : slope * (x - threshold)),
  sigmoid,
  tanh: Math.tanh,
  elu: (x, { alpha }) => elu(x, alpha),
  selu: (x) => SELU_SCALE * elu(x, SELU_ALPHA),
  gelu: (x) => 0.5 * x * (1 + errorFunction(x / Math.SQRT2)),
  silu: (x) => x * sigmoid(x),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  softsign: (x) => x / (1 + Math.abs(x)),
  hard_sigmoid: (x) => Math.min(1, Math.max(0, x / 6 + 0.5)),
  exponential: Math.exp,
};

/** Exponentials of a group of numbers, each divided by their sum. */
export function softmaxOf(numbers) {
  const largest = numbers.reduce((most, one) => Math.max(most, one), -Infinity);
  const powers = Array.from(numbers, (one) => Math.exp(one - largest));
  const total = powers.reduce((sum, one) => sum + one, 0);
  return powers.map((one) => one / total);
}

/** One number after an activation that looks at one number only. */
export const activateOne = (x, activation) => FUNCTIONS[activation.name](x, activation);

/** Apply an activation in place; softmax works on groups of `last` numbers, the last axis. */
export function activateAll(values, activation, last) {
  if (!activation) return values;
  if (activation.name === "softmax") {
    for (let at = 0; at < values.length; at += last) values.set(softmaxOf(values.subarray(at, at + last)), at);
    return values;
  }
  for (let at = 0; at < values.length; at++) values[at] = activateOne(values[at], activation);
  return values;
}
