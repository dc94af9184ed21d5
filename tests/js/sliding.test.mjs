// Run by tests/unit/test_slide_step_twins.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { productTable } from "../../lesson_utils/visualise/slide_step/page.js";
import { judgeRows, judgeSum, objectionTo, zerosInWords } from "../../lesson_utils/visualise/slide_step/words.js";
import { imageShade, inkOn, signedShade } from "../../lesson_utils/visualise/sliding/shades.js";
import {
  convolve,
  productsAndSum,
  reach,
  sizeInWords,
  stops,
  unused,
  windowAt,
} from "../../lesson_utils/visualise/sliding/sliding.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));
const near = (found, expected) =>
  assert.ok(Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected)), `${found} is not ${expected}`);

test("the cases are there, of every kind", () => {
  assert.ok(golden.cases.length >= 60);
  const kinds = new Set(golden.cases.map(({ how }) => JSON.stringify(how)));
  assert.equal(kinds.size, 10);
});

for (const [index, { image, kernel, how, output, ...expected }] of golden.cases.entries()) {
  test(`case ${index}: ${image.length} x ${image[0].length}, kernel ${kernel.length} x ${kernel[0].length}, ${JSON.stringify(how)}`, () => {
    const found = convolve(image, kernel, how);
    assert.deepEqual([found.length, found[0].length], [output.length, output[0].length]);
    output.flat().forEach((value, at) => near(found.flat()[at], value));
    const axes = [
      [image.length, kernel.length],
      [image[0].length, kernel[0].length],
    ];
    assert.deepEqual(
      axes.map(([size, window]) => reach(size, window, how)),
      expected.reach,
    );
    assert.deepEqual(
      axes.map(([size, window]) => unused(size, window, how)),
      expected.unused,
    );
    assert.deepEqual(
      axes.map(([size, window], axis) => sizeInWords(["row", "column"][axis], size, window, how)),
      expected.words,
    );
  });
}

const image = [
  [1, 0, 2, 1, 1],
  [2, 1, 1, 2, 1],
  [9, 8, 9, 7, 8],
  [8, 9, 8, 9, 7],
  [8, 9, 9, 8, 8],
  [1, 2, 0, 1, 2],
];
const kernel = [
  [-1, -1, -1],
  [0, 0, 0],
  [1, 1, 1],
];
const plain = { strides: 1, padding: "valid", dilation_rate: 1 };
const framed = windowAt(image, [1, 2, 3], [1, 2, 3], 0);
const lowest = windowAt(image, [3, 4, 5], [1, 2, 3], 0);

test("the worked cell of the lesson's figure", () => {
  const { products, sum } = productsAndSum(framed, kernel);
  assert.deepEqual(
    products.flat().map((value) => value + 0),
    [-1, -1, -2, 0, 0, 0, 9, 8, 9],
  );
  assert.equal(sum, 22);
});

test("a prediction is judged with the arithmetic, and a wrong one with what may lie behind it", () => {
  assert.equal(judgeSum(22, framed, kernel).right, true);
  assert.equal(judgeSum(22, framed, kernel).why, "The rows give −4, 0 and 26, together 22.");
  assert.equal(judgeSum(null, framed, kernel).right, false);
  assert.match(judgeSum(null, framed, kernel).why, /^The rows give/);
  for (const [answer, hint] of [
    [-22, /sign is the other way round/],
    [54, /framed numbers added up/],
    [26, /one row only/],
  ]) {
    const { right, why, slip } = judgeSum(answer, framed, kernel);
    assert.equal(right, false);
    assert.match(slip, hint);
    assert.doesNotMatch(slip, /22/); // the second try is still to come
    assert.match(why, /together 22\.$/);
  }
  assert.match(judgeSum(0, lowest, kernel).slip, /ReLU/);
  assert.match(judgeSum(0, lowest, kernel).why, /together −23\.$/);
  assert.match(judgeSum(5, framed, kernel).why, /^The rows give/);
  assert.equal(judgeSum(0.33, [[1]], [[1 / 3]]).right, true); // as many decimals as anybody would type
  assert.equal(judgeSum(0.4, [[1]], [[1 / 3]]).right, false);
});

test("the output's rows are judged with Keras' formula", () => {
  const { right, why } = judgeRows(4, image, kernel, plain, 4);
  assert.equal(right, true);
  assert.equal(why, "The output has 4 rows: floor((6 − 3) / 1) + 1 = 4; and 3 columns: floor((5 − 3) / 1) + 1 = 3.");
  assert.match(judgeRows(6, image, kernel, plain, 4).slip, /the whole kernel must fit/);
  assert.match(judgeRows(3, image, kernel, { ...plain, strides: 2 }, 2).why, /floor rounds down/);
  assert.match(
    judgeRows(3, image, kernel, { ...plain, strides: 2, padding: "same" }, 3).why,
    /ceil\(6 \/ 2\) = 3.*rounds up/,
  );
  assert.equal(judgeRows(null, image, kernel, plain, 4).right, false);
});

test("the table of products covers its sums until they are predicted", () => {
  const covered = productTable(framed, kernel, false);
  assert.match(covered, /8 × 0/);
  assert.match(covered, /1 × \(−1\)/);
  assert.doesNotMatch(covered, /22/);
  assert.match(productTable(framed, kernel, true), /\+22/);
});

test("zeros around the image are counted, the odd one last", () => {
  const words = (how) => zerosInWords(stops(image, [3, 3], { ...plain, ...how }), image);
  assert.equal(words({}), "");
  assert.equal(
    words({ padding: "same" }),
    "Lines of zeros around the image: 1 above, 1 below, 1 on the left, 1 on the right.",
  );
  assert.match(
    words({ padding: "same", strides: 2 }),
    /0 above, 1 below, 1 on the left, 1 on the right; where the number is odd/,
  );
});

test("a kernel that fits nowhere is objected to", () => {
  assert.equal(objectionTo(image, kernel, { ...plain, dilation_rate: 2 }), "");
  assert.match(objectionTo(image, kernel, { ...plain, dilation_rate: 3 }), /span 7 rows, and the image has 6/);
  assert.equal(objectionTo(image, kernel, { ...plain, dilation_rate: 3, padding: "same" }), "");
});

test("letters read on every shade", () => {
  const linear = (channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
  const bright = (rgb) =>
    rgb.reduce((sum, channel, at) => sum + [0.2126, 0.7152, 0.0722][at] * linear(channel / 255), 0);
  const greys = imageShade([0, 255]);
  const shades = Array.from({ length: 256 }, (_, value) => [greys(value), signedShade(value - 128, 128)]).flat();
  for (const { background, ink } of shades) {
    const rgb = background.match(/\d+/g).map(Number);
    const level = bright(rgb);
    assert.equal(ink, inkOn(rgb));
    assert.ok((ink === "#ffffff" ? 1.05 / (level + 0.05) : (level + 0.05) / 0.05) >= 4.5, background);
  }
});
