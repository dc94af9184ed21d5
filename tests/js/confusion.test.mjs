// Run by tests/unit/test_confusion_grid.py, which writes what Python says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  accuracyInWords,
  cellInWords,
  judgePair,
  worstPairs,
} from "../../lesson_utils/visualise/confusion_grid/confusion.js";
import { imageInWords, questionOn, rightInWords, slipOf } from "../../lesson_utils/visualise/prediction_sheet/sheet.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));

test("the cases are there", () => assert.ok(golden.matrices.length >= 10 && golden.images.length >= 10));

for (const [index, { counts, names, pairs, cells, accuracy }] of golden.matrices.entries()) {
  test(`matrix ${index}`, () => {
    assert.deepEqual(worstPairs(counts), pairs);
    assert.equal(accuracyInWords(counts), accuracy);
    for (const { row, column, words } of cells) assert.equal(cellInWords(counts, names, row, column), words);
  });
}

for (const [index, { names, truth, said, words }] of golden.images.entries()) {
  test(`image ${index}`, () => assert.equal(imageInWords(names, truth, said), words));
}

const NAMES = ["cat", "dog", "frog", "deer"];
const TIED = [
  [0, 1, 0, 0],
  [1, 0, 0, 0],
  [0, 0, 0, 1],
  [0, 0, 1, 0],
];

test("of pairs that are mixed up equally often each is right", () => {
  for (const [pair, words] of /** @type {[[number, number], string][]} */ ([
    [[0, 1], "cat and dog"],
    [[2, 3], "frog and deer"],
  ])) {
    const { right, why } = judgePair(TIED, NAMES, pair);
    assert.ok(right);
    assert.ok(why.startsWith(`Most often mixed up: ${words}, 2 times in both directions together, as is another`));
  }
});

test("a pair that is mixed up less often is wrong, and nothing is given away", () => {
  const { right, slip, why } = judgePair(TIED, NAMES, [0, 2]);
  assert.ok(!right);
  assert.match(slip, /^The network mixes up cat and frog 0 times; another pair more often\./);
  assert.doesNotMatch(slip, /dog|deer/);
  assert.match(why, /^Most often mixed up: cat and dog, /);
});

test("once is one time, and one pair has no equals", () => {
  const { right, why } = judgePair(
    [
      [2, 1],
      [0, 3],
    ],
    NAMES,
    null,
  );
  assert.ok(!right);
  assert.match(why, /, 1 time in both directions together\. /);
  assert.match(
    judgePair(
      [
        [0, 2, 1],
        [0, 0, 0],
        [0, 0, 0],
      ],
      NAMES,
      [0, 2],
    ).slip,
    /cat and frog 1 time; another/,
  );
  assert.match(
    judgePair(
      [
        [0, 1, 1],
        [0, 0, 1],
        [0, 0, 0],
      ],
      NAMES,
      [0, 2],
    ).why,
    /as are 2 other pairs/,
  );
});

test("one image is asked about as one", () => {
  assert.match(questionOn(1), /this image rightly\? Write 1 for yes, 0 for no\.$/);
  assert.match(questionOn(2), /how many of these 2 images/);
});

for (const [answer, right, whole, slip] of /** @type {[number, number, number, RegExp][]} */ ([
  [5, 1, 1, /^There is 1 image: 0 or 1\.$/],
  [0, 1, 1, /^It is better/],
  [1, 0, 1, /^It is less good/],
  [-1, 3, 20, /^There are 20 images: a whole number from 0 to 20\.$/],
  [2.5, 3, 20, /a whole number/],
  [2, 3, 20, /^2 would be guessing: there are 10 classes\.$/],
  [4, 3, 20, /^It is less good/],
])) {
  test(`${answer} of ${whole} images`, () => assert.match(slipOf(answer, right, whole, 10), slip));
}

test("how many are right", () => {
  for (const { right, whole, words } of golden.sheets) assert.equal(rightInWords(right, whole), words);
});
