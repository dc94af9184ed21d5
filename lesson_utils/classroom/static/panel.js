// The checker's panel: a message that screen readers announce, and buttons that ask the kernel for the next one.
// data-lm-suppress-shortcuts keeps JupyterLab from taking keys (Enter, arrows, d d) that belong to the panel. It must
// stand on each element that can have the focus: JupyterLab's own selectors match the focused element itself.

function render({ model, el }) {
  const root = document.createElement("section");
  root.setAttribute("aria-label", model.get("label"));

  const message = document.createElement("div");
  message.setAttribute("role", "status");
  message.setAttribute("aria-live", "polite");
  root.append(message);

  const bar = document.createElement("div");
  bar.className = "cnn-buttons";
  for (const { action, text } of model.get("buttons")) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.lmSuppressShortcuts = "true";
    button.textContent = text;
    button.addEventListener("click", () => model.send({ action }));
    bar.append(button);
  }
  if (bar.children.length) root.append(bar);

  function refresh() {
    root.className = `cnn-panel cnn-${model.get("tone")}`;
    message.innerHTML = model.get("html"); // escaped in Python, see feedback.py
    for (const code of message.querySelectorAll("[tabindex]")) code.dataset.lmSuppressShortcuts = "true";
  }
  model.on("change:html", refresh);
  model.on("change:tone", refresh);
  refresh();
  el.append(root);
}

export default { render };
