// Run by tests/unit/test_dense_softmax_twins.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  addUp,
  denseLogits,
  exponentials,
  firstTwo,
  ranking,
  softmax,
} from "../../lesson_utils/visualise/dense_softmax/softmax.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));
const near = (found, expected) => {
  assert.equal(found.length, expected.length);
  expected.forEach((value, at) => assert.ok(Math.abs(found[at] - value) <= 1e-5, `${found[at]} is not ${value}`));
};

test("the cases are there", () => assert.ok(golden.cases.length >= 40 && golden.layers.length >= 40));

for (const [index, one] of golden.cases.entries()) {
  test(`softmax ${index} of ${one.logits.length} logits`, () => {
    near(exponentials(one.logits), one.powers);
    near(softmax(one.logits), one.probabilities);
    assert.ok(Math.abs(addUp(softmax(one.logits)) - 1) < 1e-12);
    near(softmax(one.logits.map((logit) => logit + 5)), one.probabilities); // a constant changes nothing
    assert.deepEqual(ranking(one.logits), one.ranking);
    assert.equal(firstTwo(one.names, one.logits), one.words);
  });
}

for (const [index, { inputs, kernel, bias, logits }] of golden.layers.entries()) {
  test(`dense layer ${index}: ${inputs.length} inputs, ${bias.length} units`, () =>
    near(denseLogits(inputs, kernel, bias), logits));
}
