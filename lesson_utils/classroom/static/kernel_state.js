// Whether there is a kernel that still knows a panel, and what to tell the learner where there is none.

/** @param {string} thenRun @returns {Record<string, string>} */
const words = (thenRun) => ({
  gone: `The kernel is not running. Start it (menu Kernel, Restart Kernel…), ${thenRun}`,
  new: `The kernel was started anew since this was shown, and knows nothing of it. To go on, ${thenRun}`,
  busy: "The kernel is busy with another cell. Your click waits its turn.",
  silent: `The kernel does not answer. If it was started anew, ${thenRun}`,
});

export const WORDS_OF = words("run the first cell, then your answer's cell, then this cell again.");
/** A question has no cell with an answer. */
export const WORDS_OF_QUESTIONS = words("run the first cell, then this cell again.");

/**
 * @param {any} model the widget's
 * @param {HTMLElement} root the panel: JupyterLab marks the views of widgets that the kernel has forgotten
 * @returns {"gone" | "new" | "busy" | "silent"}
 */
export function kernelState(model, root) {
  const manager = model.widget_manager;
  if (manager && "kernel" in manager) {
    if (!manager.kernel || ["dead", "terminating"].includes(manager.kernel.status)) return "gone";
    if (root.closest(".jupyter-widgets-disconnected")) return "new";
    if (manager.kernel.status === "busy") return "busy";
  }
  return "silent";
}
