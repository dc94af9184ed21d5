// What a page of the website does once it stands: each of these does nothing where its part is not on the page.

import { keep } from "./kept.js";
import { bringToLife } from "./live.js";
import { keepProgress } from "./progress.js";
import { answerQuestions } from "./questions.js";
import { searchHere } from "./search.js";

const COPIED_MS = 2000;

/** A button beside each listing that copies it. */
function copyCode() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", async () => {
      const code = button.closest("figure").querySelector("code");
      button.textContent = (await copied(code)) ? "Copied ✓" : "Selected: press Ctrl+C";
      setTimeout(() => {
        button.textContent = "Copy";
      }, COPIED_MS);
    });
  }
}

/** @param {HTMLElement} code @returns {Promise<boolean>} whether it is on the clipboard; else it is selected */
async function copied(code) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(code);
    return document.execCommand?.("copy") ?? false; // pages without a secure address have no clipboard of their own
  }
}

/** The switch between light and dark. */
function switchTheme() {
  const button = document.querySelector("[data-theme-switch]");
  const isDark = () => document.body.dataset.jpThemeLight === "false";
  const show = () => {
    button.textContent = isDark() ? "☀ Light" : "☾ Dark";
    button.setAttribute("aria-label", isDark() ? "Switch to the light theme" : "Switch to the dark theme");
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    const wanted = isDark() ? "light" : "dark";
    if (!keep("theme", wanted)) document.body.dataset.jpThemeLight = String(wanted === "light");
    else dispatchEvent(new Event("theme-chosen"));
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => requestAnimationFrame(show));
  show();
}

/** On a narrow screen the contents begin folded; on paper, what code shows is unfolded. */
function foldAsFits() {
  const contents = document.querySelector(".contents details");
  const narrow = matchMedia("(max-width: 60rem)");
  const fit = () => {
    contents.open = !narrow.matches;
  };
  narrow.addEventListener("change", fit);
  fit();
  addEventListener("beforeprint", () => {
    for (const output of document.querySelectorAll("details.shown")) output.open = true;
  });
}

foldAsFits();
switchTheme();
copyCode();
answerQuestions();
keepProgress();
searchHere();
bringToLife();
