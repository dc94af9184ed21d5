// Run by tests/unit/test_kit.py, which writes the numbers to compare with.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { isForJupyterLab, keepKeys } from "../../lesson_utils/browser/shortcuts.js";
import { greyOf, scaled } from "../../lesson_utils/visualise/kit/image_file.js";
import { moved } from "../../lesson_utils/visualise/kit/keys.js";
import { objection } from "../../lesson_utils/visualise/kit/number_field.js";
import { number, readNumber, share, signOf } from "../../lesson_utils/visualise/kit/numbers.js";
import { gradient, ramp, SIGNS } from "../../lesson_utils/visualise/kit/paint.js";
import { escaped } from "../../lesson_utils/visualise/kit/text.js";
import { View, widget } from "../../lesson_utils/visualise/kit/view.js";

const golden = JSON.parse(readFileSync(process.env.GOLDEN, "utf8"));

test("numbers and shares read as in Python", () => {
  assert.ok(golden.numbers.length > 20);
  for (const [value, decimals, plus, text] of golden.numbers) assert.equal(number(value, decimals, plus), text);
  for (const [part, whole, text] of golden.shares) assert.equal(share(part, whole), text);
});

test("a text becomes no markup, neither in an element nor in an attribute", () => {
  assert.equal(escaped('<b title="x">a & b</b>'), "&#60;b title=&#34;x&#34;&#62;a &#38; b&#60;/b&#62;");
  assert.deepEqual(["cat", 3, "1,2"].map(escaped), ["cat", "3", "1,2"]);
});

test("signs", () => assert.deepEqual([-2, 0, 1e-12, 3].map(signOf), ["negative", "zero", "zero", "positive"]));

for (const [text, value] of [
  ["1/9", 1 / 9],
  ["-1/9", -1 / 9],
  ["−2", -2],
  ["0,5", 0.5],
  [" .5 ", 0.5],
  ["1 1/2", 1.5],
  ["-1 1/2", -1.5],
  ["+3", 3],
  ["7.", 7],
  ["1 / 4", 0.25],
  ["1/0", undefined],
  ["", undefined],
  ["-", undefined],
  ["1/", undefined],
  ["a", undefined],
  ["1 2", undefined],
  ["1e3", undefined],
  ["1/2/3", undefined],
  ["--1", undefined],
])
  test(`"${text}" is read as ${value}`, () => assert.equal(readNumber(text), value));

test("a field says what it cannot read", () => {
  assert.equal(objection("1/9"), "");
  assert.match(objection("abc"), /^“abc” is no number/);
  assert.match(objection(" "), /^Type a number/);
  assert.match(objection("1e9"), /no number/);
  assert.match(objection("99999999"), /1,000,000/);
});

test("keys lead over a grid of 4 rows and 5 columns and stop at its rim", () => {
  const from = (at, key, more) => moved({ key, ...more }, at, 4, 5);
  assert.equal(from(7, "ArrowUp"), 2);
  assert.equal(from(2, "ArrowUp"), 2);
  assert.equal(from(7, "ArrowRight"), 8);
  assert.equal(from(9, "ArrowRight"), 9);
  assert.equal(from(7, "ArrowDown", { shiftKey: true }), 17);
  assert.equal(from(7, "Home"), 5);
  assert.equal(from(7, "End"), 9);
  assert.equal(from(7, "Home", { ctrlKey: true }), 0);
  assert.equal(from(7, "End", { metaKey: true }), 19);
  assert.equal(from(7, "d"), undefined);
});

test("JupyterLab gets Esc, what runs a cell, and Ctrl or Cmd with a letter that edits nothing; a widget keeps the rest", () => {
  for (const key of ["d", "s", "Enter", "ArrowUp", "Backspace", "Tab"]) assert.ok(!isForJupyterLab({ key }), key);
  for (const key of ["s", "S", "b", "f"]) assert.ok(isForJupyterLab({ key, ctrlKey: true }), key);
  assert.ok(isForJupyterLab({ key: "s", metaKey: true }));
  for (const key of ["a", "c", "v", "x", "y", "z", "Backspace", "ArrowUp"]) {
    assert.ok(!isForJupyterLab({ key, ctrlKey: true }), key);
  }
  assert.ok(isForJupyterLab({ key: "C", ctrlKey: true, shiftKey: true }), "the commands");
  assert.ok(!isForJupyterLab({ key: "Z", ctrlKey: true, shiftKey: true }), "redo");
  assert.ok(!isForJupyterLab({ key: "A", shiftKey: true }));
  assert.ok(isForJupyterLab({ key: "Escape" }));
  for (const held of ["shiftKey", "ctrlKey", "metaKey", "altKey"])
    assert.ok(isForJupyterLab({ key: "Enter", [held]: true }));
});

test("each key is decided for the element that has the focus, and Esc leads to the cell", () => {
  const heard = new Set();
  globalThis.window = {
    addEventListener: (_, then) => heard.add(then),
    removeEventListener: (_, then) => heard.delete(then),
  };
  const element = () => ({
    kept: undefined,
    setAttribute() {
      this.kept = true;
    },
    removeAttribute() {
      this.kept = false;
    },
  });
  const [inside, outside] = [element(), element()];
  let cellHasFocus = false;
  const stop = keepKeys({
    contains: (one) => one === inside,
    closest: () => ({
      focus() {
        cellHasFocus = true;
      },
    }),
  });
  const press = (target, key, more) => {
    for (const then of heard) then({ target, key, ...more });
  };
  press(inside, "d");
  assert.equal(inside.kept, true);
  press(inside, "s", { ctrlKey: true });
  assert.equal(inside.kept, false);
  assert.equal(cellHasFocus, false);
  press(outside, "Escape");
  assert.equal(cellHasFocus, false);
  press(inside, "Escape");
  assert.equal(cellHasFocus, true);
  assert.equal(outside.kept, undefined);
  stop();
  assert.equal(heard.size, 0);
});

test("colours run from the first stop over the middle one to the last, and are the course's own", () => {
  assert.deepEqual(SIGNS, golden.colours);
  const colours = ramp(SIGNS);
  const hex = (packed) =>
    `#${[0, 8, 16].map((shift) => ((packed >> shift) & 255).toString(16).padStart(2, "0")).join("")}`;
  assert.equal(hex(colours[0]), SIGNS.at(0)[1]);
  assert.equal(hex(colours[255]), SIGNS.at(-1)[1]);
  assert.equal(colours.length, 256);
  assert.match(gradient(SIGNS), /^linear-gradient\(to right, #174a8b 0%, .* #8f3d04 100%\)$/);
});

test("pictures are scaled down, never up, and turn grey as in Python", () => {
  assert.deepEqual(scaled(8000, 4000, 320), [320, 160]);
  assert.deepEqual(scaled(20, 30, 320), [20, 30]);
  assert.deepEqual(scaled(9000, 2, 320), [320, 1]);
  assert.deepEqual([...greyOf(golden.rgba)], golden.grey);
});

test("a view without a kernel goes on, and leaves nothing behind", () => {
  const heard = [];
  const model = {
    set() {},
    save_changes: () => {
      throw new Error("no kernel");
    },
    on: (name) => heard.push(`on ${name}`),
    off: (name) => heard.push(`off ${name}`),
  };
  globalThis.cancelAnimationFrame = () => {};
  const view = new View({ model, el: {} }, {});
  view.tell({ kernel: [[1]] });
  view.tell.call({ model: { set() {}, save_changes: () => Promise.reject(new Error("dead")) } }, { kernel: [[1]] });
  view.hear("kernel", () => {});
  view.leave();
  assert.deepEqual(heard, ["on change:kernel", "off change:kernel"]);
});

test("all views of a widget share one memory, and no two widgets do", () => {
  const memories = [];
  const left = [];
  class Some extends View {
    constructor(context, memory) {
      super(context, memory);
      memories.push(memory);
    }

    leave() {
      left.push(this.id);
    }
  }
  const context = () => ({
    el: { ownerDocument: { createElement: () => ({}) }, replaceChildren() {}, addEventListener() {} },
  });
  const make = widget(Some, () => ({ at: 0 }));
  const first = make();
  const close = first.render(context());
  first.render(context());
  make().render(context());
  close();
  assert.equal(memories[0], memories[1]);
  assert.notEqual(memories[0], memories[2]);
  assert.equal(left.length, 1);
});
