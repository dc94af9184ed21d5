// Run by tests/unit/test_neuron_dial_twins.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { graph, heightsFor, reachFor } from "../../lesson_utils/visualise/neuron_dial/graph.js";
import {
  activate,
  biasToAskAbout,
  ledgerLine,
  outputLine,
  productsOf,
  suspicion,
  weightedSum,
  why,
} from "../../lesson_utils/visualise/neuron_dial/neuron.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));
const near = (found, expected) =>
  assert.ok(Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected)), `${found} is not ${expected}`);

test("the cases are there", () => assert.ok(golden.cases.length >= 50));

for (const [index, one] of golden.cases.entries()) {
  test(`neuron ${index} with ${one.inputs.length} inputs`, () => {
    const total = weightedSum(one.inputs, one.weights, one.bias);
    near(total, one.sum);
    near(
      productsOf(one.inputs, one.weights).reduce((sum, product) => sum + product, one.bias),
      one.sum,
    );
    assert.equal(ledgerLine(one.inputs, one.weights, one.bias), one.ledger);
    for (const [name, expected] of Object.entries(one.outputs)) {
      near(activate(total, name), expected);
      assert.equal(outputLine(total, name), one.lines[name]);
    }
  });
}

test("far from zero nothing overflows", () => {
  for (const [total, outputs] of Object.entries(golden.far)) {
    for (const [name, expected] of Object.entries(outputs)) near(activate(Number(total), name), expected);
  }
});

test("the question leads to the other side of zero", () => {
  assert.equal(biasToAskAbout(2, -0.5), -3.5); // the lesson's
  assert.equal(biasToAskAbout(-1, -3.5), -1.5);
  for (const { sum, bias } of golden.cases) assert.ok((sum - bias + biasToAskAbout(sum, bias)) * sum < 0);
});

test("each activation says why", () => {
  assert.match(why(-1, "relu"), /negative.*silent/);
  assert.match(why(2, "relu"), /keeps/);
  assert.match(why(0, "relu"), /at 0/);
  assert.match(why(-1, "tanh"), /−1 to 1/);
});

test("the graph has room for the sum and marks it", () => {
  for (const total of [0, 3.5, 3.7, -50, 1e6]) assert.ok(Math.abs(total) <= 0.9 * reachFor(total));
  assert.equal(reachFor(3), 4);
  for (const activation of ["relu", "linear", "sigmoid", "tanh"]) {
    const [low, high] = heightsFor(activation, reachFor(2));
    const output = activate(2, activation);
    assert.ok(low < output && output < high);
    const [, label] = /aria-label="([^"]*)"/.exec(graph(2, activation));
    assert.match(label, /the sum 2 gives the output/);
    const [, x, y] = /<circle class="dot" cx="([\d.]+)" cy="([\d.]+)"/.exec(graph(2, activation)).map(Number);
    assert.ok(x > 160 && x < 320 && y > 0 && y < 250);
    assert.doesNotMatch(graph(2, activation), /NaN|undefined|Infinity/);
  }
});

test("a wrong output gets the reply to its own misconception, which gives nothing away", () => {
  const of = (answer) => suspicion(answer, [3, 2, 1], [0.5, -1, 2], -2.5, 2.5, "relu"); // the sum is −1, the output 0
  assert.match(of(-1), /ReLU has still to be applied/);
  assert.match(of(2.5), /the bias that is shown/);
  assert.match(of(1.5), /without the bias/);
  assert.match(of(1), /sign/);
  assert.match(of(7), /activation function/);
});
