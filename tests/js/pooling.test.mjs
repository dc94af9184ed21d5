// Run by tests/unit/test_pool_step_twins.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { changed, pool, poolWindow, shift } from "../../lesson_utils/visualise/pool_step/pooling.js";
import {
  judgeMax,
  judgeMean,
  judgeShift,
  maxInWords,
  meanInWords,
  poolSizes,
  shiftReport,
} from "../../lesson_utils/visualise/pool_step/words.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));
const near = (found, expected) =>
  assert.ok(Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected)), `${found} is not ${expected}`);

test("the cases are there", () => assert.ok(golden.cases.length >= 60));

for (const [index, { image, size, how, by, moved, ...expected }] of golden.cases.entries()) {
  test(`case ${index}: ${image.length} x ${image[0].length}, window ${size}, ${JSON.stringify(how)}`, () => {
    const found = pool(image, size, how);
    for (const kind of ["largest", "average"]) {
      assert.equal(found[kind].length, expected[kind].length);
      assert.equal(found[kind][0].length, expected[kind][0].length);
      expected[kind].flat().forEach((value, at) => near(found[kind].flat()[at], value));
    }
    assert.deepEqual(shift(image, by), moved);
    const after = pool(moved, size, how);
    assert.deepEqual([changed(found.largest, after.largest), changed(found.average, after.average)], expected.changed);
  });
}

const result = poolWindow(
  [
    [9, 8],
    [0, 1],
  ],
  [0, 1],
  [0, 1],
);

test("a window's winner, and both results written out", () => {
  assert.deepEqual(result.winners, [[0, 0, 9]]);
  assert.equal(maxInWords(result), "max(9, 8, 0, 1) = 9");
  assert.equal(meanInWords(result), "(9 + 8 + 0 + 1) / 4 = 4.5");
  assert.equal(meanInWords(poolWindow([[-1, 2]], [0], [0, 1])), "((−1) + 2) / 2 = 0.5");
  assert.equal(poolWindow([[4, 4]], [0], [0, 1]).winners.length, 2);
  assert.match(
    maxInWords(poolWindow([[...Array(16).keys()]], [0], [...Array(16).keys()])),
    /^max\(0, 1, 2, 3, 4, …, 15\) = 15$/,
  );
});

test("padding does not count", () => {
  assert.equal(
    meanInWords(
      poolWindow(
        [
          [9, 8],
          [0, 1],
        ],
        [-1, 0],
        [-1, 0],
      ),
    ),
    "(9) / 1 = 9",
  );
  assert.equal(poolWindow([[-5]], [0, 1], [0, 1]).largest, -5);
});

test("a predicted maximum is judged", () => {
  assert.equal(judgeMax(9, result).right, true);
  assert.equal(judgeMax(9, result).why, "max(9, 8, 0, 1) = 9.");
  assert.match(judgeMax(4.5, result).slip, /That is the average/);
  assert.match(judgeMax(18, result).slip, /That is the sum/);
  assert.match(judgeMax(7, poolWindow([[-7, -2]], [0], [0, 1])).slip, /Mind the sign/);
  assert.match(judgeMax(4, poolWindow([[4, 4]], [0], [0, 1])).why, /2 cells hold it/);
  assert.equal(judgeMax(null, result).right, false);
});

test("a predicted mean is judged", () => {
  assert.equal(judgeMean(4.5, result).right, true);
  assert.match(judgeMean(18, result).slip, /That is the sum: divide it by 4/);
  assert.match(judgeMean(null, result).why, /^\(9 \+ 8 \+ 0 \+ 1\) \/ 4 = 4\.5\. The largest number is 9/);
  assert.equal(judgeMean(0.67, poolWindow([[0, 1, 1]], [0], [0, 1, 2])).right, true);
});

test("a shift is told in words", () => {
  assert.equal(shiftReport([0, 0], 0, 0, 9), "");
  assert.equal(
    shiftReport([0, 1], 2, 8, 9),
    "Moved 1 cell to the right: 2 of 9 maxima changed, and 8 of 9 averages (dashed).",
  );
  assert.match(shiftReport([-2, -1], 2, 8, 9), /^Moved 2 cells up and 1 cell to the left/);
  assert.deepEqual([judgeShift(2, [0, 1], 2, 8, 9).right, judgeShift(null, [0, 1], 2, 8, 9).right], [true, false]);
  assert.match(
    poolSizes(
      [...Array(7)].map(() => Array(5).fill(0)),
      2,
      { strides: 2, padding: "valid" },
    ),
    /3 rows: floor\(\(7 − 2\) \/ 2\) \+ 1 = 3; and 2 columns/,
  );
});
