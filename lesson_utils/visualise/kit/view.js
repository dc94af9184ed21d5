// What every visualiser's view does: stand in the page, draw once a frame, speak now and then, talk to Python.

import { keepKeys } from "../../browser/shortcuts.js";
import { writeText } from "./text.js";
import { uniqueId } from "./unique.js";

/**
 * What Python and the browser share, as anywidget hands it over.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => unknown} save_changes
 * @property {(content: object) => void} send A message to Python, which hears it at once or when the running cell ends.
 * @property {(event: string, then: () => void) => void} on
 * @property {(event: string, then: () => void) => void} off
 */
/** @typedef {{ model: Model, el: HTMLElement }} Context */
/** @typedef {(name: string) => any} Part Finds the element of a page with this `data-part`. */

const QUIET_MS = 500; // a screen reader hears a caption once the numbers rest

/**
 * A visualiser's view: its `draw` shows what `memory` and `model` hold.
 * @template Memory
 */
export class View {
  /**
   * `memory` outlives the view: JupyterLab may throw a view away and make another.
   * @param {Context} options
   * @param {Memory} memory
   */
  constructor({ model, el }, memory) {
    this.model = model;
    this.el = el;
    this.memory = memory;
    this.id = uniqueId("view");
    /** @type {(() => void)[]} */
    this.atTheEnd = [];
    /** @type {Map<string, ReturnType<typeof setTimeout>>} */
    this.waiting = new Map();
    /** @type {number | undefined} */
    this.frameAsked = undefined;
  }

  /**
   * Fill the page; `name` is the class by which the visualiser's style sheet knows it.
   * @param {string} name
   * @param {string} markup
   */
  layOut(name, markup) {
    this.el.classList.add("course-widget", name);
    this.el.innerHTML = markup;
    this.whenLeaving(keepKeys(this.el));
  }

  /**
   * The element with this `data-part`.
   * @param {string} name
   * @returns {any}
   */
  part(name) {
    return this.el.querySelector(`[data-part="${name}"]`);
  }

  /**
   * Write a text into the element with this `data-part`.
   * @param {string} name
   * @param {string} text
   */
  write(name, text) {
    writeText(this.part(name), text);
  }

  /**
   * Take a part out of sight while a question covers it; its room is kept, so that nothing jumps when it is answered.
   * @param {string} name
   * @param {boolean} covered
   */
  cover(name, covered) {
    this.part(name).toggleAttribute("data-covered", covered);
  }

  /** Show what there is now; each visualiser has its own. */
  draw() {}

  /** Draw once before the next frame, however often it was asked for. */
  redraw() {
    this.frameAsked ??= requestAnimationFrame(() => {
      this.frameAsked = undefined;
      this.draw();
    });
  }

  /**
   * Tell Python new values of its traits, all at once. Where there is no kernel the view just goes on.
   * @param {Record<string, unknown>} changes
   */
  tell(changes) {
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    try {
      Promise.resolve(this.model.save_changes()).catch(() => {});
    } catch {
      // The kernel is gone.
    }
  }

  /**
   * Hear of a trait that Python, or another view of the same widget, has changed.
   * @param {string} name
   * @param {() => void} then
   */
  hear(name, then) {
    this.model.on(`change:${name}`, then);
    this.whenLeaving(() => this.model.off(`change:${name}`, then));
  }

  /**
   * Write a caption (an aria-live element) once nothing has changed for half a second; the first at once.
   * @param {string} text
   * @param {string} [name]
   */
  say(text, name = "caption") {
    const write = () => {
      this.part(name).textContent = text;
    };
    clearTimeout(this.waiting.get(name));
    if (this.part(name).textContent) this.waiting.set(name, setTimeout(write, QUIET_MS));
    else write();
  }

  /** @param {() => void} then */
  whenLeaving(then) {
    this.atTheEnd.push(then);
  }

  leave() {
    cancelAnimationFrame(this.frameAsked);
    for (const timer of this.waiting.values()) clearTimeout(timer);
    for (const then of this.atTheEnd) then();
  }
}

/**
 * What a visualiser's module exports as default: anywidget calls it once per widget, `render` once per view.
 * @template Memory
 * @param {new (context: Context, memory: Memory) => View<Memory>} ViewClass
 * @param {() => object} freshMemory What a view knows before anything happened.
 */
export function widget(ViewClass, freshMemory) {
  return () => {
    const memory = /** @type {Memory} */ (freshMemory());
    const places = new Map(); // each view's place in the page, and how to fill it anew
    return {
      /** @param {Context} options */
      render({ model, el }) {
        /** @type {View<Memory>} */
        let view;
        const fill = () => {
          view?.leave();
          const inner = el.ownerDocument.createElement("div"); // a new one: it takes the old view's listeners along
          el.replaceChildren(inner);
          view = new ViewClass({ model, el: inner }, memory);
        };
        places.set(el, fill);
        // What is answered in one view is answered in all of them.
        el.addEventListener("answered", () => {
          for (const [place, again] of places) if (place !== el) again();
        });
        fill();
        return () => {
          places.delete(el);
          view.leave();
        };
      },
    };
  };
}
