// @ts-check
/** Owns beginning a new program: the skeleton of its class, filled. Loaded only where one is begun. */

import { fill, make } from "../checker/elements.js";
import { Editor } from "./editor.js";
import { RecordForm } from "./record-form.js";

/** @typedef {import("./edits.js").Field} Field */
/** @typedef {import("./record-form.js").RecordFile} RecordFile */
/** A class, and the lines that its skeleton has besides, before a key. @typedef {{code: string, label: string, text: string, before: string}} Class */
/** @typedef {import("./record-form.js").FormData & {classes: Class[], skeleton: RecordFile, taken: string[]}} NewData */

export class NewProgram extends Editor {
  /** @param {HTMLElement} place @param {NewData} data */
  constructor(place, data) {
    super(place, data, data.skeleton, "");
  }

  get begun() {
    return /** @type {NewData} */ (this.data);
  }

  /** @override */
  made() {
    return new NewForm(this.begun, this.frame(true));
  }

  /** @override */
  head() {
    const { words, classes } = this.begun;
    const options = classes.map(({ code, label }) => make("option", { value: code }, label));
    const choice = /** @type {HTMLSelectElement} */ (make("select", { class: "field", id: "class", autocomplete: "off" }, options));
    // Another class has another skeleton; what is typed stays.
    choice.addEventListener("change", () => {
      this.entered.access = classes[choice.selectedIndex];
      this.show();
    });
    this.part("h2[tabindex]").textContent = words.heading;
    this.part(".state").replaceWith(make("p", {}, words.text), make("div", { class: "blank" }, make("label", { for: "class" }, words.class), choice));
  }

  get entered() {
    return /** @type {NewForm} */ (this.form);
  }

  /** The id that the name makes. @override */
  get name() {
    const { name } = this.form.said();
    return idOf(name.en ?? name.fr ?? "");
  }

  /** @override */
  get path() {
    return `programs/${this.entered.access.code}/${this.name || "…"}.yml`;
  }

  /** @override */
  faults() {
    const id = this.name;
    const taken = this.begun.taken.includes(id) ? [fill(this.words.taken, { id })] : [];
    return [...super.faults(), ...taken];
  }

  /** No record is there that could change. @override */
  async compare() {}
}

class NewForm extends RecordForm {
  /** @param {NewData} data @param {ReturnType<Editor["frame"]>} frame */
  constructor(data, frame) {
    super(data, data.skeleton, frame);
    this.access = data.classes[0];
  }

  /** @override */
  elements() {
    return this.parts.map((part) => make("div", { class: "part" }, part.shown.element));
  }

  /** Steps that are added to a skeleton have the source that its own step has. @override */
  said() {
    const said = super.said();
    const [source] = Object.keys(this.before.sources);
    for (const { field } of this.parts.filter((part) => part.field.kind === "list")) {
      said[field.key] = said[field.key].map((/** @type {any} */ one) => (one.from === null ? { ...one, held: { ...one.held, source } } : one));
    }
    return said;
  }

  /** @override */
  text() {
    const { record, access, data } = this;
    const edits = this.edits();
    const next = record.outline.keys?.find(([key]) => key === access.before);
    if (next) edits.splice(next[1], next[1], access.text);
    return tidied(edits.result, record.text + access.text, data.mark);
  }
}

/**
 * A filled skeleton without the hints of what is filled, and without the line that tells to fill it once nothing is left.
 * @param {string} text
 * @param {string} skeleton
 * @param {string} mark
 */
function tidied(text, skeleton, mark) {
  const hints = new Set([...skeleton.matchAll(/ {2}# .*$/gm)].map(([hint]) => hint));
  const marked = new RegExp(`\\b${mark}\\b`);
  const lines = text.split("\n").map((line) => {
    const start = line.indexOf("  # ");
    return start > 0 && hints.has(line.slice(start)) && !marked.test(line.slice(0, start)) ? line.slice(0, start) : line;
  });
  const isDone = !lines.some((line) => !line.startsWith("#") && marked.test(line));
  return lines.filter((line) => !(isDone && line.startsWith(`# Replace every ${mark}`))).join("\n");
}

/** An id made from a name. @param {string} name */
function idOf(name) {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60).replace(/-$/, "");
}
