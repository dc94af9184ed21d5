// Run by tests/unit/test_model_scope_twins.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const { runNetwork } = await import("../../lesson_utils/visualise/model_scope/network.js");
const { networksOf, valuesOf, verdictOf, versionTable } = await import(
  "../../lesson_utils/visualise/model_scope/versions.js"
);

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));
const floats = (text) => {
  const bytes = Buffer.from(text, "base64");
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
};

for (const { name, facts, layers, weights, maps, image, verdicts } of golden.cases) {
  const networks = networksOf(layers, floats(weights), verdicts.length);

  test(`${name}: each version says what Keras says`, () => {
    assert.equal(networks.length, verdicts.length);
    networks.forEach((network, at) => {
      const found = verdictOf(facts, runNetwork(network, floats(image))[facts.output]);
      assert.equal(found.name, verdicts[at].name);
      assert.ok(Math.abs(found.share - verdicts[at].share) < 1e-5, `${found.share} is not ${verdicts[at].share}`);
      assert.match(found.text, /^[01]\.\d{3}$/);
    });
  });

  test(`${name}: what Python computed is cut into versions and layers`, () => {
    valuesOf(networks[0], floats(maps), verdicts.length).forEach((values, at) => {
      assert.equal(values.length, layers.length);
      assert.equal(verdictOf(facts, values[facts.output]).name, verdicts[at].name);
    });
  });
}

test("before Python has computed there are zeros", () => {
  const layers = [{ shape: [2, 2, 1] }, { shape: [3] }];
  assert.deepEqual(
    valuesOf(layers, new Float32Array(), 2).map((values) => values.map(({ length }) => length)),
    [
      [4, 3],
      [4, 3],
    ],
  );
});

test("the table has a row and a radio button for each version, and none for a single model", () => {
  const names = ["a", "b", "c"];
  const page = versionTable("v", { versions: names, scores: "softmax" });
  assert.equal(page.match(/type="radio" name="v-version"/g).length, 3);
  assert.match(page, /aria-describedby="v-class-2 v-share-2"/);
  assert.doesNotMatch(versionTable("v", { versions: names, scores: "" }), /describedby|Class/);
  assert.equal(versionTable("v", { versions: [], scores: "softmax" }), "");
});
