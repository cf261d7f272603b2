// @ts-check
/** Owns what `check` would say of a value that somebody typed, in its own words. Knows no page. */

import { fill } from "../checker/elements.js";

/** @typedef {import("./edits.js").Field} Field */
/** What `check` asks of a kind of line. @typedef {{pattern: string, maxLength?: number, expected?: string}} Shape */

const LONGEST = 60;

/** Says faults, and what to do: with what the build says, and the day that counts as today. */
export class Judge {
  /** @param {{sentences: Record<string, string>, shapes: Record<string, Shape>}} data @param {string} today */
  constructor(data, today) {
    this.data = data;
    this.today = today;
  }

  /** @param {string} fault @param {Record<string, string | number>} values */
  say(fault, values) {
    return fill(this.data.sentences[fault], values);
  }

  /** What is wrong with a missing value. @param {string} name @param {string} key */
  missing(name, key) {
    return this.say("missing", { name, key });
  }

  /** What is wrong with a typed value; empty where nothing is. @param {string} name @param {Field} field @param {string} typed */
  typed(name, field, typed) {
    if (field.kind === "number") return this.#number(name, field, typed);
    const shape = this.data.shapes[field.kind];
    if (!shape) return "";
    const { expected = field.label, maxLength = Infinity } = shape;
    const pattern = new RegExp(shape.pattern, "u");
    if (typed.length > maxLength || !pattern.test(typed)) {
      const meant = mended(typed, pattern);
      return this.say(meant ? "meant" : "not_the_form", { name, value: quoted(typed), expected, meant });
    }
    return field.kind === "day" || field.kind === "date" ? this.#date(name, field, typed) : "";
  }

  /** @param {string} name @param {Field} field @param {string} typed */
  #number(name, field, typed) {
    const [value, bound] = [numberOf(typed), field.minimum ?? -Infinity];
    if (value === undefined) return this.say("not_the_form", { name, value: quoted(typed), expected: "1, 2.5, …" });
    return value < bound ? this.say("less", { name, value, bound }) : "";
  }

  /** @param {string} name @param {Field} field @param {string} value */
  #date(name, field, value) {
    const [year, month = 1, day = 1] = value.split("-").map(Number);
    const real = new Date(Date.UTC(year, month - 1, day));
    if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return this.say("no_such_day", { name, value });
    const isFuture = field.past && real.toISOString().slice(0, 10) > this.today;
    return isFuture ? this.say("future", { name, value, today: this.today }) : "";
  }

  /** Days that are not in order, as one sentence each. @param {string} name @param {{[key: string]: any}} said */
  order(name, said) {
    const days = ["opens", "closes", "starts"].filter((key) => said[key]);
    return days.slice(1).flatMap((key, index) => {
      const [value, other] = [said[key], days[index]];
      const earlier = said[other];
      return value < earlier ? [this.say("before", { name: `${name}.${key}`, value, other: `${name}.${other}`, earlier })] : [];
    });
  }
}

/** A number as people type it. @param {string} typed */
export function numberOf(typed) {
  const value = Number(typed.replace(",", "."));
  return typed.trim() && Number.isFinite(value) ? value : undefined;
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
