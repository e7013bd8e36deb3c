/* An item on the screen: what it shows, how it is answered, what its answer is worth. */

/**
 * The share of its points that an answer earns, from 0 to 1, as on paper.
 * @param {WebItem} item @param {Answer | undefined} answer @returns {number}
 */
function worth(item, answer) {
  const i = item.interaction;
  if (i.kind === "choice") return i.several ? worthOfSeveral(i, answer?.several || []) : Number(isKey(i, answer?.index));
  if (i.kind === "truefalse") return Number(isKey(i, answer?.index));
  return share(hits(i, answer));
}

/**
 * What of an answer is right, in the order of its controls.
 * @param {Interaction} i @param {Answer | undefined} answer @returns {boolean[]}
 */
function hits(i, answer) {
  const texts = answer?.texts || [];
  switch (i.kind) {
    case "text":
      return [isAccepted(answer?.text || "", i.accept || [])];
    case "numeric":
      return [isNear(i, answer?.text || "")];
    case "gaps":
      return hitsOfGaps(i, texts);
    case "match":
      return (i.pairs || []).map(([, response], n) => texts[n] === response);
    case "order": // What is left as it was shown is handed in as it was shown.
      return (answer?.order || (i.entries || []).map((entry) => entry.rank)).map((rank, n) => rank === n + 1);
    case "open":
      return (i.guide || []).map((_, n) => Boolean((answer?.marks || [])[n]));
    default:
      throw new Error(`no rule for ${i.kind}`);
  }
}

/** @param {boolean[]} hits @returns {number} */
function share(hits) {
  return hits.length ? hits.filter(Boolean).length / hits.length : 0;
}

/** @param {Interaction} i @param {number | undefined} index @returns {boolean} */
function isKey(i, index) {
  if (index === undefined) return false;
  return i.kind === "truefalse" ? index === (i.answer ? 0 : 1) : Boolean((i.options || [])[index]?.correct);
}

/** A wrong tick takes away what a right one gives. @param {Interaction} i @param {number[]} ticked */
function worthOfSeveral(i, ticked) {
  const options = i.options || [];
  const right = ticked.filter((index) => options[index].correct).length;
  const keys = options.filter((option) => option.correct).length;
  return Math.max(0, right - (ticked.length - right)) / keys;
}

/** @param {Interaction} i @param {string} text */
function isNear(i, text) {
  const number = numberIn(text, i.decimal || ".");
  const slack = Math.abs(Number(i.value)) * 1e-9;
  return Math.abs(number - Number(i.value)) <= Number(i.tolerance) + slack;
}

/** In any order where the order does not count: each answer fills one gap.
 * @param {Interaction} i @param {string[]} texts @returns {boolean[]} */
function hitsOfGaps(i, texts) {
  const open = (i.parts || []).filter((part) => part.accept);
  if (i.ordered) return open.map((gap, n) => isAccepted(texts[n] || "", gap.accept || []));
  return open.map((_, n) => n).map((n) => {
    const at = open.findIndex((gap) => isAccepted(texts[n] || "", gap.accept || []));
    if (at >= 0) open.splice(at, 1);
    return at >= 0;
  });
}

/** Whether anything was answered. @param {Answer | undefined} answer @returns {boolean} */
function isAnswered(answer) {
  if (!answer) return false;
  const texts = [answer.text || "", ...(answer.texts || [])];
  return answer.index !== undefined || Boolean(answer.several?.length || answer.order) || texts.some((text) => text.trim());
}

/**
 * Say beside each part of an answer whether it is right, and which options would have been.
 * @param {WebItem} item @param {Answer | undefined} answer @param {HTMLElement} area of its controls
 */
function markParts(item, answer, area) {
  const i = item.interaction;
  if (i.kind === "open") return;
  const options = [...area.querySelectorAll(".option")];
  for (const [n, option] of options.entries()) {
    const input = /** @type {HTMLInputElement} */ (option.querySelector("input"));
    if (isKey(i, n) || input.checked) option.append(mark(isKey(i, n)));
  }
  if (options.length) return;
  const parts = area.querySelectorAll("input, select, .ordering .moves");
  for (const [n, hit] of hits(i, answer).entries()) parts[n]?.after(mark(hit));
}

/** @param {boolean} isRight @returns {HTMLElement} */
function mark(isRight) {
  return el("span", { class: `mark ${isRight ? "right" : "wrong"}`, role: "img", "aria-label": say(isRight ? "web.right" : "web.wrong") }, isRight ? "✓" : "✗");
}

/**
 * How an item is answered: its controls, which tell of each change.
 * @param {WebItem} item @param {string} name of its controls @param {Answer | undefined} answer
 * @param {(answer: Answer) => void} tell @returns {HTMLElement}
 */
function controls(item, name, answer, tell) {
  const i = item.interaction;
  switch (i.kind) {
    case "choice":
      return i.several ? several(i, name, answer, tell) : single(i.options || [], name, answer, tell);
    case "truefalse":
      return single([say("paper.true"), say("paper.false")].map(asOption), name, answer, tell);
    case "text":
      return line("", name, answer, (text) => tell({ kind: i.kind, text }));
    case "numeric":
      return line(i.unit || "", name, answer, (text) => tell({ kind: i.kind, text }));
    case "gaps":
      return gapped(i, name, answer, tell);
    case "match":
      return matching(i, name, answer, tell);
    case "order":
      return ordering(i, name, answer, tell);
    case "open":
      return written(name, answer, tell);
    default:
      throw new Error(`no controls for ${i.kind}`);
  }
}

/** @param {string} text @returns {ChoiceOption} */
function asOption(text) {
  return { text, correct: false, why: "", picture: "" };
}

/** @param {ChoiceOption} option @param {HTMLElement} input */
function labelled(option, input) {
  const text = option.picture
    ? el("img", { src: DATA.media[option.picture], alt: option.text })
    : el("span", { dir: "auto", html: option.text });
  return el("label", { class: "option" }, input, text);
}

/** @param {ChoiceOption[]} options @param {string} name @param {Answer | undefined} answer
 * @param {(answer: Answer) => void} tell */
function single(options, name, answer, tell) {
  return el("div", { class: "options", role: "radiogroup", "aria-labelledby": `${name}-stem` },
    ...options.map((option, index) => labelled(option, el("input", {
      type: "radio", name, value: index, checked: answer?.index === index,
      onchange: () => tell({ kind: "choice", index }),
    }))));
}

/** @param {Interaction} i @param {string} name @param {Answer | undefined} answer
 * @param {(answer: Answer) => void} tell */
function several(i, name, answer, tell) {
  const ticked = new Set(answer?.several || []);
  return el("div", { class: "options", role: "group", "aria-labelledby": `${name}-stem` },
    ...(i.options || []).map((option, index) => labelled(option, el("input", {
      type: "checkbox", name, value: index, checked: ticked.has(index),
      onchange: (/** @type {any} */ event) => {
        if (event.target.checked) ticked.add(index);
        else ticked.delete(index);
        tell({ kind: "choice", several: [...ticked] });
      },
    }))));
}

/** A box to write in, and what stands after it.
 * @param {string} unit in HTML @param {string} name @param {Answer | undefined} answer
 * @param {(text: string) => void} tell */
function line(unit, name, answer, tell) {
  const input = el("input", {
    type: "text", class: "line", dir: "auto", value: answer?.text || "", autocomplete: "off",
    autocapitalize: "none", spellcheck: "false", "aria-labelledby": `${name}-stem`,
    oninput: () => tell(input.value),
  });
  return el("div", { class: "written" }, input, ...(unit ? [el("span", { dir: "auto", html: unit })] : []));
}

/** @param {Interaction} i @param {string} name @param {Answer | undefined} answer
 * @param {(answer: Answer) => void} tell */
function gapped(i, name, answer, tell) {
  /** @type {HTMLInputElement[]} */
  const boxes = [];
  const change = () => tell({ kind: "gaps", texts: boxes.map((box) => box.value) });
  /** @param {Part} part */
  const shown = (part) => {
    if (!part.accept) return el("span", { html: part.text || "" });
    const number = boxes.length;
    const label = part.hint ? `${say("web.gap", { number: number + 1 })}: ${plainly(part.hint)}` : say("web.gap", { number: number + 1 });
    const box = i.bank?.length
      ? choiceOf(i.bank, label, (answer?.texts || [])[number], change)
      : el("input", { type: "text", class: "gap", dir: "auto", "aria-label": label, autocomplete: "off", autocapitalize: "none",
          spellcheck: "false", placeholder: part.hint ? plainly(part.hint) : null, value: (answer?.texts || [])[number] || "", oninput: change });
    boxes.push(box);
    return box;
  };
  const parts = (i.parts || []).map(shown);
  if (i.columns) return el("div", { class: "wide", tabindex: 0, role: "region", "aria-labelledby": `${name}-stem` }, table(parts, i.columns));
  const isList = i.parts?.every((part) => part.accept);
  return isList ? el("ol", { class: "listed" }, ...parts.map((part) => el("li", {}, part))) : el("p", { class: "sentence", dir: "auto" }, ...parts);
}

/** @param {HTMLElement[]} cells @param {number} columns */
function table(cells, columns) {
  const rows = [];
  for (let at = 0; at < cells.length; at += columns) {
    const row = cells.slice(at, at + columns).map((cell, n) => headed(cell, at === 0 || n === 0));
    rows.push(el("tr", {}, ...row));
  }
  return el("table", {}, ...rows);
}

/** A cell of a table; what is empty heads nothing. @param {HTMLElement} cell @param {boolean} isHead */
function headed(cell, isHead) {
  const isEmpty = !cell.textContent && !cell.querySelector("img") && cell.tagName === "SPAN";
  return el(isHead && !isEmpty ? "th" : "td", { dir: "auto" }, cell);
}

/** @param {string[]} texts in HTML @param {string} label @param {string | undefined} value
 * @param {() => void} change */
function choiceOf(texts, label, value, change) {
  const options = texts.map((text) => el("option", { value: text, selected: text === value }, plainly(text)));
  return el("select", { "aria-label": label, onchange: change }, el("option", { value: "" }, "…"), ...options);
}

/** HTML in words, for where there can be no markup. @param {string} html @returns {string} */
function plainly(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  for (const formula of holder.content.querySelectorAll("math")) formula.replaceWith(formula.getAttribute("alttext") || "");
  return (holder.content.textContent || "").trim();
}

/** @param {Interaction} i @param {string} name @param {Answer | undefined} answer
 * @param {(answer: Answer) => void} tell */
function matching(i, name, answer, tell) {
  const responses = i.responses || [];
  /** @type {HTMLSelectElement[]} */
  const boxes = [];
  const change = () => tell({ kind: "match", texts: boxes.map((box) => box.value) });
  const rows = (i.pairs || []).map(([prompt], n) => {
    const box = choiceOf(responses, plainly(prompt), (answer?.texts || [])[n], change);
    boxes.push(box);
    return el("div", { class: "pair" }, el("span", { dir: "auto", html: prompt }), box);
  });
  const chips = responses.map((text) => {
    const chip = el("li", { class: "grip", dir: "auto", html: text });
    readyDragging(chip, chip, (target) => {
      const box = boxes[rows.findIndex((row) => row.contains(target))];
      if (!box) return;
      box.value = text;
      change();
    });
    return chip;
  });
  return el("div", { class: "matching", role: "group", "aria-labelledby": `${name}-stem` },
    el("div", {}, ...rows), el("ul", { class: "chips" }, ...chips));
}

/** @param {Interaction} i @param {string} name @param {Answer | undefined} answer
 * @param {(answer: Answer) => void} tell */
function ordering(i, name, answer, tell) {
  const entries = i.entries || [];
  let ranks = answer?.order || entries.map((entry) => entry.rank);
  const list = el("ol", { class: "ordering", "aria-labelledby": `${name}-stem` });
  /** @param {number} from @param {number} to @param {number} focus */
  const move = (from, to, focus) => {
    if (to < 0 || to >= ranks.length || from === to) return;
    ranks = [...ranks];
    ranks.splice(to, 0, ...ranks.splice(from, 1));
    show();
    tell({ kind: "order", order: ranks });
    list.children[to].querySelectorAll("button")[focus]?.focus();
  };
  const show = () => list.replaceChildren(...ranks.map((rank, at) => {
    const text = entries.find((entry) => entry.rank === rank)?.text || "";
    const words = plainly(text);
    const grip = el("span", { class: "grip", "aria-hidden": "true" }, "↕");
    const entry = el("li", {}, grip, el("span", { dir: "auto", html: text }),
      el("span", { class: "moves" },
        el("button", { type: "button", "aria-label": say("web.up", { text: words }), onclick: () => move(at, at - 1, 0) }, "↑"),
        el("button", { type: "button", "aria-label": say("web.down", { text: words }), onclick: () => move(at, at + 1, 1) }, "↓")));
    readyDragging(entry, grip, (target) => move(at, [...list.children].findIndex((other) => other.contains(target)), -1));
    return entry;
  }));
  show();
  return list;
}

/** @param {string} name @param {Answer | undefined} answer @param {(answer: Answer) => void} tell */
function written(name, answer, tell) {
  const area = el("textarea", {
    rows: 6, dir: "auto", "aria-labelledby": `${name}-stem`,
    oninput: () => tell({ ...answer, kind: "open", text: area.value }),
  });
  area.value = answer?.text || "";
  return area;
}

/**
 * What is right of an item, as a key has it.
 * @param {WebItem} item @returns {HTMLElement}
 */
function keyOf(item) {
  const i = item.interaction;
  /** @param {string[]} texts in HTML @param {boolean} [isOrdered] */
  const listed = (texts, isOrdered = false) => el(isOrdered ? "ol" : "ul", {}, ...texts.map((html) => el("li", { dir: "auto", html })));
  switch (i.kind) {
    case "choice": {
      const wrong = (i.options || []).filter((option) => option.why);
      const right = (i.options || []).filter((option) => option.correct);
      return el("div", {}, listed(right.map((option) => option.text)),
        ...(wrong.length ? [el("p", { class: "minor" }, say("paper.why_wrong")), listed(wrong.map((option) => option.why))] : []));
    }
    case "truefalse":
      return el("div", {}, el("p", {}, say(i.answer ? "paper.true" : "paper.false")),
        ...(i.correction ? [el("p", { dir: "auto", html: i.correction })] : []));
    case "text":
      return el("p", { dir: "auto" }, (i.accept || []).map((answer) => answer.text).join(" / "));
    case "numeric":
      return el("p", { dir: "auto", html: i.shown || "" });
    case "gaps":
      return listed((i.parts || []).filter((part) => part.accept).map((part) => (part.accept || []).map((a) => escaped(a.text)).join(" / ")), i.ordered);
    case "match":
      return listed((i.pairs || []).map(([prompt, response]) => `${prompt} – ${response}`));
    case "order":
      return listed([...(i.entries || [])].sort((a, b) => a.rank - b.rank).map((entry) => `${entry.text} ${entry.reveal ? `(${entry.reveal})` : ""}`), true);
    default: // of an open question it is what the pupil marks by
      throw new Error(`no key for ${i.kind}`);
  }
}
