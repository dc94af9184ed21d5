// Run by tests/unit/test_flatten_map_twins.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cellAt, flatIndex, flatten } from "../../lesson_utils/visualise/flatten_map/flattening.js";
import { backwards, cellInWords, describe, forwards, judge } from "../../lesson_utils/visualise/flatten_map/words.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));

test("the cases are there", () => assert.ok(golden.length >= 6));

for (const { shape, maps, vector, cells } of golden) {
  test(`shape ${shape}`, () => {
    assert.deepEqual(flatten(maps), vector);
    assert.ok(cells.length > 0);
    for (const { index, cell, words, there, back } of cells) {
      assert.equal(flatIndex(cell, shape), index);
      assert.deepEqual(cellAt(index, shape), cell);
      assert.equal(vector[index], maps[cell[0]][cell[1]][cell[2]]);
      assert.equal(cellInWords(cell), words);
      assert.equal(forwards(cell, shape), there);
      assert.equal(backwards(index, shape), back);
    }
  });
}

test("a caption names the neighbours that there are", () => {
  assert.match(
    describe([1, 2, 1], [3, 4, 2]),
    /^Row 1, .* at index 13, .* right at 15 \(2 further\), .* below at 21 \(4 × 2 = 8 further\)\.$/,
  );
  assert.equal(describe([2, 3, 1], [3, 4, 2]), "Row 2, column 3, channel 1 lands at index 23.");
});

test("well-known slips are called by their names", () => {
  const of = (answer) => judge(answer, [1, 2, 1], [3, 4, 2]);
  assert.equal(of(13).right, true);
  assert.equal(of(13).why, "(1 × 4 + 2) × 2 + 1 = 13.");
  assert.match(of(14).slip, /^You counted from 1/);
  assert.match(of(18).slip, /^That would be one whole feature map/);
  assert.match(of(15).slip, /^You went down the columns/);
  assert.equal(of(5).why, "(1 × 4 + 2) × 2 + 1 = 13.");
  assert.doesNotMatch(of(5).slip, /13/); // the second try is still to come
  assert.equal(of(null).right, false);
});
