// Texts that go into a page.

/**
 * Write a text, unless it stands there already: the browser would lay the page out anew for the same text.
 * @param {HTMLElement} place
 * @param {string} text
 */
export function writeText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/**
 * A text as markup that shows just it: for every name that somebody else gives, inside an element or an attribute.
 * @param {unknown} text
 */
export const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
