// Which challenges are done: kept in this browser only, shown on every page, erased on the first one.

import { forget, keep, kept } from "./kept.js";

const NAME = "progress";
const SIGN = "✓ done";

/** @returns {Record<string, string[]>} the challenges of each episode */
function plan() {
  return JSON.parse(document.getElementById("plan").textContent);
}

/** @returns {Set<string>} the challenges that are done, as `episode/challenge` */
function done() {
  const known = kept(NAME);
  return new Set(Array.isArray(known) ? known.filter((one) => typeof one === "string") : []);
}

/**
 * Note that a challenge is done, or that it is not.
 * @param {string} place `episode/challenge`
 * @param {boolean} isDone
 */
export function markDone(place, isDone) {
  const now = done();
  if (isDone) now.add(place);
  else now.delete(place);
  keep(NAME, [...now]);
  showProgress();
}

/** Write how far the reader is wherever a page says so. */
function showProgress() {
  const episodes = plan();
  const now = done();
  const countOf = (/** @type {string} */ name) => episodes[name].filter((one) => now.has(`${name}/${one}`)).length;
  const names = Object.keys(episodes);
  for (const place of document.querySelectorAll("[data-share]")) {
    const all = episodes[place.dataset.share].length;
    const count = countOf(place.dataset.share);
    place.textContent = count ? (count === all ? "✓ all done" : `${count} of ${all} done`) : "";
  }
  for (const place of document.querySelectorAll("[data-standing]")) {
    const meant = place.dataset.standing ? [place.dataset.standing] : names;
    const all = meant.reduce((sum, name) => sum + episodes[name].length, 0);
    const count = meant.reduce((sum, name) => sum + countOf(name), 0);
    place.hidden = !all;
    place.querySelector("progress").value = all ? count / all : 0;
    place.querySelector("span").textContent = `${count} of ${all} challenges done`;
  }
  for (const box of document.querySelectorAll("[data-challenge]")) {
    const isDone = now.has(box.dataset.challenge);
    box.querySelector("[data-state]").textContent = isDone ? SIGN : "";
    const tick = box.querySelector("[data-tick]");
    if (tick) tick.checked = isDone;
  }
}

/** Let the reader tick what no page can check, and erase everything. */
export function keepProgress() {
  for (const tick of document.querySelectorAll("[data-tick]")) {
    tick.closest("label").hidden = false;
    tick.addEventListener("change", () => markDone(tick.closest("[data-challenge]").dataset.challenge, tick.checked));
  }
  const button = document.querySelector("[data-erase]");
  if (button) offerToErase(button, document.querySelector("[data-erased]"));
  addEventListener("storage", showProgress); // another page of the course has changed it
  addEventListener("pageshow", showProgress); // the browser has brought this page back as it was
  showProgress();
}

/** Erase on the second press: the first one asks. @param {HTMLButtonElement} button @param {HTMLElement} answer */
function offerToErase(button, answer) {
  const words = button.textContent;
  let asked = false;
  button.hidden = false;
  const settle = () => {
    asked = false;
    button.textContent = words;
  };
  button.addEventListener("click", () => {
    if (!asked) {
      asked = true;
      button.textContent = "Really erase it? Press again";
      answer.textContent = "";
      return;
    }
    forget(NAME);
    settle();
    answer.textContent = "Erased: this browser keeps nothing of your progress.";
    showProgress();
  });
  button.addEventListener("blur", settle);
}
