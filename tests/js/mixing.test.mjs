// Run by tests/unit/test_channel_mixer_twins.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { farthest } from "../../lesson_utils/visualise/channel_mixer/look.js";
import {
  channelOf,
  featureMap,
  filterOf,
  mix,
  pixelArithmetic,
  placeToAskAbout,
} from "../../lesson_utils/visualise/channel_mixer/mixing.js";
import {
  describe,
  judgeParameters,
  judgeSign,
  parameterLines,
  pixelInWords,
  range,
} from "../../lesson_utils/visualise/channel_mixer/words.js";
import { summarise } from "../../lesson_utils/visualise/kit/convolution.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));
const near = (found, expected) => {
  assert.equal(found.length, expected.length);
  expected.forEach((value, at) =>
    assert.ok(Math.abs(found[at] - value) <= 1e-5 * Math.max(1, Math.abs(value)), `${found[at]} is not ${value}`),
  );
};

test("the cases are there", () => assert.ok(golden.cases.length >= 6));

for (const [index, { image, height, width, filters, bias, channels, maps }] of golden.cases.entries()) {
  test(`case ${index}: ${height} x ${width}, ${bias.length} filters of ${filters.length} x ${filters.length}`, () => {
    bias.forEach((start, place) => {
      const filter = filterOf(filters, place);
      const mixed = mix(image, height, width, filter);
      assert.deepEqual([mixed.height, mixed.width], [height - filters.length + 1, width - filters.length + 1]);
      mixed.maps.forEach((map, channel) => near([...map], channels[place][channel]));
      near([...featureMap(mixed.sum, start)], maps[place]);
      const [row, column] = [mixed.height - 1, mixed.width >> 1];
      const one = pixelArithmetic(image, width, filter, start, row, column);
      near([one.output], [maps[place][row * mixed.width + column]]);
      near(
        one.channels.map(({ sum }) => sum),
        channels[place].map((map) => map[row * mixed.width + column]),
      );
    });
  });
}

test("a channel is every third number", () => assert.deepEqual([...channelOf([1, 2, 3, 4, 5, 6], 1)], [2, 5]));

test("the question fits the filter and its answer is computed", () => {
  const ask = (name) => placeToAskAbout(golden.known[name].weights, golden.known[name].bias);
  assert.match(ask("red against blue").place, /evenly blue/);
  assert.equal(ask("red against blue").total, -9);
  assert.equal(ask("clearly red").total, -12);
  assert.match(ask("horizontal edges in all").place, /white lies above black/);
  assert.match(ask("green only").place, /evenly green/);
  assert.match(judgeSign("negative", ask("red against blue")).why, /−9: negative.*silent/);
  assert.equal(judgeSign("negative", ask("red against blue")).right, true);
  assert.equal(judgeSign(null, ask("red against blue")).right, false);
  assert.equal(judgeSign("positive", ask("green only")).right, true);
});

test("parameters", () => {
  assert.equal(judgeParameters(28).right, true);
  assert.equal(judgeParameters(27).right, false);
  assert.match(judgeParameters(27).slip, /bias is learned/);
  assert.match(judgeParameters(9).slip, /table of its own/);
  assert.match(parameterLines(16).join(), /28 × 16 filters = 448/);
  assert.equal(parameterLines(16).length, 3);
  assert.match(parameterLines(1).join(), /28 × 1 filter = 28/);
});

test("words", () => {
  assert.equal(range(summarise([0, 0])), "0 everywhere");
  assert.equal(range(summarise([-1.234, 2])), "−1.23 to 2");
  assert.match(describe("green only", summarise([0.5, 1])), /^Green only: .*0.5 to 1. None is negative/);
  assert.match(describe("filter 1", summarise([-1, 1])), /50% of the pixels/);
  const arithmetic = pixelArithmetic(Array(27).fill(1), 3, golden.known["clearly red"].weights, -3, 0, 0);
  assert.equal(pixelInWords(0, 4, arithmetic, -3), "Row 0, column 4: 9 + 0 − 9 − 3 = −3; after ReLU 0.");
});

test("maps share the scale of the farthest value", () => {
  assert.equal(farthest(summarise([1, -4]), summarise([3])), 4);
  assert.equal(farthest(summarise([0, 0])), 1);
});
