// A button on each block of code that copies it.

const STAYS = 2000; // milliseconds for which the button says that it has copied

/** @param {HTMLElement} part */
export function addCopyButtons(part) {
  part.querySelectorAll("pre.cnn-code").forEach((/** @type {HTMLElement} */ block) => {
    const frame = document.createElement("div");
    frame.className = "cnn-code-frame";
    block.replaceWith(frame);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "cnn-copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      button.textContent = (await copied(block)) ? "✓ Copied" : "Press Ctrl+C";
      setTimeout(() => (button.textContent = "Copy"), STAYS);
    });
    frame.append(button, block);
  });
}

/** Copy a block's text; where the browser forbids it, select it, so that Ctrl+C does. @param {HTMLElement} block */
async function copied(block) {
  try {
    await navigator.clipboard.writeText(block.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(block);
    return false;
  }
}
