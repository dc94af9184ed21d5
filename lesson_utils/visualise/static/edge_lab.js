// EdgeLab in the browser. Everything is computed here; Python hears of a kernel when it is let go of.

import { arithmetic, filterImage, prediction, summarise } from "./convolution.js";
import { GREY, look } from "./edge_lab_look.js";
import { page } from "./edge_lab_page.js";
import { gradient, paint, ramp } from "./paint.js";
import { describe, number, reply, signOf } from "./words.js";

const FOCUSABLE = "button, input, select, summary, [tabindex]";
const QUIET_MS = 500; // a screen reader hears a caption once the numbers rest
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

let viewsMade = 0;

class EdgeLabView {
  /** `memory` outlives the view: JupyterLab may throw a view away and make another. */
  constructor({ model, el }, memory) {
    Object.assign(this, { model, el, memory });
    [this.height, this.width] = model.get("_shape");
    const bytes = model.get("_pixels");
    this.pixels = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.presets = model.get("_presets");
    this.memory.kernel = model.get("kernel");
    this.layOut();
    this.listenToKernel();
    this.listenToPrediction();
    this.listenToPointer();
    this.listenToKeys();
    if (memory.revealed) this.reveal();
    this.draw();
  }

  layOut() {
    const { el, height, width } = this;
    el.classList.add("edge-lab");
    el.innerHTML = page(`edge-lab-${++viewsMade}`, this.presets, height, width);
    // JupyterLab takes the arrow keys, and d d deletes the cell, unless the very element with the focus forbids it.
    for (const one of [el, ...el.querySelectorAll(FOCUSABLE)]) one.dataset.lmSuppressShortcuts = "true";
    this.weights = [...el.querySelectorAll(".weights input")];
    this.cover = el.querySelector(".cover");
    this.frames = [this.part("picture"), this.part("result")];
    for (const frame of this.frames) frame.style.setProperty("--ratio", width / height);
    const [picture, canvas] = this.frames.map((frame) => frame.querySelector("canvas"));
    this.canvas = canvas;
    // The result lies exactly over the pixels it comes from: it lacks the outermost row on every side.
    Object.assign(canvas.style, { left: `${100 / width}%`, top: `${100 / height}%` });
    Object.assign(canvas.style, { width: `${(100 * (width - 2)) / width}%`, height: `${(100 * (height - 2)) / height}%` });
    paint(picture, this.pixels, height, width, { low: 0, high: 255, colours: ramp(GREY) });
  }

  part(name) {
    return this.el.querySelector(`[data-part="${name}"]`);
  }

  /** Draw once before the next frame, however often it was asked for. */
  redraw() {
    this.frameAsked ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frameAsked = undefined;
    const { memory } = this;
    this.result = filterImage(this.pixels, this.height, this.width, memory.kernel);
    this.summary = summarise(this.result.values);
    memory.pixel ??= this.summary.negative ? this.summary.lowAt : this.summary.highAt;
    const preset = this.presets.find(({ weights }) =>
      weights.flat().every((weight, at) => Math.abs(weight - memory.kernel.flat()[at]) <= 1e-9));
    this.name = preset?.name ?? "your kernel";
    this.drawKernel(preset);
    this.part("reply").hidden = !memory.reply;
    if (memory.revealed) this.drawResult();
    else this.part("question").textContent = `Predict first: where ${prediction(memory.kernel).place}, what will this kernel give?`;
  }

  drawKernel(preset) {
    this.part("preset").value = this.name;
    this.part("note").textContent = preset?.note ?? "Your own numbers.";
    this.memory.kernel.flat().forEach((weight, at) => {
      const input = this.weights[at];
      input.dataset.sign = signOf(weight);
      if (input !== input.ownerDocument.activeElement) input.value = Number(weight.toFixed(3));
    });
  }

  drawResult() {
    const { result, memory } = this;
    const shown = look(memory.view, result.values, this.summary, this.model.get("_colours"));
    paint(this.canvas, shown.values, result.height, result.width, { ...shown, colours: ramp(shown.stops) });
    this.el.querySelector(".ramp").style.background = gradient(shown.stops);
    ["low", "middle", "high"].forEach((place, at) => { this.part(place).textContent = shown.labels[at]; });
    this.el.querySelector(`.views [value="${memory.view}"]`).checked = true;
    this.drawPixel();
    this.caption = `${describe(this.name, this.summary)} ${shown.says}`;
    this.canvas.setAttribute("aria-label", `Result. ${this.caption}`);
    this.speakSoon();
  }

  /** Rings around the chosen pixel, and its arithmetic in the tables. */
  drawPixel() {
    const [row, column] = this.rowAndColumn(this.hovered ?? this.memory.pixel);
    this.frames.forEach((frame, at) => {
      const ring = frame.querySelector(".ring");
      const size = at === 0 ? 3 : 1;
      ring.hidden = false;
      ring.style.left = `${(100 * (column + 1.5)) / this.width}%`;
      ring.style.top = `${(100 * (row + 1.5)) / this.height}%`;
      ring.style.width = `${(100 * size) / this.width}%`;
      ring.style.height = `${(100 * size) / this.height}%`;
    });
    const { kernel } = this.memory;
    const { patch, products, sum } = arithmetic(this.pixels, this.width, kernel, row, column);
    this.fill("patch", patch, number);
    this.fill("kernel", kernel, (weight) => String(Number(weight.toFixed(3))).replace("-", "−"));
    this.fill("products", products, number);
    this.part("sum").textContent = number(sum);
    this.part("sum").dataset.sign = signOf(sum);
    this.part("relu").textContent = number(Math.max(0, sum));
  }

  fill(name, rows, write) {
    const values = rows.flat();
    this.el.querySelectorAll(`[data-cell="${name}"]`).forEach((cell, at) => {
      cell.textContent = write(values[at]);
      if (name !== "patch") cell.dataset.sign = signOf(values[at]);
    });
  }

  speakSoon() {
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      const [row, column] = this.rowAndColumn(this.memory.pixel);
      const { sum } = arithmetic(this.pixels, this.width, this.memory.kernel, row, column);
      const fate = sum < 0 ? "ReLU makes it 0" : "ReLU leaves it as it is";
      this.part("caption").textContent = this.caption;
      this.part("pixel").textContent =
        `Row ${row + 1}, column ${column + 1} of the result: the nine products sum to ${number(sum)}; ${fate}.`;
    }, this.part("caption").textContent ? QUIET_MS : 0);
  }

  rowAndColumn(at) {
    return [Math.floor(at / this.result.width), at % this.result.width];
  }

  /** The index of the result's pixel at a row and column, brought back inside if need be. */
  pixelAt(row, column) {
    const inside = (value, size) => Math.min(size - 1, Math.max(0, value));
    return inside(row, this.result.height) * this.result.width + inside(column, this.result.width);
  }

  choosePixel(at) {
    this.memory.pixel = at;
    this.hovered = undefined;
    this.drawPixel();
    this.speakSoon();
  }

  listenToKernel() {
    const { memory } = this;
    this.weights.forEach((input, at) => {
      input.addEventListener("input", () => {
        const typed = input.valueAsNumber;
        input.setAttribute("aria-invalid", String(!Number.isFinite(typed)));
        if (!Number.isFinite(typed)) return; // half typed, a "-" for example: wait for the rest
        this.take(memory.kernel.map((row, m) => row.map((old, n) => (3 * m + n === at ? typed : old))));
      });
      input.addEventListener("change", () => this.tellPython());
      input.addEventListener("blur", () => {
        input.removeAttribute("aria-invalid");
        this.redraw(); // writes the number that counts into a field that was left half typed
      });
    });
    this.part("preset").addEventListener("change", ({ target }) => {
      this.take(this.presets.find(({ name }) => name === target.value).weights);
      this.tellPython();
    });
    this.fromPython = () => this.take(this.model.get("kernel"));
    this.model.on("change:kernel", this.fromPython);
  }

  take(kernel) {
    this.memory.kernel = kernel;
    this.memory.reply = ""; // it spoke of the kernel before
    this.redraw();
  }

  tellPython() {
    this.model.set("kernel", this.memory.kernel);
    try {
      Promise.resolve(this.model.save_changes()).catch(() => {});
    } catch {
      // The Python kernel is gone; the picture goes on without it.
    }
  }

  listenToPrediction() {
    this.cover.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (!button) return;
      this.memory.reply = reply(button.value || null, prediction(this.memory.kernel));
      this.reveal();
      this.draw();
      this.part("reply").focus();
    });
    this.el.querySelector(".views").addEventListener("change", ({ target }) => {
      this.memory.view = target.value;
      this.redraw();
    });
    this.part("lowest").addEventListener("click", () => this.choosePixel(this.summary.lowAt));
    this.part("highest").addEventListener("click", () => this.choosePixel(this.summary.highAt));
  }

  reveal() {
    this.memory.revealed = true;
    this.cover.remove();
    this.part("found").hidden = false;
    this.part("reply").textContent = this.memory.reply;
  }

  /** Pointing shows a pixel for the moment; a click or a tap keeps it. */
  listenToPointer() {
    for (const frame of this.frames) {
      const under = ({ clientX, clientY }) => {
        const box = frame.getBoundingClientRect();
        const row = Math.floor(((clientY - box.top) / box.height) * this.height) - 1;
        return this.pixelAt(row, Math.floor(((clientX - box.left) / box.width) * this.width) - 1);
      };
      frame.addEventListener("pointermove", (event) => {
        if (!this.memory.revealed || event.pointerType !== "mouse") return;
        this.hovered = under(event);
        this.drawPixel();
      });
      frame.addEventListener("pointerleave", () => {
        if (this.hovered === undefined) return;
        this.hovered = undefined;
        this.drawPixel();
      });
      frame.addEventListener("click", (event) => {
        if (this.memory.revealed && !this.cover.contains(event.target)) this.choosePixel(under(event));
      });
    }
  }

  listenToKeys() {
    this.frames[0].addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      if (!step) return;
      event.preventDefault(); // the page must not scroll away
      if (!this.memory.revealed) return;
      const [row, column] = this.rowAndColumn(this.memory.pixel);
      const far = event.shiftKey ? 10 : 1;
      this.choosePixel(this.pixelAt(row + step[0] * far, column + step[1] * far));
    });
  }

  leave() {
    this.model.off("change:kernel", this.fromPython);
    cancelAnimationFrame(this.frameAsked);
    clearTimeout(this.quiet);
  }
}

/** anywidget calls this once for each widget; the memory is shared by all its views. */
export default () => {
  const memory = { view: "signed", revealed: false };
  return {
    render(context) {
      const view = new EdgeLabView(context, memory);
      return () => view.leave();
    },
  };
};
