// The picture on the page: turned over, shifted and covered by keys and pointer, replaced by one's own.

import { ImageFile } from "../kit/image_file.js";
import { moved } from "../kit/keys.js";
import { sharesOfBox } from "./panel.js";
import { covered, fitted, paintPicture, shifted, squareSide } from "./picture.js";

/** @import { Part } from "../kit/view.js" */
/**
 * @typedef {object} PictureMemory
 * @property {Float32Array | null} own A picture of the learner's.
 * @property {number[]} shift Rows down and columns to the right.
 * @property {number[] | null} square The corner of the grey square.
 */
/**
 * @typedef {object} PictureOptions
 * @property {PictureMemory & { arrows: string, revealed?: boolean }} memory
 * @property {number[]} shape
 * @property {number} top What a white pixel is.
 * @property {() => void} changed Hears of every change.
 */

/** @returns {PictureMemory} */
export const freshPicture = () => ({ own: null, shift: [0, 0], square: null });

const FAR_STEP = 10; // with Shift

export class PictureFrame {
  /**
   * `memory` holds `freshPicture()` and `arrows`, what the arrow keys do; `changed()` hears of every change.
   * @param {Part} part
   * @param {PictureOptions} options
   */
  constructor(part, { memory, shape, top, changed }) {
    this.part = part;
    this.memory = memory;
    this.shape = shape;
    this.top = top;
    this.changed = changed;
    this.frame = part("picture");
    this.side = squareSide(shape);
    this.frame.addEventListener("keydown", (/** @type {any} */ event) => this.pressed(event));
    this.listenToPointer();
    this.listenToControls();
  }

  /**
   * What enters the network, given one of Python's images.
   * @param {Float32Array} given
   */
  pixels(given) {
    const { own, shift, square } = this.memory;
    let pixels = own ?? given;
    if (shift[0] || shift[1]) pixels = shifted(pixels, this.shape, shift);
    return square ? covered(pixels, this.shape, square, this.top) : pixels;
  }

  get asGiven() {
    const { own, shift, square } = this.memory;
    return !own && !shift[0] && !shift[1] && !square;
  }

  /** @param {Float32Array} pixels */
  draw(pixels) {
    paintPicture(this.frame.querySelector("canvas"), pixels, this.shape, this.top);
    for (const radio of this.part("controls").querySelectorAll(".views input"))
      radio.checked = radio.value === this.memory.arrows;
  }

  restore() {
    Object.assign(this.memory, freshPicture());
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const to = moved({ key: event.key }, 4, 3, 3); // from the middle of nine places: which way does the key point?
    if (!this.memory.revealed || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    const far = event.shiftKey ? FAR_STEP : 1;
    const step = [Math.floor(to / 3) - 1, (to % 3) - 1].map((way) => way * far);
    const { square, arrows, shift } = this.memory;
    if (arrows === "cover") return this.cover(...(square ?? this.middle()).map((at, axis) => at + step[axis]));
    return this.shift(...shift.map((by, axis) => by + step[axis]));
  }

  /**
   * Shift the picture down and to the right by so many pixels, at most until it is gone.
   * @param {...number} by
   */
  shift(...by) {
    this.memory.shift = by.map((pixels, axis) => Math.max(-this.shape[axis], Math.min(this.shape[axis], pixels)));
    this.changed();
  }

  middle() {
    return this.shape.slice(0, 2).map((size) => Math.floor((size - this.side) / 2));
  }

  /**
   * Put the grey square's corner at a row and column.
   * @param {...number} corner
   */
  cover(...corner) {
    this.memory.square = corner.map((at, axis) => Math.min(this.shape[axis] - this.side, Math.max(0, at)));
    this.changed();
  }

  listenToPointer() {
    /** @type {{ at: number[], shift: number[] } | undefined} */
    let start; // of a drag: the place under the pointer, and the shift that was there before
    const place = (/** @type {PointerEvent} */ event) =>
      sharesOfBox(event, this.frame)
        .reverse()
        .map((share, axis) => share * this.shape[axis]);
    const drag = (/** @type {PointerEvent} */ event) => {
      if (!start || !this.memory.revealed) return;
      const to = place(event);
      if (this.memory.arrows === "cover") this.cover(...to.map((at) => Math.round(at - this.side / 2)));
      else this.shift(...to.map((at, axis) => start.shift[axis] + Math.round(at - start.at[axis])));
    };
    this.frame.addEventListener("pointerdown", (/** @type {any} */ event) => {
      this.frame.setPointerCapture(event.pointerId);
      start = { at: place(event), shift: this.memory.shift };
      drag(event);
    });
    this.frame.addEventListener("pointermove", drag);
    this.frame.addEventListener("lostpointercapture", () => {
      start = undefined;
    });
  }

  listenToControls() {
    const { memory } = this;
    this.part("controls")
      .querySelector(".views")
      .addEventListener("change", (/** @type {any} */ { target }) => {
        memory.arrows = target.value;
        if (target.value === "cover" && !memory.square) this.cover(...this.middle());
      });
    const say = (/** @type {string} */ words) => {
      this.part("problem").textContent = words;
    };
    new ImageFile(this.part("own"), {
      target: this.frame,
      take: (file) => {
        if (!memory.revealed) return;
        say("");
        Object.assign(memory, freshPicture(), { own: fitted(file, this.shape, this.top) });
        this.changed();
      },
      refuse: say,
    });
  }
}
