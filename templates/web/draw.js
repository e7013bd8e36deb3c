/* Drawing a test from the bank: no fact twice, nothing given away, keys even over the letters. */

/** Numbers from 0 to below 1 that a state decides. @param {number} state @returns {() => number} */
function chances(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** FNV-1a, 32 bits, of a text, or of more of it after what gave `state`.
 * @param {string} text @param {number} [state] @returns {number} */
function hash(text, state = 0x811c9dc5) {
  const bytes = /[^\0-\x7f]/.test(text) ? new TextEncoder().encode(text) : null;
  const length = bytes ? bytes.length : text.length;
  let sum = state;
  for (let at = 0; at < length; at += 1) {
    sum = Math.imul(sum ^ (bytes ? bytes[at] : text.charCodeAt(at)), 0x01000193);
  }
  return sum >>> 0;
}

/** @template T @param {T[]} list @param {() => number} chance @returns {T[]} */
function mixed(list, chance) {
  const mixture = [...list];
  for (let i = mixture.length - 1; i > 0; i -= 1) {
    const j = Math.floor(chance() * (i + 1));
    [mixture[i], mixture[j]] = [mixture[j], mixture[i]];
  }
  return mixture;
}

/** @typedef {{ shown: string, answers: string[], words: Set<string>, sentences: string[],
 *   pairs: [string, string][] }} Trace */

/** @type {Map<string, Trace>} */
const TRACES = new Map();

/** The text of HTML, as it is compared, with a space at either end. @param {string} html */
function folded(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return ` ${comparable(holder.content.textContent || "", [])} `;
}

/** @param {WebItem} item @returns {Trace} */
function trace(item) {
  const cached = TRACES.get(item.id);
  if (cached) return cached;
  const i = item.interaction;
  const given = [item.stem, item.hint];
  for (const part of i.parts || []) given.push(part.accept ? "" : part.text || "");
  for (const [prompt] of i.pairs || []) given.push(prompt);
  for (const entry of i.entries || []) given.push(entry.text);
  const right = [
    ...(i.options || []).filter((option) => option.correct).map((option) => option.text),
    ...(i.parts || []).flatMap((part) => (part.accept || []).map((answer) => escaped(answer.text))),
    ...(i.accept || []).map((answer) => escaped(answer.text)),
    ...(i.shown ? [i.shown] : []),
    ...(i.guide || []),
  ];
  const shown = folded(given.join(" "));
  const telling = 4;
  const traced = {
    shown,
    answers: [...new Set(right.map(folded))].filter((text) => text.trim().length >= telling),
    words: new Set(shown.split(" ").filter((word) => word.length >= telling)),
    sentences: (i.options || []).map((option) => folded(option.text)).filter((text) => text.length >= 42),
    pairs: /** @type {[string, string][]} */ ((i.pairs || []).map(([a, b]) => [folded(a), folded(b)])),
  };
  TRACES.set(item.id, traced);
  return traced;
}

/** @param {string} text @returns {string} */
function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

/** @param {Trace} one @param {Trace} other @returns {boolean} */
function givesAway(one, other) {
  return (
    other.answers.some((answer) => one.shown.includes(answer)) ||
    other.pairs.some(([prompt, response]) => one.shown.includes(prompt) && one.shown.includes(response)) ||
    one.sentences.some((sentence) => other.sentences.includes(sentence) || other.shown.includes(sentence))
  );
}

/** Whether both ask much the same for the same answer. @param {Trace} one @param {Trace} other */
function repeats(one, other) {
  if (!one.answers.some((answer) => other.answers.includes(answer))) return false;
  const common = [...one.words].filter((word) => other.words.has(word)).length;
  return common > 0 && 2 * common >= Math.min(one.words.size, other.words.size);
}

/** Whether two items cannot stand on one paper. @param {WebItem} item @param {WebItem} other */
function clash(item, other) {
  if (item.facts.some((fact) => other.facts.includes(fact))) return true;
  const [here, there] = [trace(item), trace(other)];
  return givesAway(here, there) || givesAway(there, here) || repeats(here, there);
}

/** The items of some types in the order that a seed gives them; those that no curator has worded last.
 * @param {number} seed @param {string[]} types @returns {WebItem[]} */
function candidates(seed, types) {
  const state = hash(`${seed}/`);
  return DATA.items
    .filter((item) => types.includes(item.type))
    .map((item) => ({ item, rank: chances(hash(item.id, state))() + Number(item.derived) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

/** Take an item into a test, if there is room and it goes with those that are in it.
 * @param {WebItem[]} chosen @param {WebItem} item @param {number} count */
function take(chosen, item, count) {
  if (chosen.length < count && !chosen.some((other) => clash(item, other))) chosen.push(item);
}

/**
 * The items of a test: as many as there are that fit one paper, easier levels first.
 * @param {number} seed @param {number} count @param {string[]} types @param {() => boolean} [isWanted]
 * @returns {Promise<WebItem[]>}
 */
async function drawn(seed, count, types, isWanted = () => true) {
  /** @type {WebItem[]} */
  const chosen = [];
  await inSlices(candidates(seed, types), (item) => take(chosen, item, count), isWanted);
  return laidOut(chosen.sort((a, b) => a.level - b.level), seed);
}

/** Items with what is in them mixed, and their keys even over the letters.
 * @param {WebItem[]} items @param {number} seed @returns {WebItem[]} */
function laidOut(items, seed) {
  /** @type {Map<string, number>} */
  const used = new Map();
  for (const { interaction: i } of items) if (i.options && i.sorted && !i.several) note(used, i.options);
  return items.map((item) => {
    const chance = chances(hash(`${seed}/order/${item.id}`));
    const i = item.interaction;
    if (i.options && !i.sorted) return { ...item, interaction: { ...i, options: placed(i.options, used, chance) } };
    if (i.pairs) {
      return { ...item, interaction: { ...i, pairs: mixed(i.pairs, chance) } };
    }
    return i.entries ? { ...item, interaction: { ...i, entries: astray(i.entries, chance) } } : item;
  });
}

/** Note where a key stands among as many options. Three options and four are each spread by themselves:
 * if all that lack a D were made up for by the others, D would be the best guess wherever there is one.
 * @param {Map<string, number>} used @param {ChoiceOption[]} options */
function note(used, options) {
  const at = `${options.length}/${options.findIndex((option) => option.correct)}`;
  used.set(at, (used.get(at) || 0) + 1);
}

/** How many more keys stand at a place than its share of all questions that have it.
 * @param {Map<string, number>} used @param {number} place */
function excess(used, place) {
  let more = 0;
  for (const [at, count] of used) {
    const [length, key] = at.split("/").map(Number);
    if (place < length) more += (key === place ? count : 0) - count / length;
  }
  return more;
}

/** @param {ChoiceOption[]} options @param {Map<string, number>} used @param {() => number} chance */
function placed(options, used, chance) {
  const keys = options.filter((option) => option.correct);
  const rest = mixed(options.filter((option) => !option.correct), chance);
  if (keys.length !== 1) return mixed(options, chance);
  const places = mixed(options.map((_, place_) => place_), chance);
  /** @param {number} place */
  const count = (place) => used.get(`${options.length}/${place}`) || 0;
  /** @param {number} place */
  const isFull = (place) => Number(excess(used, place) > 1);
  places.sort((a, b) => count(a) - count(b) || isFull(a) - isFull(b));
  const placing = [...rest.slice(0, places[0]), keys[0], ...rest.slice(places[0])];
  note(used, placing);
  return placing;
}

/** Entries in an order in which none stands where it belongs, so that nothing is earned unasked.
 * @param {{ text: string, rank: number, reveal: string }[]} entries @param {() => number} chance */
function astray(entries, chance) {
  for (let tries = 0; tries < 100; tries += 1) {
    const placing = mixed(entries, chance);
    if (placing.every((entry, at) => entry.rank !== at + 1)) return placing;
  }
  return [...entries.slice(1), entries[0]];
}
