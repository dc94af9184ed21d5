// The flattened row: one number after the other, each with its index; a row of the image stays together.

import { listenToKeys } from "../kit/keys.js";

export class FlatRow {
  /** Build the row in `place` as a list box, of which `go(at)` hears the choice; arrow down leads one image row on. */
  constructor(place, { values, shape: [height, width, channels], go, hover }) {
    const perRow = width * channels;
    const each = (count, write) => Array.from({ length: count }, (_, at) => write(at)).join("");
    const one = (at) => `<span role="option"><b>${values[at]}</b> <small>${at}</small></span>`;
    const pixel = (first) => `<span class="pixel" role="presentation">${each(channels, (at) => one(first + at))}</span>`;
    place.setAttribute("role", "listbox");
    place.setAttribute("aria-label", "The flattened row");
    place.setAttribute("aria-orientation", "horizontal");
    place.style.setProperty("--digits", Math.max(...values.map((text) => text.length), 3));
    place.innerHTML = each(height, (row) => `<div role="group" aria-label="from row ${row}">${
      each(width, (column) => pixel((row * width + column) * channels))}</div>`);
    this.cells = [...place.querySelectorAll("[role=option]")];
    this.cells.forEach((cell, at) => {
      cell.addEventListener("click", () => go(at));
      cell.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && hover(at));
      cell.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && hover(undefined));
    });
    const goByKey = (at) => {
      go(at);
      this.choose(at);
      this.cells[at].focus();
    };
    listenToKeys(place, { size: () => ({ height, width: perRow }), at: () => this.chosen, go: goByKey });
  }

  /** Mark one number as chosen, another as pointed at, and those written so far. */
  choose(at, pointed, written) {
    this.chosen = at;
    this.cells.forEach((cell, place) => {
      cell.tabIndex = place === at ? 0 : -1;
      cell.setAttribute("aria-selected", String(place === at));
      cell.classList.toggle("pointed", place === pointed);
      cell.classList.toggle("window", place <= written);
    });
  }
}
