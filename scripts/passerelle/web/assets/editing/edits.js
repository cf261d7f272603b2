// @ts-check
/**
 * Owns changing values in the text of a record: only the lines of what changed are touched, as the verbs of the command line
 * do it. Works on the outline that the build made of the text; knows no page.
 */

import { entry, flow, item, scalar } from "./yaml.js";

/** @typedef {import("./yaml.js").Scalar} Scalar */
/** @typedef {import("./yaml.js").Value} Value */
/** @typedef {{at: [number, number], is?: Scalar, flow?: boolean, keys?: [string, number, Outline | null][], items?: Outline[]}} Outline */
/**
 * What a form says of a value: a scalar, codes, values by key, or items; `from` is the place that an item had.
 * @typedef {Scalar | Scalar[] | Item[] | {[key: string]: Said} | undefined} Said
 * @typedef {{from: number | null, held?: Said}} Item
 * @typedef {{key: string, label: string, kind: string, fields?: Field[], order?: string[], options?: [Scalar, string][],
 *   required?: boolean, where?: string, past?: boolean, minimum?: number, needed?: string[]}} Field
 */

/** The two languages of a text, as fields. @type {Field[]} */
export const LANGUAGES = ["en", "fr"].map((key) => ({ key, label: key, kind: "line", required: true }));

/** The fields inside a field. @param {Field} field */
export function inside(field) {
  return field.kind === "text" ? LANGUAGES : (field.fields ?? []);
}

/** The keys inside a field, in the order of a record. @param {Field} field */
function orderOf(field) {
  return field.order ?? inside(field).map((one) => one.key);
}

/** The value at a key of an outline. @param {Outline | null | undefined} outline @param {string} key */
export function at(outline, key) {
  return outline?.keys?.find(([name]) => name === key)?.[2];
}

/** An outline's value as plain data. @param {Outline} outline @returns {Value} */
export function valueOf(outline) {
  if (outline.items) return outline.items.map(valueOf);
  if (!outline.keys) return outline.is ?? "";
  return Object.fromEntries(outline.keys.flatMap(([key, , held]) => (held ? [[key, valueOf(held)]] : [])));
}

/** Whether nothing is said. Nothing but a source is nothing. @param {Said} said @returns {boolean} */
export function isEmpty(said) {
  if (said === undefined || said === "") return true;
  if (Array.isArray(said)) return said.length === 0;
  return typeof said === "object" && Object.entries(said).every(([key, held]) => key === "source" || isEmpty(held));
}

/** What is said, as a value with its keys in order. @param {Field} field @param {Said} said @returns {Value} */
function made(field, said) {
  if (Array.isArray(said)) {
    return field.kind === "list" ? /** @type {Item[]} */ (said).map((one) => made(field, one.held)) : /** @type {Scalar[]} */ (said);
  }
  if (typeof said !== "object") return said ?? "";
  const keys = ranked(Object.keys(said), orderOf(field)).filter((key) => !isEmpty(said[key]));
  const fieldOf = (/** @type {string} */ key) => inside(field).find((one) => one.key === key) ?? { ...field, kind: "line" };
  return Object.fromEntries(keys.map((key) => [key, made(fieldOf(key), said[key])]));
}

/** @param {string[]} keys @param {string[]} order */
function ranked(keys, order) {
  return [...keys].sort((one, other) => rank(order, one) - rank(order, other));
}

/** @param {string[]} order @param {string} key */
function rank(order, key) {
  const found = order.indexOf(key);
  return found < 0 ? order.length : found;
}

/** Gathers the changes of one text. */
export class Edits {
  /** @param {string} text @param {string} mark what stands where nothing is filled in yet */
  constructor(text, mark) {
    this.text = text.endsWith("\n") ? text : `${text}\n`;
    this.mark = mark;
    /** @type {{from: number, to: number, words: string}[]} */
    this.splices = [];
  }

  /** The text with every change in it. Throws where two changes meet. */
  get result() {
    let [end, text] = [0, ""];
    for (const { from, to, words } of [...this.splices].sort((one, other) => one.from - other.from)) {
      if (from < end) throw new Error("two changes of one line");
      text += this.text.slice(end, from) + words;
      end = to;
    }
    return text + this.text.slice(end);
  }

  /**
   * Makes the values of a mapping what is said of them. Keys that are no field stay.
   * @param {Outline} outline
   * @param {Field[]} fields
   * @param {{[key: string]: Said}} said
   * @param {string[]} order of all its keys
   */
  mapping(outline, fields, said, order) {
    const sorted = [...fields].sort((one, other) => rank(order, one.key) - rank(order, other.key));
    const changed = sorted.filter((field) => isEmpty(said[field.key]) === Boolean(at(outline, field.key)) && !this.#isLeft(outline, field, said));
    if (outline.flow && changed.length) return this.#again(outline, fields, said, order);
    for (const field of sorted) {
      const [now, before] = [said[field.key], at(outline, field.key)];
      if (changed.includes(field)) before ? this.#remove(outline, field.key) : this.#insert(outline, field.key, made(field, now), order);
      else if (before && !isEmpty(now)) this.value(before, field, now, outline.flow);
    }
  }

  /** Whether a gap is left for a maintainer to fill. @param {Outline} outline @param {Field} field @param {{[key: string]: Said}} said */
  #isLeft(outline, field, said) {
    const before = at(outline, field.key);
    return field.required && before && isEmpty(said[field.key]) && this.text.slice(...before.at).includes(this.mark);
  }

  /**
   * @param {Outline} outline @param {Field} field @param {Said} now
   * @param {boolean} [inFlow] whether the value stands in brackets
   */
  value(outline, field, now, inFlow) {
    if (outline.keys && typeof now === "object" && !Array.isArray(now)) {
      this.mapping(outline, inside(field), now, orderOf(field));
    } else if (field.kind === "list" && outline.items && !outline.flow) {
      this.#items(outline.items, field, /** @type {Item[]} */ (now));
    } else {
      const next = made(field, field.kind === "list" ? this.#whole(outline, /** @type {Item[]} */ (now)) : now);
      if (JSON.stringify(next) === JSON.stringify(valueOf(outline))) return;
      const quoted = this.text[outline.at[0]] === '"';
      this.splice(...outline.at, typeof next === "object" ? flow(next) : scalar(next, inFlow, quoted));
    }
  }

  /** Items with the values of those that nobody touched. @param {Outline} outline @param {Item[]} items @returns {Item[]} */
  #whole(outline, items) {
    const before = /** @type {any[]} */ (valueOf(outline));
    return items.map((one) => ({ ...one, held: one.from === null ? one.held : { ...before[one.from], .../** @type {object} */ (one.held ?? {}) } }));
  }

  /** Writes a mapping in brackets anew. @param {Outline} outline @param {Field[]} fields @param {{[key: string]: Said}} said @param {string[]} order */
  #again(outline, fields, said, order) {
    const kept = /** @type {{[key: string]: Value}} */ (valueOf(outline));
    for (const field of fields) {
      if (!isEmpty(said[field.key])) kept[field.key] = made(field, said[field.key]);
      else if (!this.#isLeft(outline, field, said)) delete kept[field.key];
    }
    this.splice(...outline.at, flow(Object.fromEntries(ranked(Object.keys(kept), order).map((key) => [key, kept[key]]))));
  }

  /** @param {Outline[]} before @param {Field} field @param {Item[]} now */
  #items(before, field, now) {
    const kept = new Map(now.map((one) => [one.from, one.held]));
    before.forEach((outline, index) => {
      if (!kept.has(index)) this.splice(this.#lineOf(outline.at[0]), this.#after(outline.at[1]), "");
      else if (kept.get(index) !== undefined) this.value(outline, field, kept.get(index));
    });
    const depth = this.text.indexOf("-", this.#lineOf(before[0].at[0])) - this.#lineOf(before[0].at[0]);
    const end = this.#after(before[before.length - 1].at[1]);
    for (const { from, held } of now) {
      if (from === null) this.splice(end, end, `${" ".repeat(depth)}${item(made(field, held), depth)}\n`);
    }
  }

  /** Puts a key at its place in the order. @param {Outline} outline @param {string} key @param {Value} value @param {string[]} order */
  #insert(outline, key, value, order) {
    const keys = outline.keys ?? [];
    const later = keys.findIndex(([name]) => rank(order, name) > rank(order, key));
    const depth = keys[0][1] - this.#lineOf(keys[0][1]);
    const [words, pad] = [entry(key, value, depth), " ".repeat(depth)];
    if (later === 0) return this.splice(keys[0][1], keys[0][1], `${words}\n${pad}`);
    const place = later > 0 ? this.#above(this.#lineOf(keys[later][1])) : this.#after(outline.at[1]);
    this.splice(place, place, `${pad}${words}\n`);
  }

  /** @param {Outline} outline @param {string} key */
  #remove(outline, key) {
    const keys = outline.keys ?? [];
    const index = keys.findIndex(([name]) => name === key);
    const [, start, held] = keys[index];
    if (index === 0 && keys[1] && this.text.slice(this.#lineOf(start), start).trim()) this.splice(start, keys[1][1], "");
    else this.splice(this.#lineOf(start), this.#after(held ? held.at[1] : start), "");
  }

  /** Puts words in the place of what stands between two places. @param {number} from @param {number} to @param {string} words */
  splice(from, to, words) {
    this.splices.push({ from, to, words });
  }

  /** Where the line of a place begins. @param {number} place */
  #lineOf(place) {
    return this.text.lastIndexOf("\n", place - 1) + 1;
  }

  /** Where the line after that of a place begins. @param {number} place */
  #after(place) {
    return this.text.indexOf("\n", place) + 1;
  }

  /** Where the comments and blank lines right above a line begin, below another key. @param {number} start @returns {number} */
  #above(start) {
    const line = this.#lineOf(start - 1);
    return /^\s*(#.*)?$/.test(this.text.slice(line, start - 1)) ? this.#above(line) : start;
  }
}
