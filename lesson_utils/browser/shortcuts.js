// Which keys a widget keeps. JupyterLab takes the arrow keys, and d d deletes the cell, unless the very element with the
// focus forbids it. It asks at each key, so that the answer can depend on the key.

const FORBIDS = "data-lm-suppress-shortcuts";
const NOT_FOR_EDITING = /^[bd-uw]$/i; // with Ctrl, a c v x y z select, copy and undo in a field
const REDOES = /^z$/i; // with Ctrl and Shift

/**
 * Whether a key is JupyterLab's: Esc, Enter with Shift, Ctrl or Alt (runs the cell), Ctrl or Cmd with a letter (S saves).
 * @param {KeyboardEvent} options
 */
export function isForJupyterLab({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  if (key === "Escape") return true;
  if (key === "Enter") return Boolean(ctrlKey || metaKey || shiftKey || altKey);
  if (!(ctrlKey || metaKey)) return false;
  return shiftKey ? /^[a-z]$/i.test(key) && !REDOES.test(key) : NOT_FOR_EDITING.test(key);
}

/**
 * Keep keys pressed inside `root` from JupyterLab, except its own; Esc leads back to the cell. Gives a way to stop.
 * @param {HTMLElement} root
 */
export function keepKeys(root) {
  const decide = (/** @type {KeyboardEvent} */ event) => {
    const target = /** @type {Element} */ (event.target);
    if (!root.contains(target)) return;
    if (isForJupyterLab(event)) target.removeAttribute(FORBIDS);
    else target.setAttribute(FORBIDS, "true");
    if (event.key === "Escape") root.closest(".jp-Cell")?.focus(); // where the arrow keys go from cell to cell
  };
  window.addEventListener("keydown", decide, { capture: true }); // JupyterLab listens one step further in, on the document
  return () => window.removeEventListener("keydown", decide, { capture: true });
}
