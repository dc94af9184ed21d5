// The picture on the page: turned over, shifted and covered by keys and pointer, replaced by one's own.

import { ImageFile } from "../kit/image_file.js";
import { moved } from "../kit/keys.js";
import { sharesOfBox } from "./panel.js";
import { covered, fitted, paintPicture, shifted, squareSide } from "./picture.js";

export const freshPicture = () => ({ own: null, shift: [0, 0], square: null });

const FAR_STEP = 10; // with Shift

export class PictureFrame {
  /** `memory` holds `freshPicture()` and `arrows`, what the arrow keys do; `changed()` hears of every change. */
  constructor(part, { memory, shape, top, changed }) {
    Object.assign(this, { part, memory, shape, top, changed });
    this.frame = part("picture");
    this.side = squareSide(shape);
    this.frame.addEventListener("keydown", (event) => this.pressed(event));
    this.listenToPointer();
    this.listenToControls();
  }

  /** What enters the network, given one of Python's images. */
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

  draw(pixels) {
    paintPicture(this.frame.querySelector("canvas"), pixels, this.shape, this.top);
    for (const radio of this.part("controls").querySelectorAll(".views input")) radio.checked = radio.value === this.memory.arrows;
  }

  restore() {
    Object.assign(this.memory, freshPicture());
  }

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

  /** Shift the picture down and to the right by so many pixels, at most until it is gone. */
  shift(...by) {
    this.memory.shift = by.map((pixels, axis) => Math.max(-this.shape[axis], Math.min(this.shape[axis], pixels)));
    this.changed();
  }

  middle() {
    return this.shape.slice(0, 2).map((size) => Math.floor((size - this.side) / 2));
  }

  /** Put the grey square's corner at a row and column. */
  cover(...corner) {
    this.memory.square = corner.map((at, axis) => Math.min(this.shape[axis] - this.side, Math.max(0, at)));
    this.changed();
  }

  listenToPointer() {
    let start; // of a drag: the place under the pointer, and the shift that was there before
    const place = (event) => sharesOfBox(event, this.frame).reverse().map((share, axis) => share * this.shape[axis]);
    const drag = (event) => {
      if (!start || !this.memory.revealed) return;
      const to = place(event);
      if (this.memory.arrows === "cover") this.cover(...to.map((at) => Math.round(at - this.side / 2)));
      else this.shift(...to.map((at, axis) => start.shift[axis] + Math.round(at - start.at[axis])));
    };
    this.frame.addEventListener("pointerdown", (event) => {
      this.frame.setPointerCapture(event.pointerId);
      start = { at: place(event), shift: this.memory.shift };
      drag(event);
    });
    this.frame.addEventListener("pointermove", drag);
    this.frame.addEventListener("lostpointercapture", () => { start = undefined; });
  }

  listenToControls() {
    const { memory } = this;
    this.part("controls").querySelector(".views").addEventListener("change", ({ target }) => {
      memory.arrows = target.value;
      if (target.value === "cover" && !memory.square) this.cover(...this.middle());
    });
    const say = (words) => { this.part("problem").textContent = words; };
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
