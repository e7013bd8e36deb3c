/* Whether what is typed is right: by the table that the cards in Anki go by, and Python, too. */

/** @param {string} conditions @param {string[]} flags @returns {boolean} */
function applies(conditions, flags) {
  return conditions
    .split(" ")
    .every((flag) => (flag[0] === "!" ? !flags.includes(flag.slice(1)) : !flag || flags.includes(flag)));
}

/** @param {string[]} step @returns {(text: string) => string} */
function changeOf(step) {
  const [, name, replacement] = step;
  if (step.length === 3) {
    const expression = new RegExp(name, "gu");
    return (text) => text.replace(expression, replacement);
  }
  if (name === "lower") return (text) => text.toLowerCase();
  return name === "trim" ? (text) => text.trim() : (text) => text.normalize(name);
}

/** What texts go through, by the flags that hold. @type {Map<string, ((text: string) => string)[]>} */
const CHANGES = new Map();

/** @param {string} text @param {string[]} flags @returns {string} */
function compared(text, flags) {
  const key = flags.join(" ");
  const changes = CHANGES.get(key) || DATA.steps.filter((step) => applies(step[0], flags)).map(changeOf);
  CHANGES.set(key, changes);
  return changes.reduce((rest, change) => change(rest), text);
}

/** @param {string} text @param {string[]} flags @returns {string} */
function comparable(text, flags) {
  return compared(text, flags) || compared(text, flags.concat("literal"));
}

/** @param {string} typed @param {Accepted[]} accepted @returns {boolean} */
function isAccepted(typed, accepted) {
  if (!typed.trim()) return false;
  return accepted.some((answer) => {
    const flags = `typing ${answer.flags}`.split(" ");
    return comparable(answer.text, flags) === comparable(typed, flags);
  });
}

/** A digit of any script as one of 0 to 9: the ten of a script follow each other.
 * @param {string} digit @returns {string} */
function plainDigit(digit) {
  const code = /** @type {number} */ (digit.codePointAt(0));
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1 - value))) value += 1;
  return String(value);
}

/**
 * The number that somebody typed, in the language of the page; NaN where it is none.
 * @param {string} typed @param {string} decimal what stands before a fraction @returns {number}
 */
function numberIn(typed, decimal) {
  const text = typed.normalize("NFKC").replace(/[−–]/g, "-").replace(/\p{Nd}/gu, plainDigit);
  const factored = text.replace(/\s*[×x*·]\s*10\s*\^?\s*([-+]?\d+)/i, "e$1");
  const match = factored.match(/[-+]?\d[\d\s.,'’٬٫_]*(?:e[-+]?\d+)?/i);
  if (!match) return NaN;
  const group = decimal === "," ? /[.\s'’٬_]/g : /[,\s'’٬_]/g;
  return Number(match[0].replace(group, "").replace(decimal, ".").replace("٫", "."));
}
