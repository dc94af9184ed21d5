// JupyterLab takes the arrow keys, and d d deletes the cell, unless the very element with the focus forbids it.

const FOCUSABLE = "button, input, select, textarea, summary, a[href], [tabindex]";

/** Keep a visualiser's keys its own, on `root` and everything in it that can have the focus. */
export function keepKeys(root) {
  for (const one of [root, ...root.querySelectorAll(FOCUSABLE)]) one.dataset.lmSuppressShortcuts = "true";
}
