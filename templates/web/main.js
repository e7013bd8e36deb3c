/* The page: its rooms, and what begins them. */

const ROOMS = ["practise", "test", "browse", "progress"];

/** @param {string} room */
function enter(room) {
  for (const name of ROOMS) {
    const section = document.getElementById(name);
    const tab = document.getElementById(`to-${name}`);
    if (section) section.hidden = name !== room;
    if (tab) tab.setAttribute("aria-current", name === room ? "page" : "false");
  }
  if (room === "progress") showProgress();
  if (room === "browse") browse();
}

function showProgress() {
  const boxes = Object.values(PROGRESS.cards);
  const count = everyCard().length;
  const known = boxes.filter((state) => state.box > 0).length;
  byId("standing").textContent = say("web.standing", { known, count, fresh: count - boxes.length });
}

/** The page of the deck, if this one stands in its site and was not sent by itself. @returns {string} */
function home() {
  const { pathname } = window.location;
  return pathname.endsWith(`/web/${encodeURI(DATA.id)}.html`) ? document.querySelector("h1")?.dataset.home || "" : "";
}

/** Let the heading lead to the page of the deck. */
function readyHeading() {
  const heading = document.querySelector("h1");
  if (heading && home()) heading.replaceChildren(el("a", { href: home() }, ...heading.childNodes));
}

function begin() {
  if (DATA.notes.length) beginSession();
  setUp();
  if (openNamed()) return;
  enter(DATA.paper || !DATA.notes.length || PROGRESS.sitting ? "test" : "practise");
}

async function start() {
  openStorage();
  DATA = await UNPACKING;
  readProgress();
  const seed = /** @type {HTMLInputElement} */ (document.querySelector("[name=seed]"));
  if (seed && !DATA.paper) seed.value = String(1 + (Math.floor(Math.random() * 9999)));
  for (const name of ROOMS) {
    document.getElementById(`to-${name}`)?.addEventListener("click", () => enter(name));
  }
  byId("turn").addEventListener("click", turn);
  byId("again").addEventListener("click", () => grade(false));
  byId("good").addEventListener("click", () => grade(true));
  byId("more").addEventListener("click", beginSession);
  byId("settings").addEventListener("submit", beginTest);
  byId("hand-in").addEventListener("click", handIn);
  byId("leave").addEventListener("click", leaveTest);
  byId("print").addEventListener("click", () => window.print());
  byId("export").addEventListener("click", exportProgress);
  byId("erase").addEventListener("click", eraseProgress);
  byId("import").addEventListener("change", (event) => {
    const file = /** @type {HTMLInputElement} */ (event.target).files?.[0];
    if (file) importProgress(file);
  });
  byId("check-code").addEventListener("submit", (event) => {
    event.preventDefault();
    byId("code-says").textContent = readCode(/** @type {HTMLInputElement} */ (byId("code-given")).value);
  });
  document.addEventListener("keydown", practiseKey);
  document.getElementById("search")?.addEventListener("input", (event) => {
    search(/** @type {HTMLInputElement} */ (event.target).value);
  });
  window.addEventListener("hashchange", openNamed);
  readySwipes(byId("card"));
  readyHeading();
  begin();
  document.documentElement.classList.add("ready");
  performance.mark("ready");
}

start();
