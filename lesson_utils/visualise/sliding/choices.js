// A switch between a few values of one argument, named as in Keras.

export class Choices {
  /** Build it in `place`; `take(value)` hears what was chosen. `write(value)` is the label of a value. */
  constructor(place, { id, name, values, take, write = String }) {
    Object.assign(this, { place, id, name, values: [], write });
    place.innerHTML = `<span class="name" id="${id}-${name}">${name}</span>
      <div class="views" role="radiogroup" aria-labelledby="${id}-${name}"></div>`;
    this.group = place.lastElementChild;
    for (const value of values) this.add(value);
    this.group.addEventListener("change", ({ target }) => take(this.values[Number(target.value)]));
  }

  add(value) {
    this.group.insertAdjacentHTML("beforeend", `<label><input type="radio" name="${this.id}-${this.name}"
      value="${this.values.length}">${this.write(value)}</label>`);
    this.values.push(value);
  }

  /** Tick a value; one that Python has set and that is not on offer yet joins the others. */
  show(value) {
    if (!this.values.includes(value)) this.add(value);
    this.group.querySelector(`[value="${this.values.indexOf(value)}"]`).checked = true;
  }
}
