// The checker's panel: a message that screen readers announce, what belongs to it, and buttons that ask the kernel for
// the next one.

import { keepKeys } from "../../browser/shortcuts.js";

const PATIENCE = 4000; // milliseconds without a sign of the kernel before the panel says so
const NOT_RUNNING =
  "The kernel is not running. Start it (menu Kernel, Restart Kernel…), run the first cell, then run this cell again.";
const BUSY = "The kernel is busy with another cell. Your click waits its turn.";
const FORGOTTEN =
  "The kernel does not answer: it was started anew since. Run the first cell, then your answer, then this cell again.";

function kernelState(model) {
  const manager = model.widget_manager;
  if (!manager || !("kernel" in manager)) return "unknown";
  const kernel = manager.kernel;
  if (!kernel || ["dead", "terminating"].includes(kernel.status)) return "gone";
  return kernel.status;
}

function make(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function buttonFor({ action, text }, press) {
  const button = make("button", "");
  button.type = "button";
  button.dataset.action = action;
  button.textContent = text;
  button.addEventListener("click", () => press(action, button));
  return button;
}

function render({ model, el }) {
  const root = make("div", "cnn-panel");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", model.get("label"));
  const message = make("div", "cnn-message");
  message.setAttribute("role", "status");
  message.setAttribute("aria-live", "polite");
  const part = make("div", "cnn-below");
  const choices = make("div", "cnn-buttons cnn-choices");
  const bar = make("div", "cnn-buttons");
  root.append(message, part, choices, bar);
  let waiting = 0;
  let asker = null; // the button whose press brought the choices: the focus goes back to it

  function say(words) {
    const notice = make("p", "cnn-notice");
    notice.textContent = words;
    message.querySelector(".cnn-notice")?.remove();
    message.append(notice);
  }

  function press(action, button) {
    if (button.parentElement === bar) asker = button;
    clearTimeout(waiting);
    if (kernelState(model) === "gone") return say(NOT_RUNNING);
    try {
      model.send({ action });
    } catch {
      return say(NOT_RUNNING);
    }
    root.setAttribute("aria-busy", "true");
    waiting = setTimeout(() => {
      root.removeAttribute("aria-busy");
      const state = kernelState(model);
      say(state === "gone" ? NOT_RUNNING : state === "busy" ? BUSY : FORGOTTEN);
    }, PATIENCE);
  }

  function offer(offered) {
    const hadFocus = choices.contains(document.activeElement);
    choices.replaceChildren(...offered.map((choice) => buttonFor(choice, press)));
    const asks = offered.length > 0;
    const leads = asks && bar.contains(document.activeElement);
    choices.hidden = !asks;
    bar.hidden = asks || !bar.children.length;
    if (leads) choices.firstChild.focus();
    else if (hadFocus && !asks) (asker ?? bar.firstChild)?.focus();
  }

  function refresh(announce) {
    clearTimeout(waiting);
    root.removeAttribute("aria-busy");
    const content = model.get("content");
    root.dataset.tone = content.tone;
    part.innerHTML = content.part; // escaped in Python, as the message is: see feedback.py
    part.hidden = !content.part;
    // A live region speaks of what changes in it: emptied first, the same words are announced again.
    if (announce) message.replaceChildren();
    setTimeout(() => (message.innerHTML = content.message), announce ? 60 : 0);
    offer(content.choices);
  }

  const changed = () => refresh(true);
  const received = (sent) => {
    if (sent?.received) clearTimeout(waiting);
  };
  bar.append(...model.get("buttons").map((button) => buttonFor(button, press)));
  model.on("change:content", changed);
  model.on("msg:custom", received);
  refresh(false);
  el.append(root);
  const stopKeeping = keepKeys(root);
  return () => {
    stopKeeping();
    clearTimeout(waiting);
    model.off("change:content", changed);
    model.off("msg:custom", received);
  };
}

export default { render };
