/* Cards as Anki makes them of a note: its templates, filled with its fields. */

const GAP = /\{\{c(\d+)::([\s\S]*?)\}\}/g;

/**
 * One side of a card.
 * @param {CardNote} note @param {number} ordinal @param {boolean} isBack @returns {string}
 */
function side(note, ordinal, isBack) {
  const type = DATA.types[note.type];
  const template = type.templates[type.cloze ? 0 : ordinal][isBack ? 1 : 0];
  return filled(template, note, type, ordinal, isBack);
}

/**
 * @param {string} template @param {CardNote} note @param {NoteType} type @param {number} ordinal
 * @param {boolean} isBack @returns {string}
 */
function filled(template, note, type, ordinal, isBack) {
  /** @param {string} name */
  const value = (name) => note.fields[type.fields.indexOf(name)] || "";
  let text = template;
  const section = /\{\{([#^])([^}]+)\}\}((?:(?!\{\{[#^])[\s\S])*?)\{\{\/\2\}\}/;
  for (let match = section.exec(text); match; match = section.exec(text)) {
    const shown = (match[1] === "#") === Boolean(value(match[2]).trim());
    text = text.slice(0, match.index) + (shown ? match[3] : "") + text.slice(match.index + match[0].length);
  }
  return withMedia(
    text.replace(/\{\{(?:(\w+):)?([^}:]+)\}\}/g, (_, filter, name) => {
      if (filter === "cloze") return cloze(value(name), ordinal, isBack);
      return name.endsWith(" speech") ? "" : value(name);
    }),
  );
}

/** @param {string} text @param {number} ordinal @param {boolean} isBack @returns {string} */
function cloze(text, ordinal, isBack) {
  return text.replace(GAP, (_, number, inner) => {
    const parts = inner.split("::");
    if (Number(number) !== ordinal + 1) return parts[0];
    const shown = isBack ? parts[0] : `[${parts[1] || "..."}]`;
    return `<span class="cloze">${shown}</span>`;
  });
}

/** Pictures and sounds are in the page itself. @param {string} html @returns {string} */
function withMedia(html) {
  return html
    .replace(/\[sound:([^\]]+)\]/g, (_, name) => `<audio controls src="${DATA.media[name] || ""}"></audio>`)
    .replace(/<img src="([^"]+)"/g, (_, name) => `<img src="${DATA.media[name] || name}"`);
}

/**
 * The answers that a card takes where it is typed, empty where it is not.
 * @param {string} html @returns {Accepted[]}
 */
function acceptedIn(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return [...holder.content.querySelectorAll(".accepted i")].map((answer) => ({
    text: answer.textContent || "",
    flags: answer.className,
  }));
}
