/* What the page holds, once it is unpacked. */

/**
 * @typedef {{ key: string, fact: string, type: string, fields: string[], cards: number[] }} CardNote
 * @typedef {{ fields: string[], templates: [string, string][], cloze: boolean }} NoteType
 * @typedef {{ text: string, flags: string }} Accepted
 * @typedef {{ text: string, correct: boolean, why: string, picture: string }} ChoiceOption
 * @typedef {{ text?: string, accept?: Accepted[], hint?: string }} Part
 * @typedef {{ kind: string, options?: ChoiceOption[], several?: boolean, sorted?: boolean,
 *   answer?: boolean, correction?: string, accept?: Accepted[], shown?: string, value?: number,
 *   tolerance?: number, unit?: string, decimal?: string, parts?: Part[], bank?: string[], columns?: number,
 *   ordered?: boolean, pairs?: [string, string][], responses?: string[],
 *   entries?: { text: string, rank: number, reveal: string }[], guide?: string[] }} Interaction
 * @typedef {{ id: string, facts: string[], type: string, derived: boolean, level: number,
 *   stem: string, pictures: string[], styles?: string[], sounds: string[], hint: string, points: number, rationale: string,
 *   source: string, interaction: Interaction }} WebItem
 * @typedef {{ id: string, title: string, language: string, direction: string,
 *   words: Record<string, string>, media: Record<string, string>,
 *   types: Record<string, NoteType>, notes: CardNote[], items: WebItem[],
 *   paper: null | { label: string, minutes: number, count: number },
 *   steps: (string[])[] }} PageData
 */

/** @type {PageData} */
let DATA;

/** Milliseconds of work before the browser gets its turn to draw and to answer. */
const SLICE = 8;

/**
 * Do something with each of a list, slice by slice, as long as it is wanted.
 * @template T @param {Iterable<T>} list @param {(entry: T) => void} action
 * @param {() => boolean} isWanted
 */
async function inSlices(list, action, isWanted) {
  let begun = performance.now();
  for (const entry of list) {
    if (performance.now() - begun > SLICE) {
      await new Promise((resolve) => window.setTimeout(resolve));
      if (!isWanted()) return;
      begun = performance.now();
    }
    action(entry);
  }
}

/**
 * A string of quizgen's in the language of the page, with what is filled in.
 * @param {string} name @param {Record<string, string | number>} [values] @returns {string}
 */
function say(name, values = {}) {
  return (DATA.words[name] || "").replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

/**
 * An element with its attributes and what is in it; a text is a text, never markup.
 * @param {string} tag @param {Record<string, any>} [attributes] @param {...(Node | string)} children
 * @returns {any}
 */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "html") element.innerHTML = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** @param {string} id @returns {HTMLElement} */
function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
