// @ts-check
/** Owns the form of one record: its parts, what it comes to as a text, and what `check` would say of it. */

import { make } from "../checker/elements.js";
import { Edits, isEmpty, tidied, valueOf } from "./edits.js";
import { NEW_SOURCE, shown } from "./fields.js";

/** @typedef {import("./edits.js").Field} Field */
/** @typedef {import("./edits.js").Outline} Outline */
/** @typedef {import("./fields.js").Frame} Frame */
/** @typedef {import("./fields.js").Shown} Shown */
/** @typedef {{path: string, text: string, outline: Outline, name?: Record<string, string>, sha256?: string}} RecordFile */
/**
 * @typedef {{language: string, words: any, sentences: Record<string, string>, mark: string, order: string[], made_on: string,
 *   report: {issue: string, mail: string}, fields: Field[], closing?: Field[], source?: Field, classes?: [string, string][],
 *   records?: Record<string, RecordFile>, taken?: string[]}} FormData
 */

const OPEN_AT_FIRST = new Set(["status", "contact"]);
const CLOSED = "closed";

export class RecordForm {
  /** @param {FormData} data @param {RecordFile} record @param {Omit<Frame, "sources" | "newSource" | "isNew">} frame @param {boolean} isNew */
  constructor(data, record, frame, isNew) {
    this.data = data;
    this.record = record;
    this.isNew = isNew;
    this.before = /** @type {any} */ (valueOf(record.outline));
    /** @type {Frame} */
    this.frame = { ...frame, isNew, sources: () => this.#sources(), newSource: () => this.#newSource && this.#newKey };
    this.parts = data.fields.map((field) => ({ field, shown: shown(this.frame, field, this.before[field.key]) }));
    const wasClosed = this.before.status === CLOSED;
    this.closing = wasClosed || isNew ? [] : (data.closing ?? []).map((field) => ({ field, shown: this.#ending(field) }));
    this.source = data.source && !isNew ? shown(this.frame, data.source, {}) : undefined;
  }

  /** A part about the end: one note, not the list of all. @param {Field} field */
  #ending(field) {
    return field.kind === "list" ? shown(this.frame, { ...field, kind: "map" }, undefined) : shown(this.frame, field, this.before[field.key]);
  }

  /** The parts as elements, each to open. @returns {HTMLElement[]} */
  elements() {
    const { words } = this.data;
    const parts = this.parts.map(({ field, shown: part }) => this.#part(field.label, part.element, this.isNew || OPEN_AT_FIRST.has(field.key)));
    this.ended = make("section", { class: "ended", hidden: true }, make("h3", {}, words.ended), make("p", {}, words.ended_text), ...this.closing.map((part) => part.shown.element));
    const source = this.source ? [this.#part(words.new_source, make("div", {}, make("p", {}, words.new_source_text), this.source.element), false)] : [];
    return [...parts.slice(0, 1), this.ended, ...parts.slice(1), ...source];
  }

  /** @param {string} label @param {HTMLElement} element @param {boolean} open */
  #part(label, element, open) {
    if (this.isNew) return make("div", { class: "part" }, element);
    return make("details", { class: "part", open }, make("summary", {}, label), element);
  }

  get isEnding() {
    return this.closing.length > 0 && this.parts.some(({ field, shown: part }) => field.key === "status" && part.read() === CLOSED);
  }

  /** The keys of sources, and that of the new one once it has a title. @returns {[string, string][]} */
  #sources() {
    const known = Object.entries(this.before.sources ?? {}).map(([key, source]) => /** @type {[string, string]} */ ([key, `${source.title} (${key})`]));
    return this.#newSource ? [...known, [NEW_SOURCE, this.data.words.the_new_source]] : known;
  }

  get #newSource() {
    const said = /** @type {any} */ (this.source?.read() ?? {});
    return isEmpty(said) ? undefined : said;
  }

  /** A short name that no source has yet. */
  get #newKey() {
    const said = this.#newSource ?? {};
    const base = `${said.kind ?? "source"}-${String(said.published ?? said.read_on ?? "").slice(0, 4).replace(/\D/g, "") || "new"}`;
    let [key, number] = [base, 1];
    while (this.before.sources?.[key]) key = `${base}-${(number += 1)}`;
    return key;
  }

  /** The text with everything that was typed. */
  text() {
    const { data, record } = this;
    const edits = new Edits(record.text, data.mark);
    /** @type {{[key: string]: any}} */
    const said = Object.fromEntries(this.parts.map(({ field, shown: part }) => [field.key, part.read()]));
    const fields = this.parts.map(({ field }) => field);
    if (this.isNew) for (const field of fields) said[field.key] = this.#sourced(field, said[field.key]);
    if (this.isEnding) this.#end(said, fields);
    if (this.#newSource) this.#cite(said, fields);
    edits.mapping(record.outline, fields, said, data.order);
    return this.isNew ? tidied(edits.result, record.text, data.mark) : edits.result;
  }

  /** Steps that are added to a skeleton have the source that its own step has. @param {Field} field @param {any} said */
  #sourced(field, said) {
    const [source] = Object.keys(this.before.sources);
    if (field.kind !== "list") return said;
    return said.map((/** @type {any} */ one) => (one.from === null ? { ...one, held: { ...one.held, source } } : one));
  }

  /** What `close` sets: a note about the state, whose gaps stay marked, and what took the place. @param {any} said @param {Field[]} fields */
  #end(said, fields) {
    const mark = this.data.mark;
    for (const { field, shown: part } of this.closing) {
      const typed = /** @type {any} */ (part.read());
      fields.push(field.kind === "list" ? { ...field, fields: [{ key: "about", label: "about", kind: "line" }, ...(field.fields ?? [])] } : field);
      const text = { en: typed?.text?.en ?? mark, fr: typed?.text?.fr ?? mark };
      const kept = (this.before.notes ?? []).map((/** @type {any} */ _, /** @type {number} */ from) => ({ from }));
      said[field.key] = field.kind === "list" ? [...kept, { from: null, held: { about: "status", text, source: typed?.source ?? mark } }] : typed;
    }
  }

  /** @param {any} said @param {Field[]} fields */
  #cite(said, fields) {
    const source = /** @type {Field} */ (this.data.source);
    fields.push({ key: "sources", label: "", kind: "map", required: true, order: [], fields: [{ ...source, key: this.#newKey }] });
    said.sources = { [this.#newKey]: this.#newSource };
  }

  /** What `check` would say of the fields. @returns {string[]} */
  faults() {
    if (this.ended) this.ended.hidden = !this.isEnding;
    const found = this.parts.flatMap(({ field, shown: part }) => part.faults(field.key, Boolean(field.required)));
    const source = this.source?.faults(`sources.${this.#newKey}`, false) ?? [];
    const note = `notes[${this.before.notes?.length ?? 0}]`;
    const ending = this.isEnding
      ? this.closing.flatMap(({ field, shown: part }) => part.faults(field.kind === "list" ? note : field.key, field.kind === "list"))
      : [];
    return [...found, ...ending, ...source];
  }

  /** Whether the text holds what is still to do, once the name of the file is known. @param {string} text */
  hasGaps(text) {
    return text.split("\n").some((line) => !line.startsWith("#") && new RegExp(`\\b${this.data.mark}\\b`).test(line.split("  #")[0]));
  }
}

/** An id made from a name. @param {string} name */
export function idOf(name) {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");
}

/** The language's name of a record. @param {RecordFile} record @param {string} language */
export function nameOf(record, language) {
  return record.name?.[language] ?? "";
}

