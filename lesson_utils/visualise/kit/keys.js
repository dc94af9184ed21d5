// Arrow keys on anything that has rows and columns.

const FAR = 10; // with Shift
/** @type {Record<string, number[]>} */
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * Where a key leads from place `at` (row x width + column), or `undefined` for a key that leads nowhere.
 * @param {{ key: string, shiftKey?: boolean, ctrlKey?: boolean, metaKey?: boolean }} options
 * @param {number} at
 * @param {number} height
 * @param {number} width
 */
export function moved({ key, shiftKey, ctrlKey, metaKey }, at, height, width) {
  const all = ctrlKey || metaKey;
  const [row, column] = [Math.floor(at / width), at % width];
  if (key === "Home") return all ? 0 : row * width;
  if (key === "End") return all ? height * width - 1 : row * width + width - 1;
  if (!ARROWS[key]) return undefined;
  const [down, right] = ARROWS[key].map((step) => step * (shiftKey ? FAR : 1));
  const inside = (/** @type {number} */ value, /** @type {number} */ size) => Math.min(size - 1, Math.max(0, value));
  return inside(row + down, height) * width + inside(column + right, width);
}

/**
 * Let arrow keys (Shift: ten at once), Home and End on `element` choose a place; `at()` and `size()` say where we are.
 * @param {HTMLElement} element
 * @param {{ size: () => { height: number, width: number }, at: () => number, go: (at: number) => void }} options
 */
export function listenToKeys(element, { size, at, go }) {
  element.addEventListener("keydown", (event) => {
    const { height, width } = size();
    const place = moved(event, at(), height, width);
    if (place === undefined) return;
    event.preventDefault(); // the page must not scroll away
    go(place);
  });
}
