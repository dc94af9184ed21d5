// The checker's panel: a message that screen readers announce, what belongs to it, and buttons that ask the kernel for
// the next one.

import { keepKeys } from "../../browser/shortcuts.js";
import { growNetwork } from "../../visualise/network_picture/growing_network.js";
import { Choosing, controlsOf, withRoom } from "./choosing.js";
import { addCopyButtons } from "./copying.js";
import { kernelState, WORDS_OF, WORDS_OF_QUESTIONS } from "./kernel_state.js";

/** @import { Chosen, Question } from "./choosing.js" */
/** @import { GrowingContent } from "../../visualise/network_picture/growing_network.js" */
/**
 * @typedef {{action: string, text: string}} ButtonText
 * @typedef {object} Content what the kernel sends at once, so that it is announced once
 * @property {string} tone
 * @property {string} message
 * @property {string} part
 * @property {string} below
 * @property {GrowingContent | null} growing
 * @property {ButtonText[]} offers
 * @property {ButtonText[]} choices
 * @property {Chosen[]} chosen
 */

const PATIENCE = 4000; // milliseconds without a sign of the kernel before the panel says so

/** @param {string} tag @param {string} className */
function make(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

/** What screen readers speak of as soon as it changes. @param {string} className */
function makeSpoken(className) {
  const region = make("div", className);
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  return region;
}

/** Fill a spoken region. Emptied first, the same words are announced again. @param {HTMLElement} region @param {string} html */
function speak(region, html, announce = true) {
  if (announce) region.replaceChildren();
  setTimeout(
    () => {
      region.innerHTML = html; // escaped in Python: see feedback.py
    },
    announce ? 60 : 0,
  );
}

/** @param {ButtonText} button @param {(action: string, button: HTMLButtonElement) => void} press */
function buttonFor({ action, text }, press) {
  const button = /** @type {HTMLButtonElement} */ (make("button", ""));
  button.type = "button";
  button.dataset.action = action;
  button.textContent = text;
  button.addEventListener("click", () => press(action, button));
  return button;
}

/** @param {{model: any, el: HTMLElement}} widget */
function render({ model, el }) {
  const root = make("div", "cnn-panel");
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", model.get("label"));
  const message = makeSpoken("cnn-message");
  const part = make("div", "cnn-below");
  const below = makeSpoken("cnn-message cnn-follows");
  const choices = make("div", "cnn-buttons cnn-choices");
  const bar = make("div", "cnn-buttons");
  /** @type {Question} empty where no question with options is asked */
  const question = model.get("question");
  const isAsked = Boolean(question.options);
  const words = isAsked ? WORDS_OF_QUESTIONS : WORDS_OF;
  const choosing = isAsked
    ? new Choosing(
        question,
        (chosen, button) => press("choose", button, chosen),
        () => shown?.chosen.length && fade(),
      )
    : null;
  if (choosing) {
    const controls = controlsOf(choosing.button, choices, bar);
    root.append(choosing.form, controls, withRoom(message, question.room), part, below);
  } else root.append(message, part, below, choices, bar);
  /** @type {number} */
  let waiting = 0;
  /** @type {HTMLElement} */
  let asker = null; // the button whose press brought the choices: the focus goes back to it
  /** @type {Content} */
  let shown = null;

  /** Say why nothing comes. What stands there is of before: it no longer looks like the present verdict. */
  function say(/** @type {string} */ words, isStale = true) {
    const notice = make("p", "cnn-notice");
    notice.textContent = words;
    message.querySelector(".cnn-notice")?.remove();
    message.prepend(notice);
    root.classList.remove("cnn-stale");
    if (isStale) fade();
  }

  /** What stands there is no longer the present verdict. */
  function fade() {
    root.dataset.tone = "note";
    root.classList.add("cnn-stale");
  }

  /** @param {string} action @param {HTMLButtonElement} button @param {string[]} [chosen] */
  function press(action, button, chosen) {
    if (button.parentElement === bar) asker = button;
    clearTimeout(waiting);
    const state = kernelState(model, root);
    if (state === "gone" || state === "new") return say(words[state]);
    try {
      model.send({ action, chosen });
    } catch {
      return say(words.new);
    }
    root.setAttribute("aria-busy", "true");
    waiting = setTimeout(() => {
      root.removeAttribute("aria-busy");
      const now = kernelState(model, root);
      say(words[now], now !== "busy");
    }, PATIENCE);
  }

  function offer(/** @type {Content} */ content) {
    const hadFocus = root.contains(document.activeElement) && document.activeElement.tagName === "BUTTON";
    const asks = content.choices.length > 0;
    choices.replaceChildren(...content.choices.map((choice) => buttonFor(choice, press)));
    bar.querySelectorAll(".cnn-offer").forEach((button) => button.remove());
    const offered = content.offers.map((one) => buttonFor(one, press));
    offered.forEach((button) => button.classList.add("cnn-offer"));
    bar.prepend(...offered);
    const leads = asks && bar.contains(document.activeElement);
    choices.hidden = !asks;
    bar.hidden = asks || !bar.children.length;
    if (leads) /** @type {HTMLElement} */ (choices.firstChild).focus();
    else if (hadFocus && !asks && !root.contains(document.activeElement)) {
      (asker?.isConnected ? asker : /** @type {HTMLElement} */ (bar.firstChild))?.focus();
    }
  }

  function refresh(/** @type {boolean} */ announce) {
    clearTimeout(waiting);
    root.removeAttribute("aria-busy");
    /** @type {Content} */
    const content = model.get("content");
    const isSame = announce && content.below && shown?.message === content.message;
    const isChoosing = isSame && choosing?.isOpen; // and asks for a hint meanwhile
    root.classList.toggle("cnn-stale", Boolean(isChoosing));
    if (!isChoosing) root.dataset.tone = content.tone;
    if (!isSame) {
      part.innerHTML = content.part; // escaped in Python, too
      part.hidden = !content.part;
      addCopyButtons(part);
      const growing = part.querySelector(".cnn-growing");
      if (growing) growNetwork(growing, content.growing); // which asks before it shows
      speak(message, content.message, announce);
    } else message.querySelector(".cnn-notice")?.remove();
    if (!isChoosing) choosing?.show(content.chosen);
    below.hidden = !content.below;
    speak(below, content.below, announce);
    offer(content);
    shown = content;
  }

  const changed = () => refresh(true);
  const received = (/** @type {{received?: boolean}} */ sent) => {
    if (sent?.received) clearTimeout(waiting);
  };
  bar.append(...model.get("buttons").map((/** @type {ButtonText} */ button) => buttonFor(button, press)));
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
