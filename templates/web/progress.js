/* What a learner has done, kept in this browser alone: it can be taken along, and erased. */

/** @typedef {{ box: number, due: number }} CardState */
/** @typedef {{ kind: string, index?: number, several?: number[], text?: string, texts?: string[],
 *   order?: number[], marks?: boolean[] }} Answer */
/**
 * @typedef {{ cards: Record<string, CardState>, sitting: null | Sitting }} Progress
 * @typedef {{ seed: number, count: number, types: string[], atOnce: boolean, minutes: number,
 *   began: number, answers: Record<string, Answer>, checked: string[], done: boolean }} Sitting
 */

/** @type {Progress} */
let PROGRESS = { cards: {}, sitting: null };

/** Who learns, where a platform says so: several may share a browser. */
const LEARNER = { id: "" };

/** @returns {string} */
function place() {
  return `quizgen/${DATA.id}${LEARNER.id && `/${LEARNER.id}`}`;
}

/** The first look at what is kept waits for the disk: better while something else is waited for. */
function openStorage() {
  try {
    window.localStorage.getItem("");
  } catch {
    // readProgress tells it.
  }
}

/** Read what is kept; a browser that keeps nothing is told to the learner, and all else works. */
function readProgress() {
  try {
    const kept = window.localStorage.getItem(place());
    if (kept) PROGRESS = checkedProgress(JSON.parse(kept)) || PROGRESS;
  } catch {
    byId("notice").textContent = say("web.not_kept");
  }
  document.dispatchEvent(new Event("progress-read"));
}

function keepProgress() {
  try {
    window.localStorage.setItem(place(), JSON.stringify(PROGRESS));
  } catch {
    byId("notice").textContent = say("web.not_kept");
  }
  document.dispatchEvent(new Event("progress-kept"));
}

/** What a file holds if it is progress, else null. @param {any} read @returns {Progress | null} */
function checkedProgress(read) {
  if (typeof read !== "object" || read === null || typeof read.cards !== "object") return null;
  const states = Object.values(read.cards || {});
  const sound = states.every((s) => s && Number.isInteger(s.box) && Number.isInteger(s.due));
  return sound ? { cards: read.cards, sitting: read.sitting || null } : null;
}

/** Days since 1970, by the learner's own clock. @returns {number} */
function today() {
  const now = new Date();
  return Math.floor((now.getTime() - now.getTimezoneOffset() * 60000) / 86400000);
}

function exportProgress() {
  const file = new Blob([JSON.stringify({ quizgen: DATA.id, ...PROGRESS })], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(file), download: `${DATA.id}-progress.json` });
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {File} file */
async function importProgress(file) {
  let read = null;
  try {
    const content = JSON.parse(await file.text());
    read = content.quizgen === DATA.id ? checkedProgress(content) : null;
  } catch {
    read = null;
  }
  byId("notice").textContent = say(read ? "web.imported" : "web.not_progress");
  if (!read) return;
  PROGRESS = read;
  keepProgress();
  begin();
}

function eraseProgress() {
  if (!window.confirm(say("web.erase.sure"))) return;
  PROGRESS = { cards: {}, sitting: null };
  keepProgress();
  begin();
}
