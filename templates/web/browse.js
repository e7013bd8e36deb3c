/* All facts of a deck, to look things up: each has an address that never changes, its id. */

/** A fact with its cards; what it is searched by and its place in the list once they are needed.
 * @typedef {{ id: string, cards: CardOf[], words: string, entry: HTMLElement | null }} FactOf */

/** @type {Map<string, FactOf>} */
const FACTS = new Map();
const MOST_LISTED = 1000;
/** How often the list was begun: what still adds to an older one stops. */
let listing = 0;
let listed = Promise.resolve();

/** @returns {Map<string, FactOf>} */
function everyFact() {
  if (FACTS.size) return FACTS;
  for (const card of everyCard()) {
    const id = card.note.fact;
    const fact = FACTS.get(id) || { id, cards: [], words: "", entry: null };
    fact.cards.push(card);
    FACTS.set(id, fact);
  }
  return FACTS;
}

function browse() {
  const box = /** @type {HTMLInputElement} */ (byId("search"));
  if (!byId("facts").children.length) listed = search(box.value);
}

/** List the facts in which all words of a search stand. @param {string} query @returns {Promise<void>} */
async function search(query) {
  const words = comparable(query, []).split(" ").filter(Boolean);
  const list = byId("facts");
  listing += 1;
  const own = listing;
  list.replaceChildren();
  let count = 0;
  await inSlices(everyFact().values(), (fact) => {
    if (!words.every((word) => wordsOf(fact).includes(word))) return;
    count += 1;
    if (count <= MOST_LISTED) list.append(entryOf(fact));
  }, () => own === listing);
  const done = Math.min(count, MOST_LISTED);
  if (own === listing) byId("matches").textContent = say("web.tally", { done, count: everyFact().size });
}

/** @param {FactOf} fact @returns {string} */
function wordsOf(fact) {
  fact.words ||= comparable(fact.cards.map((card) => plainly(side(card.note, card.ordinal, true))).join(" "), []);
  return fact.words;
}

/** @param {FactOf} fact @returns {HTMLElement} */
function entryOf(fact) {
  if (fact.entry) return fact.entry;
  const entry = el("details", { id: `fact-${fact.id}` },
    el("summary", { dir: "auto" }, asked(fact.cards[0])),
    el("p", { class: "minor" }, el("a", { href: `#${fact.id}` }, `#${fact.id}`),
      ...(home() ? [" · ", el("a", { href: `${home()}#${fact.id}` }, say("site.fact"))] : [])));
  entry.addEventListener("toggle", () => unfold(entry, fact.cards), { once: true });
  fact.entry = entry;
  return entry;
}

/** The question of a card in one line. @param {CardOf} card @returns {string} */
function asked(card) {
  return plainly(side(card.note, card.ordinal, false)).replace(/\s+/g, " ");
}

/** @param {HTMLElement} entry @param {CardOf[]} cards */
function unfold(entry, cards) {
  entry.append(...cards.map((card) => el("div", { class: "looked-up", html: side(card.note, card.ordinal, true) })));
}

/** Open the fact that the address names, if it names one. @returns {boolean} */
function openNamed() {
  const named = everyFact().get(decodeURIComponent(window.location.hash.slice(1)));
  if (!named) return false;
  enter("browse");
  const entry = /** @type {HTMLDetailsElement} */ (entryOf(named));
  entry.open = true;
  if (!entry.isConnected) byId("facts").append(entry); // until the list comes to it
  entry.scrollIntoView();
  listed.then(() => entry.scrollIntoView());
  return true;
}
