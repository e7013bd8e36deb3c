/* A test: drawn from the bank, or a paper as it was set; marked as on paper; told by a code. */

/** Questions on a sheet of which those out of sight are laid out later. */
const MANY = 50;

/** @type {WebItem[]} */
let sheet = [];
/** How often a sheet was begun: what still adds to an older one stops. */
let showing = 0;
/** @type {number | undefined} */
let clock;

/** @returns {string[]} */
function typesThere() {
  return [...new Set(DATA.items.map((item) => item.type))];
}

async function setUp() {
  const now = PROGRESS.sitting;
  showing += 1;
  const own = showing;
  byId("sheet").replaceChildren();
  byId("settings").hidden = Boolean(now);
  byId("result").hidden = true;
  byId("hand-in").hidden = true;
  byId("answered").textContent = "";
  byId("left").textContent = "";
  window.clearInterval(clock);
  if (!now) return;
  const items = DATA.paper ? DATA.items : await drawn(now.seed, now.count, now.types, () => own === showing);
  if (own !== showing) return;
  sheet = items;
  showSheet();
}

/** @param {Event} event */
function beginTest(event) {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (byId("settings"));
  const asked = new FormData(form);
  const types = DATA.paper ? typesThere() : asked.getAll("type").map(String);
  PROGRESS.sitting = {
    seed: Number(asked.get("seed")) || 0,
    count: Number(asked.get("count")) || 10,
    types: types.length ? types : typesThere(),
    atOnce: asked.get("feedback") === "once",
    minutes: Number(asked.get("minutes")) || 0,
    began: Date.now(),
    answers: {},
    checked: [],
    done: false,
  };
  keepProgress();
  setUp();
  byId("test").scrollIntoView();
  byId("sheet").focus({ preventScroll: true });
}

/** @returns {Sitting} */
function sitting() {
  return /** @type {Sitting} */ (PROGRESS.sitting);
}

/** The questions, each with its review once they are handed in. */
function showSheet() {
  const now = sitting();
  const holder = byId("sheet");
  showing += 1;
  const own = showing;
  holder.replaceChildren();
  holder.classList.toggle("many", sheet.length > MANY);
  byId("hand-in").hidden = now.done;
  showAnswered();
  if (now.done) showResult();
  else window.setTimeout(shownPoints, 0, 0); // the first number written takes long: not at an answer
  if (now.minutes && !now.done) {
    clock = window.setInterval(tick, 1000);
    tick();
  }
  inSlices(sheet.entries(), ([index, item]) => holder.append(itemOnSheet(item, index)), () => own === showing);
}

/** How many questions have an answer, until they are handed in. */
function showAnswered() {
  const done = sheet.filter((item) => isAnswered(sitting().answers[item.id])).length;
  byId("answered").textContent = sitting().done ? "" : say("web.answered", { done, count: sheet.length });
}

function tick() {
  const now = sitting();
  const left = Math.max(0, Math.ceil(now.minutes * 60 - (Date.now() - now.began) / 1000));
  byId("left").textContent = say("web.left", { time: `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}` });
  if (left === 0) handIn();
}

/** @param {WebItem} item @param {number} index @returns {HTMLElement} */
function itemOnSheet(item, index) {
  const now = sitting();
  const name = `item-${index + 1}`;
  const isChecked = now.done || now.checked.includes(item.id);
  const answer = now.answers[item.id];
  const stem = el("div", { class: "stem", id: `${name}-stem`, dir: "auto" },
    el("span", { class: "number" }, `${index + 1} `),
    item.stem ? el("span", { html: item.stem }) : say(`section.${item.type}.directions`));
  const direction = el("p", { class: "minor" }, `${say(`section.${item.type}.directions`)} ${say("web.points", { points: item.points })}`);
  const hint = item.hint ? [el("p", { class: "minor", dir: "auto", html: item.hint })] : [];
  const pictures = item.pictures.map((picture, place) =>
    el("img", { src: DATA.media[picture], alt: "", style: item.styles?.[place] || null }),
  );
  const sounds = item.sounds.map((sound) => el("audio", { controls: true, src: DATA.media[sound], "aria-labelledby": `${name}-stem` }));
  const area = el("fieldset", { "aria-labelledby": `${name}-stem` }, controls(item, name, answer, (given) => {
    sitting().answers[item.id] = { ...given };
    keepProgress();
    showAnswered();
  }));
  if (isChecked) {
    area.classList.add("closed"); // not disabled as a whole: a wide table in it is still scrolled
    area.querySelectorAll("input, select, textarea, button").forEach(disable);
    markParts(item, answer, area);
  }
  const check = el("button", { type: "button", class: "check", onclick: () => {
    sitting().checked.push(item.id);
    keepProgress();
    renew(item, index);
  } }, say("web.check"));
  return el("section", { class: "item", "data-item": item.id },
    stem, direction, ...hint, ...pictures, ...sounds, area,
    ...(isChecked ? [review(item, index)] : now.atOnce ? [check] : []));
}

/** @param {any} control */
function disable(control) {
  control.disabled = true;
}

/** Show a question anew, at its full height at once, so that nothing moves under a finger.
 * @param {WebItem} item @param {number} index @returns {HTMLElement} */
function renew(item, index) {
  const section = itemOnSheet(item, index);
  section.style.contentVisibility = "visible";
  byId("sheet").children[index].replaceWith(section);
  return section;
}

/** @param {WebItem} item @param {number} index @returns {HTMLElement} */
function review(item, index) {
  const answer = sitting().answers[item.id];
  const earned = worth(item, answer) * item.points;
  const isOpen = item.interaction.kind === "open";
  const isUnmarked = isOpen && isAnswered(answer) && !answer?.marks;
  const sort = isUnmarked ? "unmarked" : earned >= item.points ? "right" : earned > 0 ? "partly" : "wrong";
  return el("div", { class: `review ${sort}`, role: "status" },
    el("p", { class: "verdict" }, `${say(`web.${sort}`)} · ${isUnmarked ? "–" : shownPoints(earned)} / ${item.points}`),
    ...(isOpen ? [selfMarking(item, index)] : [el("p", { class: "minor" }, say("web.key")), keyOf(item)]),
    ...(item.rationale ? [el("p", { dir: "auto", html: item.rationale })] : []),
    ...(item.source ? [el("p", { class: "minor", dir: "auto", html: item.source })] : []));
}

/** @param {WebItem} item @param {number} index @returns {HTMLElement} */
function selfMarking(item, index) {
  const answer = sitting().answers[item.id] || { kind: "open", text: "" };
  const marks = answer.marks || [];
  const boxes = (item.interaction.guide || []).map((point, n) => labelled({ text: point, correct: false, why: "", picture: "" }, el("input", {
    type: "checkbox", checked: Boolean(marks[n]), onchange: (/** @type {any} */ event) => {
      marks[n] = event.target.checked;
      sitting().answers[item.id] = { ...answer, marks };
      keepProgress();
      const marked = renew(item, index);
      /** @type {HTMLElement} */ (marked.querySelectorAll(".review input")[n]).focus();
      if (sitting().done) showResult();
    },
  })));
  return el("div", { class: "options" }, el("p", { class: "minor" }, say("web.mark_yourself")), ...boxes);
}

/** @param {number} points @returns {string} */
function shownPoints(points) {
  return new Intl.NumberFormat(DATA.language, { maximumFractionDigits: 2 }).format(points);
}

function handIn() {
  sitting().done = true;
  keepProgress();
  showSheet();
  byId("result").scrollIntoView();
  byId("result").focus({ preventScroll: true });
}

/** @returns {{ earned: number, whole: number }} */
function score() {
  const earned = sheet.reduce((sum, item) => sum + worth(item, sitting().answers[item.id]) * item.points, 0);
  return { earned, whole: sheet.reduce((sum, item) => sum + item.points, 0) };
}

function showResult() {
  window.clearInterval(clock);
  const { earned, whole } = score();
  byId("hand-in").hidden = true;
  byId("left").textContent = "";
  byId("score").textContent = say("web.score", { earned: shownPoints(earned), whole: String(whole),
    percent: whole ? String(Math.round((100 * earned) / whole)) : "0" });
  byId("code").textContent = resultCode(sitting().seed, earned, whole);
  byId("result").hidden = false;
  document.dispatchEvent(new Event("result-shown"));
}

/** What a teacher can check: the seed, the points, and a sum over them and all items.
 * @param {number} seed @param {number} earned @param {number} whole @returns {string} */
function resultCode(seed, earned, whole) {
  const body = [seed, Math.round(earned * 100), whole].map((n) => n.toString(36)).join("-");
  return `${body}-${checksum(body)}`.toUpperCase();
}

/** @param {string} body @returns {string} */
function checksum(body) {
  const bank = DATA.items.map((item) => item.id).join(" ");
  return (hash(`${DATA.id}/${bank}/${body}`) % 36 ** 4).toString(36).padStart(4, "0");
}

/** @param {string} code @returns {string} */
function readCode(code) {
  const parts = code.trim().toLowerCase().split("-");
  const body = parts.slice(0, 3).join("-");
  if (parts.length !== 4 || checksum(body) !== parts[3]) return say("web.code.wrong");
  const [seed, earned, whole] = parts.slice(0, 3).map((part) => parseInt(part, 36));
  return say("web.code.right", { seed: String(seed), earned: shownPoints(earned / 100), whole: String(whole) });
}

function leaveTest() {
  PROGRESS.sitting = null;
  keepProgress();
  setUp();
}
