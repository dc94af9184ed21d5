// Whether there is a kernel that still knows a panel, and what to tell the learner where there is none.

const THEN_RUN = "run the first cell, then your answer's cell, then this cell again.";

/** @type {Record<string, string>} */
export const WORDS_OF = {
  gone: `The kernel is not running. Start it (menu Kernel, Restart Kernel…), ${THEN_RUN}`,
  new: `The kernel was started anew since this was shown, and knows nothing of it. To go on, ${THEN_RUN}`,
  busy: "The kernel is busy with another cell. Your click waits its turn.",
  silent: `The kernel does not answer. If it was started anew, ${THEN_RUN}`,
};

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
