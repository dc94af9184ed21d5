// Run by tests/unit/test_edge_lab_js.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const kit = new URL("../../lesson_utils/visualise/static/", import.meta.url);
// node takes a .js file without a package.json beside it for CommonJS; handed over as text it is a module.
const load = (file) => import(`data:text/javascript,${encodeURIComponent(source(file))}`);
const source = (file) => readFileSync(new URL(file, kit), "utf8")
  .replace(/^import \{[^}]*\} from "\.\/([\w.]+)";\n/gm, (_, sibling) => source(sibling));

const { arithmetic, filterImage, prediction, summarise } = await load("convolution.js");
const { describe, number, reply, share, signOf } = await load("words.js");
const { ramp } = await load("paint.js");
const { look } = await load("edge_lab_look.js");
const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));
const near = (found, expected) => assert.ok(Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected)), `${found} is not ${expected}`);

test("the cases are there", () => assert.ok(golden.cases.length >= 12));

for (const [index, { name, image, kernel, result, words }] of golden.cases.entries()) {
  test(`case ${index}: ${name}, ${image.length} x ${image[0].length}, kernel ${kernel.length}`, () => {
    const pixels = image.flat();
    const found = filterImage(pixels, image.length, image[0].length, kernel);
    assert.deepEqual([found.height, found.width], [result.length, result[0].length]);
    result.flat().forEach((expected, at) => near(found.values[at], expected));
    assert.equal(describe(name, summarise(found.values)), words);
    const [row, column] = [result.length - 1, result[0].length >> 1];
    near(arithmetic(pixels, image[0].length, kernel, row, column).sum, result[row][column]);
  });
}

test("numbers and shares read as in Python", () => {
  for (const [value, text] of golden.numbers) assert.equal(number(value), text);
  for (const [part, whole, text] of golden.shares) assert.equal(share(part, whole), text);
});

test("the prediction fits the kernel and its answer is computed", () => {
  const kernel = (name) => golden.cases.find((one) => one.name === name).kernel;
  const horizontal = prediction(kernel("horizontal edges"));
  assert.equal(horizontal.place, "light lies above dark");
  assert.equal(horizontal.sum, -450);
  assert.match(prediction(kernel("vertical edges")).place, /left of dark/);
  assert.match(prediction(kernel("blur")).place, /equally light/);
  assert.match(reply("negative", horizontal), /^Yes.*−450.*vanish/);
  assert.match(reply("positive", horizontal), /^Not quite.*negative/);
  assert.match(reply(null, horizontal), /^Here it is/);
});

test("signs", () => assert.deepEqual([-2, 0, 3].map(signOf), ["negative", "zero", "positive"]));

test("colours run from the first stop over the middle one to the last", () => {
  const colours = ramp(golden.colours);
  const hex = (packed) => "#" + [0, 8, 16].map((shift) => ((packed >> shift) & 255).toString(16).padStart(2, "0")).join("");
  assert.equal(hex(colours[0]), golden.colours.at(0)[1]);
  assert.equal(hex(colours[255]), golden.colours.at(-1)[1]);
  assert.equal(colours.length, 256);
});

test("after ReLU nothing is negative; without signs nothing is coloured", () => {
  const values = Float32Array.from([-3, 0, 2]);
  const summary = summarise(values);
  assert.deepEqual([...look("relu", values, summary, golden.colours).values], [0, 0, 2]);
  assert.deepEqual([...look("absolute", values, summary, golden.colours).values], [3, 0, 2]);
  assert.deepEqual(look("signed", values, summary, golden.colours).labels, ["−3", "0", "+3"]);
  assert.equal(look("signed", values.map(Math.abs), summarise(values.map(Math.abs)), golden.colours).stops[0][1], "#000000");
});
