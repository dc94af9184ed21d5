// Run by tests/unit/training/test_curves.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chart, everyFew, place, roundUp } from "../../lesson_utils/training/curves.js";
import { duration, where } from "../../lesson_utils/training/words.js";

test("an axis ends on a round number that holds everything", () => {
  for (const [value, wanted] of [
    [0.91, 1],
    [1, 1],
    [1.6, 2],
    [2.3, 2.5],
    [0.034, 0.04],
    [9, 10],
    [0, 1],
    [Number.NaN, 1],
  ]) {
    assert.ok(Math.abs(roundUp(value) - wanted) < 1e-12, `${value} gave ${roundUp(value)}`);
  }
});

test("points lie between the axes, and never outside", () => {
  const range = { first: 0, last: 10, low: 0, high: 2 };
  assert.deepEqual(place({ at: 0, value: 0 }, range), [40, 154]);
  assert.deepEqual(place({ at: 10, value: 2 }, range), [312, 8]);
  assert.deepEqual(place({ at: 10, value: 99 }, range), [312, 8]);
  assert.ok(Number.isFinite(place({ at: 1, value: 1 }, { ...range, first: 1, last: 1 })[0]));
});

test("at most eleven epochs are written", () => {
  assert.deepEqual(everyFew(1, 5), [1, 2, 3, 4, 5]);
  assert.deepEqual(everyFew(0, 10), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assert.ok(everyFew(1, 500).length <= 11);
  assert.deepEqual(everyFew(3, 3), [3]);
});

test("training and validation have marks of their own", () => {
  const points = [
    { at: 1, value: 0.5 },
    { at: 2, value: 0.7 },
  ];
  const svg = chart(
    { training: points, validation: points, now: { at: 2.5, value: 0.8 } },
    { first: 0, last: 5, low: 0, high: 1 },
  );
  assert.equal(svg.match(/<circle/g).length, 3);
  assert.equal(svg.match(/<circle class="training open"/g).length, 1);
  assert.equal(svg.match(/<rect/g).length, 2);
  assert.ok(!svg.includes("NaN"));
});

test("how far it is, in words", () => {
  const now = { epoch: 3, batch: 400, batches: 1250, secondsLeft: 34.2 };
  assert.equal(where(now, 10), "Epoch 3 of 10 · batch 400 of 1,250 · about 34 s left");
  assert.equal(where({ ...now, batches: null, secondsLeft: null }, 10), "Epoch 3 of 10");
  assert.deepEqual([0.2, 59.4, 60, 125, 119.7].map(duration), [
    "1 s",
    "59 s",
    "1 min 00 s",
    "2 min 05 s",
    "2 min 00 s",
  ]);
});
