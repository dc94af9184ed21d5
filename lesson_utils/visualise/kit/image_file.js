// A picture of one's own: chosen or dropped, scaled down here, in the browser. It goes nowhere but to the own kernel.

/** @typedef {{ rgba: Uint8ClampedArray<ArrayBuffer>, height: number, width: number, name: string }} PictureRead */
/**
 * @typedef {object} ImageFileOptions
 * @property {HTMLElement} target On which a file can be dropped.
 * @property {(picture: PictureRead) => void} take
 * @property {(words: string) => void} refuse
 * @property {number} [largest] Pixels of the longer side; a larger picture is scaled down.
 * @property {number} [smallest] Pixels of the shorter side, at least.
 */

const RED = 0.2125,
  GREEN = 0.7154,
  BLUE = 0.0721; // skimage.color.rgb2gray weighs so too

/**
 * Height and width with the longest side at most `largest`, in the same proportion.
 * @param {number} height
 * @param {number} width
 * @param {number} largest
 */
export function scaled(height, width, largest) {
  const scale = Math.min(1, largest / Math.max(height, width));
  return [height, width].map((side) => Math.max(1, Math.round(side * scale)));
}

/**
 * Red, green, blue and opacity, pixel after pixel, become one grey value per pixel.
 * @param {Uint8ClampedArray} rgba
 */
export function greyOf(rgba) {
  return Uint8Array.from({ length: rgba.length / 4 }, (_, at) =>
    Math.floor(RED * rgba[4 * at] + GREEN * rgba[4 * at + 1] + BLUE * rgba[4 * at + 2] + 0.5),
  );
}

/**
 * Read a picture file; gives { rgba, height, width, name }. Throws an Error whose message is meant for people.
 * @param {File} file
 * @param {{ largest: number, smallest?: number }} options
 */
async function readPicture(file, { largest, smallest = 1 }) {
  if (file.type && !file.type.startsWith("image/"))
    throw new Error(`“${file.name}” is not a picture. Choose a PNG or JPEG file.`);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Error(`This browser cannot read “${file.name}”. Save the picture as PNG or JPEG and try again.`);
  });
  const [height, width] = scaled(bitmap.height, bitmap.width, largest);
  if (Math.min(height, width) < smallest) {
    throw new Error(
      `“${file.name}” is ${bitmap.height} × ${bitmap.width} pixels: too narrow. At least ${smallest} are needed on each side.`,
    );
  }
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#ffffff"; // shines through where the picture is transparent
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return { rgba: pen.getImageData(0, 0, width, height).data, height, width, name: file.name };
}

/** A button in `place` that opens the file picker, and `target`, on which a file can be dropped. */
export class ImageFile {
  /**
   * @param {HTMLElement} place
   * @param {ImageFileOptions} options
   */
  constructor(place, { target, take, refuse, largest = 320, smallest = 1 }) {
    this.take = take;
    this.refuse = refuse;
    this.limits = { largest, smallest };
    place.innerHTML = `<button type="button">Your picture…</button><input type="file" accept="image/*" hidden>`;
    const button = place.querySelector("button");
    const input = place.querySelector("input");
    button.addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      this.read(input.files[0]);
      input.value = ""; // so that the same file can be chosen again
    });
    this.listenToDrop(target);
  }

  /** @param {HTMLElement} target */
  listenToDrop(target) {
    const on = (/** @type {string} */ name, /** @type {(event: DragEvent) => void} */ then = () => {}) =>
      target.addEventListener(name, (/** @type {any} */ event) => {
        if (![...event.dataTransfer.types].includes("Files")) return;
        event.preventDefault();
        event.stopPropagation(); // JupyterLab would upload it
        target.classList.toggle("dropping", name === "dragover");
        then(event);
      });
    on("dragover");
    on("dragleave");
    on("drop", ({ dataTransfer }) => this.read(dataTransfer.files[0]));
  }

  /** @param {File | undefined} file */
  async read(file) {
    if (!file) return;
    try {
      this.take(await readPicture(file, this.limits));
    } catch (problem) {
      this.refuse(/** @type {Error} */ (problem).message);
    }
  }
}
