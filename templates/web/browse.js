/* All facts of a deck, to look things up: each has an address that never changes, its id. */

/** The cards of each fact, by its id. @returns {Map<string, CardOf[]>} */
function byFact() {
  /** @type {Map<string, CardOf[]>} */
  const facts = new Map();
  for (const card of everyCard()) facts.set(card.note.fact, [...(facts.get(card.note.fact) || []), card]);
  return facts;
}

function browse() {
  const list = byId("facts");
  if (list.children.length) return;
  list.replaceChildren(...[...byFact()].map(([fact, cards]) => {
    const entry = el("details", { id: `fact-${fact}` },
      el("summary", { dir: "auto" }, asked(cards[0])),
      el("p", { class: "minor" }, el("a", { href: `#${fact}` }, `#${fact}`)));
    entry.addEventListener("toggle", () => unfold(entry, cards), { once: true });
    return entry;
  }));
}

/** The question of a card in one line. @param {CardOf} card @returns {string} */
function asked(card) {
  return plainly(side(card.note, card.ordinal, false)).replace(/\s+/g, " ");
}

/** @param {HTMLElement} entry @param {CardOf[]} cards */
function unfold(entry, cards) {
  entry.append(...cards.map((card) => el("div", { class: "looked-up", html: side(card.note, card.ordinal, true) })));
}

/** Show the facts in which all words of a search stand. @param {string} search */
function search(search) {
  const words = comparable(search, []).split(" ").filter(Boolean);
  for (const [fact, cards] of byFact()) {
    const text = comparable(cards.map((card) => plainly(side(card.note, card.ordinal, true))).join(" "), []);
    byId(`fact-${fact}`).hidden = !words.every((word) => text.includes(word));
  }
}

/** Open the fact that the address names, if it names one. @returns {boolean} */
function openNamed() {
  const named = decodeURIComponent(window.location.hash.slice(1));
  if (!named || !byFact().has(named)) return false;
  enter("browse");
  const entry = /** @type {HTMLDetailsElement} */ (byId(`fact-${named}`));
  entry.open = true;
  entry.scrollIntoView();
  return true;
}
