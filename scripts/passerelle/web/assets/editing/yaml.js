// @ts-check
/**
 * Owns writing values as YAML that the project's reader, and any other, reads as the same values. Knows no page.
 * Words stand bare where nothing in them can be taken for more than words; else in double quotes, on one line.
 */

/** @typedef {string | number} Scalar */
/** @typedef {Scalar | Value[] | {[key: string]: Value}} Value */

const BARE = /^(?:[\p{L}\d]|\+1 )[^\p{C}\p{Zl}\p{Zp}]*$/u;
const CLASHES = /: |:$| #|\s$/;
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const NUMBER_LIKE = /^[-+.]?\d[\d_.,:a-fox+-]*$/i;
const DAY = /^\d{4}-\d\d(?:-\d\d)?$/;
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;
const LONGEST = 60;

/**
 * A scalar. `inFlow` where it stands in brackets; `quoted` where it had quotes before.
 * @param {Scalar} value
 * @param {boolean} [inFlow]
 * @param {boolean} [quoted]
 */
export function scalar(value, inFlow, quoted) {
  if (typeof value === "number") return String(value);
  const clashes = CLASHES.test(value) || WORDS.test(value) || (NUMBER_LIKE.test(value) && !DAY.test(value));
  if (!quoted && BARE.test(value) && !clashes && !(inFlow && /[,[\]{}]/.test(value))) return value;
  return JSON.stringify(value.replace(/\p{Cs}/gu, "\ufffd")).replace(UNSEEN, escaped);
}

/** A character that is not seen, as its number. @param {string} character */
function escaped(character) {
  const number = (character.codePointAt(0) ?? 0).toString(16);
  return number.length > 4 ? `\\U${number.padStart(8, "0")}` : `\\u${number.padStart(4, "0")}`;
}

/** A value in brackets. @param {Value} value @returns {string} */
export function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value !== "object") return scalar(value, true);
  // No template inside a template: what takes comments out of scripts would take spaces out of it.
  const inside = Object.entries(value).map(([key, held]) => `${key}: ${flow(held)}`);
  return `{${inside.join(", ")}}`;
}

/**
 * A key with its value, at a depth of spaces; the first line is not indented, and there is no line end behind the last.
 * @param {string} key
 * @param {Value} value
 * @param {number} depth
 * @returns {string}
 */
export function entry(key, value, depth) {
  if (typeof value !== "object") return `${key}: ${scalar(value)}`;
  if (isShort(value)) return `${key}: ${flow(value)}`;
  const pad = " ".repeat(depth + 2);
  const lines = Array.isArray(value)
    ? value.map((one) => item(one, depth + 2))
    : Object.entries(value).map(([inside, held]) => entry(inside, held, depth + 2));
  return [`${key}:`, ...lines.map((line) => pad + line)].join("\n");
}

/** An item of a list, at a depth of spaces. @param {Value} value @param {number} depth */
export function item(value, depth) {
  if (typeof value !== "object" || Array.isArray(value)) return `- ${flow(value)}`;
  const lines = Object.entries(value).map(([key, held]) => entry(key, held, depth + 2));
  return "- " + lines.join("\n" + " ".repeat(depth + 2));
}

/** Whether a value is written in brackets: a list of words, or a few short words. @param {Value[] | {[key: string]: Value}} value */
function isShort(value) {
  const held = Object.values(value);
  if (held.some((one) => typeof one === "object")) return false;
  return Array.isArray(value) || (flow(value).length <= LONGEST && !held.some((one) => /[:"]/.test(String(one))));
}
