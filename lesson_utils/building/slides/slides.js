// Starts reveal.js, and makes what is too tall or too wide for its slide smaller, so that nothing is ever cut.

const { Reveal, RevealNotes } = /** @type {any} */ (window);
const WIDTH = 1280;
const HEIGHT = 720;
const MARGIN = 0.04; // of the window, around a slide

/** @param {HTMLElement} slide @param {number} room its height on the screen */
function fit(slide, room) {
  const body = /** @type {HTMLElement} */ (slide.firstElementChild);
  if (!body?.classList.contains("fitted")) return;
  body.style.zoom = "1";
  // Smaller type also needs fewer lines, so the first guess is too small: the rest is found by halving.
  const fits = (/** @type {number} */ zoom) => {
    body.style.zoom = String(zoom);
    return body.getBoundingClientRect().height <= room && body.scrollWidth <= body.clientWidth + 1;
  };
  if (fits(1)) return;
  let [low, high] = [0.2, 1];
  for (let step = 0; step < 7; step++) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle;
    else high = middle;
  }
  body.style.zoom = String(low);
}

/** Every slide that holds no others, its content in an element of its own. */
function wrapped() {
  const slides = [...document.querySelectorAll(".slides section")].filter((one) => !one.querySelector("section"));
  for (const slide of slides) {
    const body = document.createElement("div");
    body.className = "fitted";
    const notes = slide.querySelectorAll("aside.notes");
    body.append(...slide.childNodes);
    slide.append(body, ...notes);
  }
  return slides;
}

const slides = wrapped();
await Reveal.initialize({
  width: WIDTH,
  height: HEIGHT,
  margin: MARGIN,
  controls: true,
  progress: true,
  hash: true,
  center: false,
  transition: "none",
  slideNumber: "c/t",
  plugins: [RevealNotes],
});
await Promise.all([...document.images].map((image) => image.decode().catch(() => false)));

/** The slide in view is measured where it is shown: elsewhere it has no height. */
function fitPresent() {
  fit(Reveal.getCurrentSlide(), HEIGHT * Reveal.getScale());
}
Reveal.on("slidechanged", fitPresent);
Reveal.on("resize", fitPresent);
fitPresent();
document.documentElement.dataset.ready = String(slides.length);

export {}; // a module, so that it may wait at its top
