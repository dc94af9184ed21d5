// Run by tests/unit/test_edge_lab_twins.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { presetOf } from "../../lesson_utils/visualise/edge_lab/kernel.js";
import { look } from "../../lesson_utils/visualise/edge_lab/look.js";
import { describe, judge, prediction } from "../../lesson_utils/visualise/edge_lab/words.js";
import { arithmetic, filterImage, resized, summarise } from "../../lesson_utils/visualise/kit/convolution.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));
const near = (found, expected) =>
  assert.ok(Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected)), `${found} is not ${expected}`);

test("the cases are there", () => assert.ok(golden.cases.length >= 12));

for (const [index, { name, image, kernel, result, words }] of golden.cases.entries()) {
  test(`case ${index}: ${name}, ${image.length} x ${image[0].length}, kernel ${kernel.length}`, () => {
    const pixels = image.flat();
    const found = filterImage(pixels, image.length, image[0].length, kernel);
    assert.deepEqual([found.height, found.width], [result.length, result[0].length]);
    result.flat().forEach((expected, at) => near(found.values[at], expected));
    assert.equal(describe(name, summarise(found.values)), words);
    const [row, column] = [result.length - 1, result[0].length >> 1];
    near(arithmetic(pixels, image[0].length, kernel, row, column).sum, result[row][column]);
  });
}

test("the prediction fits the kernel and its answer is computed", () => {
  const kernel = (name) => golden.cases.find((one) => one.name === name).kernel;
  const horizontal = prediction(kernel("horizontal edges"));
  assert.equal(horizontal.place, "light lies above dark");
  assert.equal(horizontal.sum, -450);
  assert.match(prediction(kernel("vertical edges")).place, /left of dark/);
  assert.match(prediction(kernel("blur")).place, /equally light/);
  assert.equal(prediction(kernel("wide horizontal edges")).sum, -1500);
  assert.match(prediction(kernel("wide blur")).place, /all 25 pixels are equally light/);
  assert.equal(judge("negative", horizontal).right, true);
  assert.match(judge("negative", horizontal).why, /−450: negative.*vanish/);
  assert.equal(judge("positive", horizontal).right, false);
  assert.equal(judge(null, horizontal).right, false);
});

test("a kernel grows by zeros and shrinks by its rim", () => {
  const small = [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ];
  const large = resized(small, 5);
  assert.deepEqual(large[0], [0, 0, 0, 0, 0]);
  assert.deepEqual(large[2], [0, 4, 5, 6, 0]);
  assert.deepEqual(resized(large, 3), small);
  assert.deepEqual(resized(small, 4)[3], [0, 0, 0, 0]);
  assert.deepEqual(resized(resized(small, 4), 3), small);
});

test("a preset is known by its numbers and its size", () => {
  const presets = [
    { name: "one", weights: [[1]] },
    {
      name: "nil",
      weights: [
        [0, 0],
        [0, 0],
      ],
    },
  ];
  assert.equal(
    presetOf(
      [
        [0, 0],
        [0, 1e-12],
      ],
      presets,
    ).name,
    "nil",
  );
  assert.equal(presetOf([[0]], presets), undefined);
});

test("after ReLU nothing is negative; without signs nothing is coloured", () => {
  const values = Float32Array.from([-3, 0, 2]);
  const summary = summarise(values);
  assert.deepEqual([...look("relu", values, summary).values], [0, 0, 2]);
  assert.deepEqual([...look("absolute", values, summary).values], [3, 0, 2]);
  assert.deepEqual(look("signed", values, summary).labels, ["−3", "0", "+3"]);
  assert.equal(look("signed", values.map(Math.abs), summarise(values.map(Math.abs))).stops[0][1], "#000000");
});
