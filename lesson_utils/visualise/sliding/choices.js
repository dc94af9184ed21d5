// A switch between a few values of one argument, named as in Keras.

/** @typedef {string | number | null} Setting */
/**
 * @typedef {object} ChoicesOptions
 * @property {string} id Keeps the radio groups of two views apart.
 * @property {string} name
 * @property {Setting[]} values
 * @property {(value: any) => void} take Hears what was chosen.
 * @property {(value: any) => string} [write] The label of a value.
 */

export class Choices {
  /**
   * Build it in `place`; `take(value)` hears what was chosen. `write(value)` is the label of a value.
   * @param {HTMLElement} place
   * @param {ChoicesOptions} options
   */
  constructor(place, { id, name, values, take, write = String }) {
    this.place = place;
    this.id = id;
    this.name = name;
    /** @type {Setting[]} */
    this.values = [];
    this.write = write;
    place.innerHTML = `<span class="name" id="${id}-${name}">${name}</span>
      <div class="views" role="radiogroup" aria-labelledby="${id}-${name}"></div>`;
    this.group = place.lastElementChild;
    for (const value of values) this.add(value);
    this.group.addEventListener("change", (/** @type {any} */ { target }) =>
      take(this.values[Number(/** @type {HTMLInputElement} */ (target).value)]),
    );
  }

  /** @param {Setting} value */
  add(value) {
    this.group.insertAdjacentHTML(
      "beforeend",
      `<label><input type="radio" name="${this.id}-${this.name}"
      value="${this.values.length}">${this.write(value)}</label>`,
    );
    this.values.push(value);
  }

  /**
   * Tick a value; one that Python has set and that is not on offer yet joins the others.
   * @param {Setting} value
   */
  show(value) {
    if (!this.values.includes(value)) this.add(value);
    this.group.querySelector(`[value="${this.values.indexOf(value)}"]`).checked = true;
  }
}
