// One place in every picture at once: a ring around it in each, and a click or a key in any of them chooses another.

import { listenToKeys } from "../kit/keys.js";

/** @typedef {{ height: number, width: number }} Size */
/**
 * @typedef {object} PlacesOptions
 * @property {() => Size} image The picture's size.
 * @property {() => Size} map The size of the maps that a window of it gives.
 * @property {() => number} at The chosen place of the maps, row x width + column.
 * @property {(at: number) => void} choose
 * @property {() => boolean} open Whether a place may be chosen yet.
 */

export const WINDOW = 3; // pixels that a filter sees, down and across

export class Places {
  /**
   * @param {HTMLElement[]} frames Around the pictures; those of the maps stand in a `.later`.
   * @param {HTMLElement} picture The one that listens to keys.
   * @param {PlacesOptions} options
   */
  constructor(frames, picture, options) {
    this.frames = frames;
    this.options = options;
    for (const frame of frames) frame.addEventListener("click", (event) => this.clicked(frame, event));
    const { map, at, choose, open } = options;
    listenToKeys(picture, { size: map, at, go: (place) => open() && choose(place) });
  }

  /**
   * How many pixels a frame shows, and how many of them belong to one place.
   * @param {HTMLElement} frame
   */
  extent(frame) {
    const isMap = Boolean(frame.closest(".later"));
    return { ...(isMap ? this.options.map() : this.options.image()), size: isMap ? 1 : WINDOW };
  }

  /**
   * @param {number} row
   * @param {number} column
   */
  ring(row, column) {
    for (const frame of this.frames) {
      const { height, width, size } = this.extent(frame);
      const ring = /** @type {HTMLElement} */ (frame.querySelector(".ring"));
      ring.hidden = false;
      Object.assign(ring.style, {
        left: `${(100 * (column + size / 2)) / width}%`,
        top: `${(100 * (row + size / 2)) / height}%`,
        width: `${(100 * size) / width}%`,
        height: `${(100 * size) / height}%`,
      });
    }
  }

  /**
   * A click in a picture chooses the window around that pixel.
   * @param {HTMLElement} frame
   * @param {MouseEvent} event
   */
  clicked(frame, event) {
    if (!this.options.open()) return;
    const box = frame.getBoundingClientRect();
    const { height, width, size } = this.extent(frame);
    const map = this.options.map();
    const place = (/** @type {number} */ part, /** @type {number} */ pixels, /** @type {number} */ places) =>
      Math.min(places - 1, Math.max(0, Math.floor(part * pixels) - Math.floor(size / 2)));
    const row = place((event.clientY - box.top) / box.height, height, map.height);
    const column = place((event.clientX - box.left) / box.width, width, map.width);
    this.options.choose(row * map.width + column);
  }
}
