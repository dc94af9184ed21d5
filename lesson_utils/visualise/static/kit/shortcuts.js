// JupyterLab takes the arrow keys, and d d deletes the cell, unless the very element with the focus forbids it. It asks
// at each key, so that the answer can depend on the key.

const FORBIDS = "data-lm-suppress-shortcuts";
const NOT_FOR_EDITING = /^[bd-uw]$/i; // with Ctrl, a c v x y z select, copy and undo in a field; so do keys such as Backspace

/** Keep keys pressed inside `root` from JupyterLab, except Ctrl or Cmd with a letter (S saves); gives a way to stop. */
export function keepKeys(root) {
  const decide = ({ target, key, ctrlKey, metaKey }) => {
    if (!root.contains(target)) return;
    if ((ctrlKey || metaKey) && NOT_FOR_EDITING.test(key)) target.removeAttribute(FORBIDS);
    else target.setAttribute(FORBIDS, "true");
  };
  window.addEventListener("keydown", decide, { capture: true }); // JupyterLab listens one step further in, on the document
  return () => window.removeEventListener("keydown", decide, { capture: true });
}
