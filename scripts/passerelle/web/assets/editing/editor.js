// @ts-check
/**
 * Owns the editor of one record: shows what changes, and hands it in only where the reader sends it. Nothing typed is kept,
 * stands in this page's address, or leaves it unasked.
 */

import { fill, make } from "../checker/elements.js";
import { lineChanges, shortened } from "./differences.js";
import { Judge } from "./judging.js";
import { RecordForm } from "./record-form.js";

/** @typedef {import("./differences.js").Line} Line */
/** @typedef {import("./record-form.js").FormData} FormData */
/** @typedef {import("./record-form.js").RecordFile} RecordFile */

const PAUSE = 150;
const FENCE = "```";
const LONGEST_ADDRESS = { issue: 7000, mail: 1900 };
const MARKS = { "+": "ins", "-": "del", " ": "span" };

export class Editor {
  /** @param {HTMLElement} place @param {FormData} data @param {RecordFile} record @param {string} address of the record */
  constructor(place, data, record, address) {
    this.place = place;
    this.data = data;
    this.words = data.words;
    this.record = record;
    this.address = address;
    this.app = this.part("[data-editing-app]");
    this.form = this.made();
    place.addEventListener("input", () => this.changed());
    document.addEventListener("visibilitychange", () => document.hidden || void this.compare());
    addEventListener("pagehide", () => this.app.replaceChildren());
    // A page that comes back from the browser's memory begins as it was loaded.
    addEventListener("pageshow", (event) => event.persisted && this.again());
  }

  /** An element of the page. @param {string} selector */
  part(selector) {
    return /** @type {HTMLElement} */ (this.place.querySelector(selector));
  }

  /** The text to copy. */
  get yaml() {
    return /** @type {HTMLTextAreaElement} */ (this.part("#yaml"));
  }

  /** A form in which nothing is typed yet. @returns {RecordForm} */
  made() {
    return new RecordForm(this.data, this.record, this.frame(false));
  }

  /** Shows the form. */
  start() {
    const template = /** @type {HTMLTemplateElement} */ (this.part("template"));
    this.app.replaceChildren(template.content.cloneNode(true));
    this.part(".copy").onclick = () => this.copy();
    this.part(".clear").onclick = () => {
      this.again();
      this.say(this.words.cleared);
      this.part("h2[tabindex]").focus();
    };
    this.part(".parts").append(...this.form.elements());
    this.head();
    this.show();
  }

  /** Says which record this is, and how it stands. */
  head() {
    this.part("h2[tabindex]").textContent = this.name;
    this.tell("small soft", this.day);
    void this.compare();
  }

  again() {
    this.form = this.made();
    this.start();
  }

  /** What the fields share. @param {boolean} isNew */
  frame(isNew) {
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto" }).format(new Date());
    return { ...this.data, judge: new Judge(this.data, today), isNew, editor: this };
  }

  /** Something was typed: show what comes of it when the hand rests. */
  changed() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.show(), PAUSE);
  }

  get name() {
    return this.record.name?.[document.documentElement.lang] ?? "";
  }

  get path() {
    return this.record.path;
  }

  /** What `check` would say. */
  faults() {
    return this.form.faults();
  }

  show() {
    const { words } = this;
    const [faults, text] = [this.faults(), this.form.text()];
    const lines = lineChanges(this.record.sha256 ? this.record.text : "", text);
    const [added, removed] = ["+", "-"].map((sign) => lines.filter((line) => line.sign === sign).length);
    const shown = added || removed ? shortened(lines) : [];
    this.part(".file").textContent = this.path;
    this.yaml.value = text;
    this.part("#counts").textContent = shown.length ? fill(words.counts, { added, removed }) : words.no_change;
    this.part(".problems").replaceChildren(
      faults.length ? make("ul", {}, faults.map((fault) => make("li", { class: "problem" }, fault))) : make("p", { class: "soft" }, words.no_problems),
    );
    this.part(".lines").replaceChildren(...shown.map((line) => this.#line(line)));
    this.#hand(shown);
  }

  /** @param {Line | number} line */
  #line(line) {
    const { words } = this;
    if (typeof line === "number") return make("li", { class: "soft" }, fill(words.lines_same, { count: line }));
    const told = { "+": words.line_added, "-": words.line_removed, " ": "" }[line.sign];
    const sign = make("span", { class: "sign", "aria-hidden": "true" }, line.sign === " " ? "\u00a0" : line.sign);
    return make("li", {}, sign, told && make("span", { class: "visually-hidden" }, `${told} `), make(MARKS[line.sign], { dir: "ltr" }, line.text || "\u00a0"));
  }

  /** Offers links that begin an issue and a mail. @param {(Line | number)[]} shown the lines that changed */
  #hand(shown) {
    const { words, data, name, path } = this;
    const told = shown.map((line) => (typeof line === "number" ? "…" : `${line.sign} ${line.text}`)).join("\n");
    const title = encoded(fill(words.title, { name }));
    const values = { path, sha256: this.record.sha256 ?? "–", date: data.made_on };
    for (const [way, longest] of Object.entries(LONGEST_ADDRESS)) {
      const address = (/** @type {string} */ changes) => fill(data.report[way], { title, body: encoded(fill(words.body, { ...values, changes })) });
      const whole = address(way === "issue" ? [`${FENCE}diff`, told, FENCE].join("\n") : told);
      const link = /** @type {HTMLAnchorElement} */ (this.part(`.links .${way}`));
      link.href = whole.length <= longest ? whole : address(words.too_long);
      link.hidden = !data.report[way];
    }
    const isReady = shown.length && (data.report.issue || data.report.mail);
    this.part(".links").hidden = !isReady;
    this.part(".sending").textContent = isReady ? words.send_text : shown.length ? words.no_address : words.no_change;
  }

  /** Says how the record stands. @param {string} style @param {...string} said */
  tell(style, ...said) {
    const state = this.part(".state");
    state.className = `state ${style}`;
    state.textContent = said.join(" ");
  }

  /** From which day the record is. */
  get day() {
    return fill(this.words.copy_of, { date: this.data.made_on });
  }

  /** Asks the site for the record again: somebody may have changed it meanwhile. */
  async compare() {
    const { words } = this;
    try {
      const now = await fetch(this.address, { cache: "no-cache" });
      // A record that is gone has changed too; any other answer that is no record tells nothing.
      if (now.status !== 404 && (await now.json()).sha256 === this.record.sha256) return this.tell("small soft", this.day, words.same);
      this.tell("note stop", words.changed_meanwhile);
      this.say(words.changed_meanwhile);
    } catch {
      this.tell("note", this.day, words.not_checked);
    }
  }

  async copy() {
    this.show();
    void this.compare();
    try {
      await navigator.clipboard.writeText(this.yaml.value);
      this.say(this.words.copied, true);
    } catch {
      this.yaml.select();
      this.say(this.words.not_copied, true);
    }
  }

  /** @param {string} text @param {boolean} [seen] */
  say(text, seen = false) {
    const status = this.part("[role=status]");
    status.className = seen ? "toast" : "visually-hidden";
    status.textContent = text;
  }
}

/** A text for an address: half a character, which no address can hold, is a question mark. @param {string} text */
function encoded(text) {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "?"));
}
