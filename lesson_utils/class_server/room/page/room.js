// Asks for the numbers every few seconds and writes them into the page's tables.

const EVERY = 3000; // milliseconds
const token = /** @type {HTMLMetaElement} */ (document.querySelector('meta[name="xsrf-token"]')).content;
const pause = document.querySelector("#pause");
const trouble = /** @type {HTMLElement} */ (document.querySelector("#trouble"));
let shown = "";

/** Write text where it has changed, so that a screen reader is told of changes alone. */
function say(/** @type {Element} */ place, /** @type {string} */ text) {
  if (place.textContent !== text) place.textContent = text;
}

/** Fill a table; without rows, the words instead of it are shown. */
function fill(/** @type {string} */ id, /** @type {(string | number)[][]} */ rows) {
  const table = /** @type {HTMLTableElement} */ (document.querySelector(`#${id}`));
  table.hidden = rows.length === 0;
  /** @type {HTMLElement} */ (table.parentElement.querySelector(".none")).hidden = rows.length > 0;
  table.tBodies[0].replaceChildren(
    ...rows.map((cells) => {
      const row = document.createElement("tr");
      cells.forEach((text, number) => {
        const cell = document.createElement(number ? "td" : "th");
        if (!number) cell.scope = "row";
        if (typeof text === "number") cell.className = "number";
        cell.textContent = String(text);
        row.append(cell);
      });
      return row;
    }),
  );
}

/** @param {number} number @param {string} one @param {string} several */
const counted = (number, one, several) => `${number} ${number === 1 ? one : several}`;

/** One sentence for the whole room. */
function summary(/** @type {any} */ now) {
  const busiest = [...now.places].sort((one, other) => other.here - one.here)[0];
  const most = busiest?.here ? ` Most are at ${busiest.title}: ${busiest.here}.` : "";
  const stuck = now.places.reduce((/** @type {number} */ sum, /** @type {any} */ place) => sum + place.mistake, 0);
  const hands = counted(now.hands.length, "hand is up", "hands are up");
  return `${counted(now.joined, "learner has", "learners have")} joined.${most} ${stuck} with a mistake, ${hands}.`;
}

function show(/** @type {any} */ now) {
  say(document.querySelector("#told"), summary(now));
  fill(
    "hands",
    now.hands.map((/** @type {any} */ one) => [one.said, one.at || "no check yet"]),
  );
  fill(
    "mistakes",
    now.mistakes.map((/** @type {any} */ one) => [one.words, one.at, one.learners]),
  );
  fill(
    "places",
    now.places.map((/** @type {any} */ one) => [one.title, one.here, one.mistake, one.right]),
  );
}

async function look() {
  if (pause.getAttribute("aria-pressed") === "true") return;
  try {
    const answer = await fetch("now", {
      headers: { "X-XSRFToken": token },
      redirect: "error",
      signal: AbortSignal.timeout(EVERY * 3),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const text = await answer.text();
    if (text !== shown) show(JSON.parse(text));
    shown = text;
    trouble.hidden = true;
  } catch {
    trouble.hidden = false;
    say(trouble, "The numbers do not come just now; these are older. If it lasts, load the page again to log in.");
  }
}

pause.addEventListener("click", () => {
  const paused = pause.getAttribute("aria-pressed") !== "true";
  pause.setAttribute("aria-pressed", String(paused));
  look();
});

async function keepLooking() {
  await look();
  setTimeout(keepLooking, EVERY);
}
keepLooking();
