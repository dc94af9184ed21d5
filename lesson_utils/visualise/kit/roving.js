// One stop for Tab in a group of buttons: the arrow keys go from one to the next.

const WAYS = /** @type {Record<string, number>} */ ({ ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 });

/**
 * Let Tab stop once at the buttons inside `group`: at the one that was used last, to begin with at `first`.
 * @param {HTMLElement} group
 * @param {HTMLElement} [first] Without it, the first of them.
 */
export function rove(group, first) {
  // "Show me" is no choice: it keeps a stop of its own.
  const buttons = () => [...group.querySelectorAll("button:not([data-show])")].filter((button) => !button.hidden);
  const stopAt = (/** @type {HTMLElement} */ chosen) => {
    for (const button of buttons()) button.tabIndex = button === chosen ? 0 : -1;
  };
  group.addEventListener("focusin", ({ target }) => {
    if (buttons().includes(target.closest("button"))) stopAt(target.closest("button"));
  });
  group.addEventListener("keydown", (event) => {
    const step = WAYS[event.key];
    const all = buttons();
    const at = all.indexOf(event.target.closest("button"));
    if (!step || at < 0) return;
    event.preventDefault(); // the page must not scroll
    all[(at + step + all.length) % all.length].focus();
  });
  stopAt(first ?? buttons()[0]);
}

/**
 * Let Tab stop once at the text fields inside `group`: arrow left and right go from one to the next.
 * @param {HTMLElement} group
 */
export function roveFields(group) {
  const fields = () => /** @type {HTMLInputElement[]} */ ([...group.querySelectorAll("input")]);
  const stopAt = (/** @type {HTMLInputElement} */ chosen) => {
    for (const field of fields()) field.tabIndex = field === chosen ? 0 : -1;
  };
  group.addEventListener("focusin", ({ target }) => {
    stopAt(target.closest("input"));
    target.closest("input").select(); // typing replaces the number
  });
  group.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = fields();
    const at = all.indexOf(event.target.closest("input"));
    event.preventDefault();
    all[(at + step + all.length) % all.length].focus();
  });
  stopAt(fields()[0]);
}
