// Run by tests/unit/test_model_scope_twins.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { runNetwork, splitByLayer, withWeights } = await import("../../lesson_utils/visualise/model_scope/network.js");
const { indicesOf, placeOf, receptiveField } = await import(
  "../../lesson_utils/visualise/model_scope/receptive_field.js"
);
const { explainUnit } = await import("../../lesson_utils/visualise/model_scope/unit_arithmetic.js");

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));
const floats = (text) => {
  const bytes = Buffer.from(text, "base64");
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};
const scaleOf = (numbers) => Math.max(1, ...numbers.map(Math.abs));

function near(found, expected, scale, what) {
  if (Number.isFinite(expected))
    assert.ok(Math.abs(found - expected) <= 1e-5 * scale, `${what}: ${found} is not ${expected}`);
  else assert.equal(found, expected, what);
}

test("the cases are there", () => assert.ok(golden.cases.length >= 20));

for (const one of golden.cases) {
  const layers = withWeights(one.layers, floats(one.weights));
  const expected = splitByLayer(layers, floats(one.values));
  const found = runNetwork(layers, floats(one.image));

  test(`${one.name}: every number of every layer`, () => {
    layers.forEach((layer, place) => {
      const scale = scaleOf([...expected[place]]);
      assert.equal(found[place].length, expected[place].length);
      expected[place].forEach((value, at) => near(found[place][at], value, scale, `${layer.name} ${at}`));
    });
  });

  test(`${one.name}: what units see and how their values come about`, () => {
    for (const { place, unit, field } of one.units) {
      const layer = layers[place];
      const at = placeOf(layer.shape, unit);
      assert.deepEqual(indicesOf(layer.shape, at), unit);
      assert.deepEqual(receptiveField(layers, place, unit)[0] ?? null, field, `${layer.name} ${unit}`);
      const told = explainUnit(layers, found, place, at, 1);
      assert.ok(told.rule.endsWith("."), told.rule);
      if (layer.operation === "input") continue;
      near(
        told.steps.at(-1).value,
        found[place][at],
        scaleOf([...found[place]]),
        `${layer.name} (${layer.operation}) ${unit}`,
      );
      for (const grid of told.grids) assert.equal(grid.values.length, grid.height * grid.width);
      if (layer.operation === "conv2d") {
        const parts = told.parts.reduce((sum, part) => sum + part.value, 0);
        near(told.steps[0].value, parts, scaleOf(told.parts.map(({ value }) => value)), "the channels' sums");
      }
    }
  });
}

test("an unknown layer has no arithmetic, and says so", () => {
  const layers = [
    { name: "a", operation: "input", shape: [2], sources: [], settings: {} },
    { name: "b", kind: "Lambda", operation: "unknown", shape: [2], sources: [0], settings: {} },
  ];
  const told = explainUnit(layers, [new Float32Array(2), new Float32Array([5, 6])], 1, 1);
  assert.equal(told.value, 6);
  assert.match(told.rule, /computed in Python/);
});
