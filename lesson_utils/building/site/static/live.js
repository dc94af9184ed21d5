// Brings the widgets of a page to life. Each is an anywidget: its module gets a stand-in for the kernel's side, which
// keeps what it is told and tells the other views of the same widget, as JupyterLab would.

/** @typedef {{ module: number, style: number, state: string, buffers: { path: string[], data: string }[] }} Packed */

class StandIn {
  /** @param {Record<string, any>} state */
  constructor(state) {
    this.state = state;
    /** @type {Map<string, Set<() => void>>} */
    this.heard = new Map();
  }

  /** @param {string} name */
  get(name) {
    return this.state[name];
  }

  /** @param {string} name @param {unknown} value */
  set(name, value) {
    this.state[name] = value;
    for (const then of this.heard.get(`change:${name}`) ?? []) then();
  }

  save_changes() {}

  send() {}

  /** @param {string} event @param {() => void} then */
  on(event, then) {
    this.heard.set(event, (this.heard.get(event) ?? new Set()).add(then));
  }

  /** @param {string} event @param {() => void} then */
  off(event, then) {
    this.heard.get(event)?.delete(then);
  }
}

/** @param {string} text @returns {Promise<ArrayBuffer>} */
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** @param {string} text */
const unpackText = async (text) => new TextDecoder().decode(await unpack(text));

/** @param {Packed} packed */
async function stateOf({ state, buffers }) {
  const whole = JSON.parse(await unpackText(state));
  for (const { path, data } of buffers) {
    let place = whole;
    for (const step of path.slice(0, -1)) place = place[step] ??= {};
    place[path.at(-1)] = new DataView(await unpack(data));
  }
  return whole;
}

/** Bring all widgets of the page to life, from the first to the last. */
export async function bringToLife() {
  const place = document.getElementById("live");
  if (!place) return;
  /** @type {{ texts: string[], widgets: Packed[] }} */
  const { texts, widgets } = JSON.parse(place.textContent);
  const loaded = texts.map(() => /** @type {Promise<any>} */ (null));
  const once = (/** @type {number} */ at, /** @type {(text: string) => any} */ then) => {
    loaded[at] ??= unpackText(texts[at]).then(then);
    return loaded[at];
  };
  for (const el of document.querySelectorAll("[data-widget]")) {
    const packed = widgets[Number(el.dataset.widget)];
    try {
      await once(packed.style, addStyle);
      await show(el, await once(packed.module, importText), await stateOf(packed));
    } catch (problem) {
      el.dataset.problem = String(problem); // its picture stays
    }
  }
  document.body.dataset.alive = "yes";
  performance.mark("alive"); // for tests/bench/bench_site.py
}

/** @param {string} text */
function addStyle(text) {
  document.head.append(Object.assign(document.createElement("style"), { textContent: text }));
}

/** @param {string} text */
async function importText(text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * @param {HTMLElement} el
 * @param {{ default: any }} module
 * @param {Record<string, any>} state
 */
async function show(el, module, state) {
  const made = typeof module.default === "function" ? await module.default() : module.default;
  const inner = document.createElement("div");
  inner.className = "view";
  const model = new StandIn(state);
  await made.initialize?.({ model });
  await made.render({ model, el: el.appendChild(inner) });
  el.classList.add("alive");
}
