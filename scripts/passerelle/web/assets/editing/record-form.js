// @ts-check
/** Owns the form of one record: its parts, what it comes to as a text, and what `check` would say of it. */

import { make } from "../checker/elements.js";
import { Edits, isEmpty, valueOf } from "./edits.js";
import { NEW_SOURCE, shown } from "./fields.js";

/** @typedef {import("./edits.js").Field} Field */
/** @typedef {import("./edits.js").Outline} Outline */
/** @typedef {import("./fields.js").Frame} Frame */
/** @typedef {import("./fields.js").Shown} Shown */
/** @typedef {{path: string, text: string, outline: Outline, name?: Record<string, string>, sha256?: string}} RecordFile */
/**
 * What the build says of a form. `note`, `successor` and `source` are what a record that is there may get besides its fields.
 * @typedef {{words: any, sentences: Record<string, string>, shapes: Record<string, import("./judging.js").Shape>, mark: string,
 *   order: string[], made_on: string, report: Record<string, string>, fields: Field[], note?: Field, successor?: Field,
 *   source?: Field}} FormData
 */

const OPEN_AT_FIRST = new Set(["status", "contact"]);
const CLOSED = "closed";

export class RecordForm {
  /** @param {FormData} data @param {RecordFile} record @param {Omit<Frame, "sources" | "newSource">} frame */
  constructor(data, record, frame) {
    this.data = data;
    this.record = record;
    this.before = /** @type {any} */ (valueOf(record.outline));
    const whole = { ...frame, sources: () => this.#sources(), newSource: () => this.#newSource && this.#newKey };
    const { note, successor, source } = data;
    this.parts = data.fields.map((field) => ({ field, shown: shown(whole, field, this.before[field.key]) }));
    this.closing = note && successor && this.before.status !== CLOSED ? [shown(whole, note, {}), shown(whole, successor, this.before.replaced_by)] : [];
    this.source = source && shown(whole, source, {});
  }

  /** The parts as elements, each to open. @returns {HTMLElement[]} */
  elements() {
    const { words } = this.data;
    const [status, ...others] = this.parts.map(({ field, shown: part }) => folded(field.label, part.element, OPEN_AT_FIRST.has(field.key)));
    this.ended = make("section", { class: "ended", hidden: true }, make("h3", {}, words.ended), make("p", {}, words.ended_text), this.closing.map((part) => part.element));
    const source = make("div", {}, make("p", {}, words.new_source_text), this.source?.element);
    return [status, this.ended, ...others, folded(words.new_source, source, false)];
  }

  /** What the parts say, by key. @returns {{[key: string]: any}} */
  said() {
    return Object.fromEntries(this.parts.map(({ field, shown: part }) => [field.key, part.read()]));
  }

  get #isEnding() {
    return this.closing.length > 0 && this.said().status === CLOSED;
  }

  /** The keys of sources, and that of the new one once it has a title. @returns {[string, string][]} */
  #sources() {
    const known = Object.entries(this.before.sources ?? {}).map(([key, source]) => /** @type {[string, string]} */ ([key, `${source.title} (${key})`]));
    return this.#newSource ? [...known, [NEW_SOURCE, this.data.words.the_new_source]] : known;
  }

  get #newSource() {
    const said = /** @type {any} */ (this.source?.read());
    return isEmpty(said) ? undefined : said;
  }

  /** A short name that no source has yet. */
  get #newKey() {
    const { kind = "source", published, read_on } = this.#newSource ?? {};
    const base = `${kind}-${String(published ?? read_on ?? "").slice(0, 4).replace(/\D/g, "") || "new"}`;
    let [key, number] = [base, 1];
    while (this.before.sources?.[key]) key = `${base}-${(number += 1)}`;
    return key;
  }

  /** The text with everything that was typed. */
  text() {
    return this.edits().result;
  }

  edits() {
    const { data, record } = this;
    const [edits, said, fields] = [new Edits(record.text, data.mark), this.said(), [...data.fields]];
    if (this.#isEnding) this.#end(said, fields);
    if (this.#newSource) this.#cite(said, fields);
    edits.mapping(record.outline, fields, said, data.order);
    return edits;
  }

  /** What `close` sets: a note about the state, whose gaps stay marked, and what took the place. @param {any} said @param {Field[]} fields */
  #end(said, fields) {
    const { mark, note, successor } = /** @type {Required<FormData>} */ (this.data);
    const [told, after] = this.closing;
    const { text, source = mark } = /** @type {any} */ (told.read());
    const about = { key: "about", label: "", kind: "line" };
    fields.push({ ...note, kind: "list", fields: [about, ...(note.fields ?? [])] }, successor);
    const kept = (this.before.notes ?? []).map((/** @type {any} */ _, /** @type {number} */ from) => ({ from }));
    said.notes = [...kept, { from: null, held: { about: "status", text: { en: text.en ?? mark, fr: text.fr ?? mark }, source } }];
    said.replaced_by = after.read();
  }

  /** @param {any} said @param {Field[]} fields */
  #cite(said, fields) {
    const source = /** @type {Field} */ (this.data.source);
    fields.push({ key: "sources", label: "", kind: "map", required: true, order: [], fields: [{ ...source, key: this.#newKey }] });
    said.sources = { [this.#newKey]: this.#newSource };
  }

  /** What `check` would say of the fields. @returns {string[]} */
  faults() {
    const [note, successor] = this.#isEnding ? this.closing : [];
    if (this.ended) this.ended.hidden = !note;
    return [
      ...this.parts.flatMap(({ field, shown: part }) => part.faults(field.key, field.required)),
      ...(note?.faults(`notes[${this.before.notes?.length ?? 0}]`, true) ?? []),
      ...(successor?.faults("replaced_by") ?? []),
      ...(this.source?.faults(`sources.${this.#newKey}`) ?? []),
    ];
  }
}

/** @param {string} label @param {HTMLElement} element @param {boolean} open */
function folded(label, element, open) {
  return make("details", { class: "part", open }, make("summary", {}, label), element);
}
