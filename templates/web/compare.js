/* Whether what is typed is right: by the table that the cards in Anki go by, and Python, too. */

/** @param {string} conditions @param {string[]} flags @returns {boolean} */
function applies(conditions, flags) {
  return conditions
    .split(" ")
    .every((flag) => (flag[0] === "!" ? !flags.includes(flag.slice(1)) : !flag || flags.includes(flag)));
}

/** @type {Map<string, (text: string) => string>} */
const STEPS = new Map();

/** @param {string} pattern @param {string} replacement @returns {(text: string) => string} */
function replacing(pattern, replacement) {
  const cached = STEPS.get(`${pattern}\n${replacement}`);
  if (cached) return cached;
  const expression = new RegExp(pattern, "gu");
  /** @param {string} text */
  const change = (text) => text.replace(expression, replacement);
  STEPS.set(`${pattern}\n${replacement}`, change);
  return change;
}

/** @param {string} text @param {string[]} step @returns {string} */
function changed(text, step) {
  if (step.length === 3) return replacing(step[1], step[2])(text);
  if (step[1] === "lower") return text.toLowerCase();
  return step[1] === "trim" ? text.trim() : text.normalize(step[1]);
}

/** @param {string} text @param {string[]} flags @returns {string} */
function compared(text, flags) {
  return DATA.steps.reduce((rest, step) => (applies(step[0], flags) ? changed(rest, step) : rest), text);
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
