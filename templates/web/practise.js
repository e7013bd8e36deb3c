/* Practice: twenty cards a session, what was missed comes again, what was known after longer and
   longer: a day, then two, four, eight … */

const SESSION = 20;
const LONGEST = 7;

/** @typedef {{ note: CardNote, ordinal: number, id: string }} CardOf */

/** @type {{ queue: CardOf[], missed: CardOf[], done: number, count: number, isBack: boolean,
 *   typed: string }} */
let session = { queue: [], missed: [], done: 0, count: 0, isBack: false, typed: "" };

/** @type {CardOf[]} */
const CARDS = [];

/** @returns {CardOf[]} */
function everyCard() {
  if (CARDS.length) return CARDS;
  for (const note of DATA.notes) {
    CARDS.push(...note.cards.map((ordinal) => ({ note, ordinal, id: `${note.key}#${ordinal}` })));
  }
  return CARDS;
}

/** The cards of the next session: those that are due, the longest first, then new ones. */
function beginSession() {
  const cards = everyCard();
  const now = today();
  const due = cards.filter((card) => PROGRESS.cards[card.id] && PROGRESS.cards[card.id].due <= now);
  due.sort((a, b) => PROGRESS.cards[a.id].due - PROGRESS.cards[b.id].due);
  const fresh = cards.filter((card) => !PROGRESS.cards[card.id]);
  const queue = [...due, ...fresh].slice(0, SESSION);
  session = { queue, missed: [], done: 0, count: queue.length, isBack: false, typed: "" };
  showCard();
}

/** @param {boolean} wasKnown */
function grade(wasKnown) {
  const card = session.queue.shift();
  if (!card || !session.isBack) return;
  const box = (PROGRESS.cards[card.id] || { box: 0, due: 0 }).box;
  if (wasKnown) {
    const next = Math.min(box + 1, LONGEST);
    const again = session.missed.includes(card);
    PROGRESS.cards[card.id] = again ? { box: 0, due: today() + 1 } : { box: next, due: today() + 2 ** (next - 1) };
    session.done += 1;
  } else {
    PROGRESS.cards[card.id] = { box: 0, due: today() };
    if (!session.missed.includes(card)) session.missed.push(card);
    session.queue.push(card);
  }
  keepProgress();
  session.isBack = false;
  session.typed = "";
  showCard();
}

function turn() {
  if (!session.queue.length || session.isBack) return;
  const box = /** @type {HTMLInputElement | null} */ (document.querySelector("#card input.typed"));
  session.typed = box ? box.value : "";
  session.isBack = true;
  showCard();
}

function showCard() {
  const card = session.queue[0];
  const holder = byId("card");
  byId("grades").hidden = !card || !session.isBack;
  byId("turn").hidden = !card || session.isBack;
  byId("more").hidden = Boolean(card);
  byId("tally").textContent = say("web.tally", { done: session.done, count: session.count });
  const bar = /** @type {HTMLProgressElement} */ (byId("bar"));
  bar.max = session.count || 1;
  bar.value = session.done;
  if (!card) {
    const rest = everyCard().some((c) => !PROGRESS.cards[c.id] || PROGRESS.cards[c.id].due <= today());
    holder.replaceChildren(el("p", { class: "over" }, say(rest ? "web.session_over" : "web.all_done")));
    byId("more").hidden = !rest;
    return;
  }
  holder.innerHTML = side(card.note, card.ordinal, session.isBack);
  readyTyping(card, holder);
  readyOptions(card, holder);
  window.requestAnimationFrame(() => readyScrolling(holder));
  const isBegun = document.documentElement.classList.contains("ready"); // before, keys do as well
  if (isBegun && !holder.querySelector("input.typed")) byId(session.isBack ? "good" : "turn").focus({ preventScroll: true });
}

/** A card with a formula wider than a telephone is scrolled, by keyboard, too. @param {HTMLElement} holder */
function readyScrolling(holder) {
  if (holder.scrollWidth > holder.clientWidth) holder.tabIndex = 0;
  else holder.removeAttribute("tabindex");
}

/** A box to type in on the front; what was typed, and whether it is right, on the back.
 * @param {CardOf} card @param {HTMLElement} holder */
function readyTyping(card, holder) {
  const box = /** @type {HTMLInputElement | null} */ (holder.querySelector("#quizgen-typed"));
  if (!box) return;
  if (!session.isBack) {
    box.focus({ preventScroll: true });
    return;
  }
  const right = isAccepted(session.typed, acceptedIn(side(card.note, card.ordinal, true)));
  box.textContent = session.typed;
  box.className = `typed ${session.typed ? (right ? "right" : "wrong") : "empty"}`;
  const mark = session.typed ? say(right ? "web.right" : "web.wrong") : "";
  box.append(el("span", { class: "unseen" }, ` ${mark}`));
}

/** @type {{ card: string, order: number[], chosen: number }} */
let shuffled = { card: "", order: [], chosen: -1 };

/** Options are shuffled at each showing; the back keeps the order of the front.
 * @param {CardOf} card @param {HTMLElement} holder */
function readyOptions(card, holder) {
  const list = holder.querySelector(".choices ul");
  if (!list) return;
  const entries = [...list.children];
  if (!session.isBack || shuffled.card !== card.id) {
    shuffled = { card: card.id, order: mixed(entries.map((_, i) => i), Math.random), chosen: -1 };
  }
  list.setAttribute("role", "radiogroup");
  list.classList.toggle("answered", session.isBack);
  shuffled.order.forEach((index) => {
    const entry = /** @type {HTMLElement} */ (entries[index]);
    list.append(entry);
    entry.setAttribute("role", "radio");
    entry.tabIndex = 0;
    const choose = () => {
      if (session.isBack) return;
      shuffled.chosen = index;
      entries.forEach((other, i) => {
        other.classList.toggle("chosen", i === index);
        other.setAttribute("aria-checked", String(i === index));
      });
    };
    entry.setAttribute("aria-checked", String(index === shuffled.chosen));
    entry.classList.toggle("chosen", index === shuffled.chosen);
    entry.addEventListener("click", choose);
    entry.addEventListener("keydown", (event) => {
      if (event.key === " " || event.key === "Enter") {
        event.preventDefault();
        event.stopPropagation();
        choose();
      }
    });
  });
}

/** @param {KeyboardEvent} event */
function practiseKey(event) {
  if (byId("practise").hidden || event.altKey || event.ctrlKey || event.metaKey) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const isWriting = target.tagName === "INPUT" || target.tagName === "TEXTAREA" || target.tagName === "SELECT";
  if (event.key === "Enter" && target.tagName !== "BUTTON" && target.tagName !== "A" && !session.isBack) {
    event.preventDefault();
    turn();
  } else if (!isWriting && event.key === " " && target.tagName !== "BUTTON" && target.tagName !== "A") {
    event.preventDefault();
    if (session.isBack) grade(true);
    else turn();
  } else if (!isWriting && session.isBack && (event.key === "1" || event.key === "2")) {
    grade(event.key === "2");
  }
}

/** Swipe to the right for "good", to the left for "again"; a click or a touch turns the card.
 * @param {HTMLElement} holder */
function readySwipes(holder) {
  /** @type {{ x: number, y: number } | null} */
  let from = null;
  holder.addEventListener("touchstart", (event) => {
    from = { x: event.touches[0].clientX, y: event.touches[0].clientY };
  }, { passive: true });
  holder.addEventListener("click", (event) => {
    const isControl = /** @type {HTMLElement} */ (event.target).closest("a, audio, input, label, [role=radio]");
    if (!isControl && !window.getSelection()?.toString()) turn();
  });
  holder.addEventListener("touchend", (event) => {
    if (!from) return;
    const x = event.changedTouches[0].clientX - from.x;
    const y = event.changedTouches[0].clientY - from.y;
    from = null;
    if (Math.abs(x) < 60 || Math.abs(y) > Math.abs(x) / 2) return;
    if (session.isBack) grade(x > 0);
    else turn();
  });
}
