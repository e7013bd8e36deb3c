/* The site's script: search, the timeline's choice of a deck, a fact opened by its address, and
   what keeps the site for when there is no network. Without it all pages can be read. */

/**
 * A deck or a fact that can be looked up: its title, the words of its answers, where its page
 * stands, and the number of its deck; a deck has none.
 * @typedef {[title: string, words: string, path: string, deck?: number]} Indexed
 */

const SCRIPT = /** @type {HTMLScriptElement} */ (document.currentScript);
const ROOT = new URL("../", SCRIPT.src).href;
const MOST_SHOWN = 50;

/**
 * A text as it is compared: no case, no accents of European scripts.
 * @param {string} text @returns {string}
 */
function folded(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

/** @type {{ entry: Indexed, text: string }[] | null} */
let INDEX = null;
/** @type {Promise<void> | null} */
let LOADING = null;

/** Take what can be looked up, which a script beside this one brings. @param {Indexed[]} entries */
function takeIndex(entries) {
  INDEX = entries.map((entry) => ({ entry, text: folded(`${entry[0]} ${entry[1]}`) }));
}

/** Load what can be looked up, once: a script is loaded from a memory stick, too. */
function loadIndex() {
  LOADING ??= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = `${ROOT}site/index.js`;
    script.onload = () => resolve();
    document.head.append(script);
  });
  return LOADING;
}

/**
 * Those entries in which all words stand, those with them in the title first.
 * @param {string} query @returns {Indexed[]}
 */
function matching(query) {
  const words = folded(query).split(/\s+/).filter(Boolean);
  if (!INDEX || !words.length) return [];
  const hits = INDEX.filter(({ text }) => words.every((word) => text.includes(word)));
  const titled = hits.map(({ entry }) => words.every((word) => folded(entry[0]).includes(word)));
  return [...hits.filter((_, i) => titled[i]), ...hits.filter((_, i) => !titled[i])].map((hit) => hit.entry);
}

/** @param {Indexed} entry @returns {HTMLLIElement} */
function result([title, , path, deck]) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = ROOT + path;
  link.textContent = title;
  link.dir = "auto";
  line.append(link);
  if (deck !== undefined && INDEX) {
    const beside = document.createElement("span");
    beside.className = "counts";
    beside.dir = "auto";
    beside.textContent = INDEX[deck].entry[0];
    line.append(beside);
  }
  return line;
}

/** @param {HTMLFormElement} form @param {string} query */
async function look(form, query) {
  if (query.trim()) await loadIndex();
  const hits = matching(query);
  const part = hits.slice(0, MOST_SHOWN);
  const words = (hits.length > part.length ? form.dataset.part : form.dataset.count) || "";
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const filled = words.replace("{done}", number.format(part.length)).replace("{count}", number.format(hits.length));
  /** @type {HTMLElement} */ (form.querySelector("#matches")).textContent = query.trim() ? filled : "";
  /** @type {HTMLElement} */ (form.querySelector("#results")).replaceChildren(...part.map(result));
}

function readySearch() {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form.search"));
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById("search"));
  if (!form || !field) return;
  form.hidden = false;
  field.addEventListener("focus", loadIndex, { once: true });
  field.addEventListener("input", () => look(form, field.value));
  form.addEventListener("submit", (event) => event.preventDefault());
  if (field.value) look(form, field.value);
}

function readyTimeline() {
  const choice = /** @type {HTMLSelectElement | null} */ (document.getElementById("deck"));
  if (!choice) return;
  const choose = () => {
    for (const line of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".line li"))) {
      line.hidden = choice.value !== "" && !line.dataset.decks?.split(" ").includes(choice.value);
    }
  };
  /** @type {HTMLElement} */ (choice.closest(".filter")).hidden = false;
  choice.addEventListener("change", choose);
  choose();
}

/** Unfold the fact that the address names. */
function unfoldNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named instanceof HTMLDetailsElement) named.open = true;
}

/** Unfold all facts and questions for paper, and fold them again. */
function readyPaper() {
  /** @type {HTMLDetailsElement[]} */
  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details:not([open])")].map((each) => /** @type {HTMLDetailsElement} */ (each));
    for (const details of unfolded) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of unfolded) details.open = false;
  });
}

/** Over the web, tell the browser what the site is called, and keep it for when there is no network. */
function readyOffline() {
  if (!location.protocol.startsWith("http")) return;
  const manifest = document.createElement("link");
  manifest.rel = "manifest";
  manifest.href = `${ROOT}manifest.webmanifest`;
  document.head.append(manifest);
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(`${ROOT}service-worker.js`).catch(() => undefined);
}

readySearch();
readyTimeline();
unfoldNamed();
window.addEventListener("hashchange", unfoldNamed);
readyPaper();
readyOffline();
