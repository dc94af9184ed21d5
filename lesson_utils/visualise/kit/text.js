// A text that often stays the same.

/**
 * Write a text, unless it stands there already: the browser would lay the page out anew for the same text.
 * @param {HTMLElement} place
 * @param {string} text
 */
export function writeText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
