// @ts-check
/** Owns what `check` would say of a value that somebody typed, in its own words. Knows no page. */

import { fill } from "../checker/elements.js";

/** @typedef {import("./edits.js").Field} Field */

const LONGEST = 60;

/** Says faults: sentences of the build, the day that counts as today. */
export class Judge {
  /** @param {Record<string, string>} sentences @param {string} today @param {boolean} isNew whether gaps are marked */
  constructor(sentences, today, isNew) {
    this.sentences = sentences;
    this.today = today;
    this.isNew = isNew;
  }

  /**
   * A sentence about a fault, and what to do.
   * @param {string} fault @param {string} remedy @param {Record<string, string | number>} values
   */
  say(fault, remedy, values) {
    const said = fill(this.sentences[fault], values);
    return remedy ? `${said} (${fill(this.sentences[remedy], values)})` : said;
  }

  /** What is wrong with a missing value. @param {string} name @param {string} key */
  missing(name, key) {
    return this.isNew ? this.say("to_do", "", { name }) : this.say("missing", "add", { name, key });
  }

  /** What is wrong with a typed value; empty where nothing is. @param {string} name @param {Field} field @param {string} typed */
  typed(name, field, typed) {
    const value = quoted(typed);
    const expected = field.expected ?? field.label;
    if (field.kind === "number") return this.#number(name, field, typed);
    const tooLong = field.maxLength !== undefined && typed.length > field.maxLength;
    const pattern = field.pattern ? new RegExp(field.pattern, "u") : null;
    if (tooLong || (pattern && !pattern.test(typed))) {
      const meant = pattern ? mended(typed, pattern) : "";
      return this.say("not_the_form", meant ? "meant" : "write", { name, value, expected, meant });
    }
    return isDate(field) ? this.#date(name, field, typed) : "";
  }

  /** @param {string} name @param {Field} field @param {string} typed */
  #number(name, field, typed) {
    const value = Number(typed.replace(",", "."));
    if (!typed.trim() || !Number.isFinite(value)) return this.say("not_the_form", "write", { name, value: quoted(typed), expected: "1, 2.5, …" });
    if (field.minimum !== undefined && value < field.minimum) return this.say("less", "at_least", { name, value, bound: field.minimum });
    const bound = field.exclusiveMinimum;
    return bound !== undefined && value <= bound ? this.say("not_more", "above", { name, value, bound }) : "";
  }

  /** @param {string} name @param {Field} field @param {string} value */
  #date(name, field, value) {
    const [year, month = 1, day = 1] = value.split("-").map(Number);
    const real = new Date(Date.UTC(year, month - 1, day));
    if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return this.say("no_such_day", "correct_day", { name, value });
    const isFuture = field.past && real.toISOString().slice(0, 10) > this.today;
    return isFuture ? this.say("future", "correct_date", { name, value, today: this.today }) : "";
  }

  /** Days that are not in order, as one sentence each. @param {string} name @param {[string, string][]} days */
  order(name, days) {
    return days.slice(1).flatMap(([key, value], index) => {
      const [other, earlier] = days[index];
      return value < earlier ? [this.say("before", "correct_one", { name: `${name}.${key}`, value, other: `${name}.${other}`, earlier })] : [];
    });
  }
}

/** Whether a field holds a day. @param {Field} field */
export function isDate(field) {
  return field.kind === "date" || Boolean(field.pattern?.startsWith("^[0-9]{4}-"));
}

/** The value in the expected form, where only spaces, signs and capitals are wrong. @param {string} value @param {RegExp} pattern */
function mended(value, pattern) {
  const digits = /^[\d\s().+-]*$/.test(value) ? value.replace(/\D/g, "").replace(/^1/, "") : "";
  const [closed, bare] = [value.replace(/\s/g, "").toUpperCase(), value.trim()];
  const tries = [
    `+1 ${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`, `${closed.slice(0, 3)} ${closed.slice(3)}`, bare, closed,
    bare.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""), bare.replace(/^(?=www\.)/, "https://"),
    bare.replace(/^(\d{4})[/.](\d\d)[/.](\d\d)$/, "$1-$2-$3"),
  ];
  return tries.find((tried) => tried !== value && pattern.test(tried)) ?? "";
}

/** @param {string} value */
function quoted(value) {
  return value.length <= LONGEST ? `"${value}"` : `"${value.slice(0, LONGEST - 3)}…"`;
}
