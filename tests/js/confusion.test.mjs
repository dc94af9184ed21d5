// Run by tests/unit/test_confusion_grid.py, which writes what Python says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { accuracyInWords, cellInWords, worstPairs } from "../../lesson_utils/visualise/confusion_grid/confusion.js";
import { imageInWords, largest, rightInWords } from "../../lesson_utils/visualise/prediction_sheet/sheet.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));

test("the cases are there", () => assert.ok(golden.matrices.length >= 10 && golden.images.length >= 10));

for (const [index, { counts, names, pairs, cells, accuracy }] of golden.matrices.entries()) {
  test(`matrix ${index}`, () => {
    assert.deepEqual(worstPairs(counts), pairs);
    assert.equal(accuracyInWords(counts), accuracy);
    for (const { row, column, words } of cells) assert.equal(cellInWords(counts, names, row, column), words);
  });
}

for (const [index, { names, truth, probabilities, order, words }] of golden.images.entries()) {
  test(`image ${index}`, () => {
    assert.deepEqual(largest(probabilities), order);
    assert.equal(imageInWords(names, truth, probabilities), words);
  });
}

test("how many are right", () => {
  for (const { right, whole, words } of golden.sheets) assert.equal(rightInWords(right, whole), words);
});
