// Finds sections that hold all the words typed, or their beginnings. The index lies in the page.

/** @typedef {[page: string, address: string, title: string, text: string]} Section */

const MOST = 30;
const AROUND = 90; // letters on each side of the first word found

/** @param {string} text */
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

/** @param {string} query */
const wordsOf = (query) => plain(query).match(/[\p{L}\p{N}_]+/gu) ?? [];

/**
 * The best sections, those first whose title holds the words.
 * @param {Section[]} index
 * @param {string} query
 */
export function found(index, query) {
  const words = wordsOf(query);
  if (!words.length) return [];
  const starts = words.map((word) => new RegExp(`(?<![\\p{L}\\p{N}_])${word}`, "u"));
  return index
    .map((section) => ({ section, score: scoreOf(section, starts) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ section }) => section);
}

/** @param {Section} section @param {RegExp[]} starts */
function scoreOf([, , title, text], starts) {
  const [head, body] = [plain(title), plain(text)];
  if (!starts.every((start) => start.test(head) || start.test(body))) return 0;
  return starts.reduce((sum, start) => sum + (start.test(head) ? 5 : 0) + Math.min(3, body.split(start).length - 1), 1);
}

/** Search while the reader types, and for what the address asks. */
export function searchHere() {
  const place = document.querySelector("[data-results]");
  if (!place) return;
  /** @type {Section[]} */
  const index = JSON.parse(document.getElementById("data").textContent);
  const field = document.querySelector("#query");
  field.closest("form").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  field.addEventListener("input", () => list(place, index, field.value));
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) list(place, index, field.value);
  field.focus();
}

/** @param {HTMLElement} place @param {Section[]} index @param {string} query */
function list(place, index, query) {
  const sections = found(index, query);
  const words = wordsOf(query);
  place.replaceChildren(...sections.slice(0, MOST).map((section) => entry(section, words)));
  const count = sections.length;
  const told = count
    ? `${count} ${count === 1 ? "section" : "sections"}`
    : "Nothing found. Try fewer or shorter words.";
  document.querySelector("[data-found]").textContent = words.length
    ? told + (count > MOST ? `, the best ${MOST}` : "")
    : "";
}

/** @param {Section} section @param {string[]} words */
function entry([page, address, title, text], words) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: address });
  link.append(title || page);
  const where = Object.assign(document.createElement("small"), { textContent: title ? page : "" });
  const at = Math.max(0, plain(text).search(words[0]) - AROUND);
  const cut = text.slice(at, at + 2 * AROUND);
  const shown = `${at ? "…" : ""}${cut}${at + cut.length < text.length ? "…" : ""}`;
  const excerpt = document.createElement("p");
  excerpt.append(...marked(shown, words));
  item.append(link, " ", where, excerpt);
  return item;
}

/** @param {string} text @param {string[]} words */
function marked(text, words) {
  return text.split(new RegExp(`((?<![\\p{L}\\p{N}_])(?:${words.join("|")}))`, "iu")).map((part, at) => {
    return at % 2 ? Object.assign(document.createElement("mark"), { textContent: part }) : part;
  });
}
