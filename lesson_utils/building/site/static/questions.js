// Questions with options: they answer on the page with the words that a notebook's check would say.

import { markDone } from "./progress.js";

/** @typedef {{ letter: string, right: boolean, said: string }} SiteOption */

const SIGNS = { true: "✓", false: "✗" };
const BLOCK_FIRST = /^<(?:p|ul|ol|pre|figure|div)\b/;

/**
 * How a choice stands.
 * @param {SiteOption[]} options
 * @param {string[]} letters what is chosen
 * @param {boolean} several whether more than one option belongs to the answer
 * @returns {{ right: boolean, word: string, lead: string }}
 */
function judged(options, letters, several) {
  const taken = options.filter(({ letter }) => letters.includes(letter));
  const good = taken.filter(({ right }) => right);
  const wrong = taken.filter(({ right }) => !right);
  const missing = options.filter(({ right }) => right).length - good.length;
  if (!taken.length)
    return { right: false, word: "Not answered yet", lead: several ? "Tick at least one." : "Choose one." };
  if (!wrong.length && !missing) return { right: true, word: "Correct", lead: "" };
  if (!several) return { right: false, word: "Not this one", lead: "" };
  const left = missing ? ` Still missing: ${missing} ${missing === 1 ? "option" : "options"}.` : "";
  if (!wrong.length) return { right: false, word: "Not all of it yet", lead: `Right so far.${left}` };
  if (!good.length) return { right: false, word: "Not right yet", lead: `Does not belong to it: ${listed(wrong)}.` };
  const lead = `Belongs to it: ${listed(good)}. Does not: ${listed(wrong)}.${left}`;
  return { right: false, word: "Partly right", lead };
}

/** @param {SiteOption[]} options */
function listed(options) {
  const letters = options.map(({ letter }) => letter);
  return letters.length > 1 ? `${letters.slice(0, -1).join(", ")} and ${letters.at(-1)}` : letters.join("");
}

/** Make every question on the page answer. */
export function answerQuestions() {
  for (const form of document.querySelectorAll("form.question")) makeAnswer(form);
}

/** @param {HTMLFormElement} form */
function makeAnswer(form) {
  const several = form.dataset.several === "true";
  const inputs = [...form.querySelectorAll("input")];
  const options = inputs.map((input) => ({
    letter: input.value,
    right: input.hasAttribute("data-right"),
    said: form.querySelector(`template[data-said="${input.value}"]`).innerHTML.trim(),
  }));
  const reply = form.querySelector(".said");
  const sign = (/** @type {boolean} */ shown) => {
    for (const input of inputs) {
      const right = input.hasAttribute("data-right");
      const place = input.closest("label").querySelector(".verdict");
      place.textContent = shown && input.checked ? SIGNS[right ? "true" : "false"] : "";
      place.dataset.right = String(right);
    }
  };
  form.addEventListener("change", () => sign(false));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const letters = inputs.filter((one) => one.checked).map((one) => one.value);
    const found = judged(options, letters, several);
    sign(letters.length > 0);
    reply.dataset.right = String(found.right);
    reply.innerHTML = told(found, options, letters, several);
    if (found.right) markDone(form.closest("[data-challenge]").dataset.challenge, true);
  });
}

/**
 * What is said, as markup: all of it stands in the page already.
 * @param {ReturnType<typeof judged>} found
 * @param {SiteOption[]} options
 * @param {string[]} letters
 * @param {boolean} several
 */
function told({ right, word, lead }, options, letters, several) {
  const taken = options.filter(({ letter }) => letters.includes(letter));
  const said = taken.map(({ letter, right: good, said: html }) => {
    const words = html || `<p>${good ? "That is right." : "Not this one: look again."}</p>`;
    if (!several) return words;
    return words.startsWith("<p>") || !BLOCK_FIRST.test(words)
      ? words.replace(/^<p>/, `<p><strong>${letter}</strong>: `)
      : `<p><strong>${letter}</strong>:</p>${words}`;
  });
  return `<p><strong>${right ? "✓" : "→"} ${word}.</strong> ${lead}</p>${said.join("")}`;
}
