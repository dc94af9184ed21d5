// Pixels that Python sent as base64 become small pictures.

/** @typedef {{shape: number[], pixels: string}} Pictures So many, height, width; three bytes for each pixel. */

/** @param {string} packed */
function bytesOf(packed) {
  return Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
}

/**
 * Paint one picture after the other, each on a canvas of its own.
 * @param {HTMLElement[]} places Each holds a canvas. @param {Pictures} pictures
 */
export function paintAll(places, { shape: [count, height, width], pixels }) {
  const bytes = bytesOf(pixels);
  for (let at = 0; at < count && at < places.length; at++) {
    const canvas = places[at].querySelector("canvas");
    if (!canvas) continue;
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
    const image = new ImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      const from = 3 * (at * width * height + pixel);
      image.data.set([bytes[from], bytes[from + 1], bytes[from + 2], 255], 4 * pixel);
    }
    canvas.getContext("2d")?.putImageData(image, 0, 0);
  }
}
