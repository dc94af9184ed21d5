// The notes in the second window: they follow the cell that the room sees, and hold the clock against the plan.

const EVERY = 700; // milliseconds between two looks at which cell that is
const STARTED = "build-a-cnn-class-began"; // when, by episode: kept in this browser

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @type {{ course: string, title: string, advice: string, parts: { begins: number, ends: number, title: string, html: string }[], challenges: Record<string, string>, cells: Record<string, { part: number, challenge: string }> } | null} */
let notes = null;
let episode = "";
let shown = "";
let part = 0;

const kept = () => JSON.parse(localStorage.getItem(STARTED) ?? "{}");

/** @param {number | undefined} moment */
function keep(moment) {
  localStorage.setItem(STARTED, JSON.stringify({ ...kept(), [episode]: moment }));
  tick();
}

async function get(/** @type {string} */ address) {
  const token = new URLSearchParams(location.search).get("token");
  const headers = token ? { Authorization: `token ${token}` } : undefined;
  const answer = await fetch(new URL(address, document.baseURI), { headers, cache: "no-store" });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer.json();
}

/** The clock: minutes since the start, and what the plan says about the part in view. */
function tick() {
  const began = kept()[episode];
  element("start").textContent = began ? "Start again" : "Start the clock";
  for (const id of ["back", "on"]) /** @type {HTMLButtonElement} */ (element(id)).disabled = !began;
  if (!notes) return;
  const { begins, ends } = notes.parts[part] ?? { begins: 0, ends: 0 };
  element("plan").textContent = `plan for this part: ${begins}–${ends} min`;
  const seconds = began ? Math.max(0, Math.floor((Date.now() - began) / 1000)) : 0;
  const minutes = Math.floor(seconds / 60);
  element("elapsed").textContent = `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
  const late = minutes > ends ? `${minutes - ends} min behind the plan: see below where to cut` : "";
  const early = began && minutes < begins ? `${begins - minutes} min ahead of the plan` : "";
  element("late").textContent = late || early || (began ? "On time" : "");
  element("late").toggleAttribute("data-late", Boolean(late));
}

function showTable() {
  if (!notes) return;
  const rows = notes.parts.map(
    ({ begins, ends, title }, at) =>
      `<tr${at === part ? ' aria-current="true"' : ""}><td>${begins}–${ends}</td><td>${title}</td></tr>`,
  );
  element("table").innerHTML = `<table><tr><th>minutes</th><th>part</th></tr>${rows.join("")}</table>`;
}

/** @param {{ episode: string, cell: string }} seen */
async function show(seen) {
  if (seen.episode !== episode) {
    notes = await get(`notes/${encodeURIComponent(seen.episode)}`);
    episode = seen.episode;
    element("episode").textContent = `${notes?.course} · ${notes?.title}`;
    element("advice").innerHTML = notes?.advice ?? "";
  }
  const place = notes?.cells[seen.cell];
  if (!notes || !place) return; // a cell that the instructor has added: the notes stay
  part = place.part;
  element("part").innerHTML = notes.parts[part]?.title ?? "";
  element("challenge").innerHTML = notes.challenges[place.challenge] ?? "";
  element("notes").innerHTML = notes.parts[part]?.html ?? "";
  showTable();
  tick();
}

async function look() {
  try {
    const seen = await get("in-view");
    const now = `${seen.episode} ${seen.cell}`;
    if (seen.episode && now !== shown) {
      await show(seen);
      shown = now;
    }
    document.body.removeAttribute("data-lost");
  } catch {
    document.body.setAttribute("data-lost", "");
    element("late").textContent = "JupyterLab does not answer. Is it still running?";
  }
  setTimeout(look, EVERY);
}

element("start").addEventListener("click", () => keep(Date.now()));
element("back").addEventListener("click", () => keep(kept()[episode] - 60_000));
element("on").addEventListener("click", () => keep(Math.min(Date.now(), kept()[episode] + 60_000)));
setInterval(tick, 1000);
look();
