// @ts-check
/**
 * Owns the page for editing: loads what it needs at the start, shows what changes, and hands it in only where the reader sends
 * it. Nothing typed is kept, stands in this page's address, or leaves it unasked.
 */

import { button, fill, make } from "../checker/elements.js";
import { lineChanges, shortened } from "./differences.js";
import { Judge } from "./judging.js";
import { RecordForm, idOf, nameOf } from "./record-form.js";

/** @typedef {import("./record-form.js").FormData} FormData */
/** @typedef {import("./record-form.js").RecordFile} RecordFile */

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 60;
const PAUSE = 150;
const FENCE = "```";
const LONGEST_ADDRESS = { issue: 7000, mail: 1900 };

class Editor {
  /** @param {HTMLElement} place @param {FormData} data @param {RecordFile | null} record @param {string} [address] of the record */
  constructor(place, data, record, address = "") {
    this.place = place;
    this.data = data;
    this.words = data.words;
    this.address = address;
    this.isNew = record === null;
    this.record = record ?? /** @type {Record<string, RecordFile>} */ (data.records)[String(data.classes?.[0][0])];
    this.app = this.part("app");
    place.addEventListener("input", () => this.changed());
    place.addEventListener("change", () => this.changed());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void this.compare());
    addEventListener("pagehide", () => this.app.replaceChildren());
    // A page that comes back from the browser's memory begins as it was loaded.
    addEventListener("pageshow", (event) => event.persisted && this.start());
  }

  /** @param {string} name */
  part(name) {
    return /** @type {HTMLElement} */ (this.place.querySelector(`[data-editing-${name}]`));
  }

  /** Shows the form as it is at first. */
  start() {
    const { words } = this;
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto" }).format(new Date());
    const frame = {
      words, judge: new Judge(this.data.sentences, today, this.isNew), mark: this.data.mark, changed: () => this.changed(),
      say: (/** @type {string} */ text) => this.say(text),
    };
    this.form = new RecordForm(this.data, this.record, frame, this.isNew);
    this.state = make("p", { class: "small soft" }, fill(words.copy_of, { date: this.data.made_on }));
    this.file = make("code");
    this.problems = make("div", { class: "problems" });
    this.counts = make("p", { class: "soft", id: "counts" });
    this.lines = make("ol", { class: "lines" });
    this.yaml = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "field yaml", id: "yaml", rows: 12, readonly: true, spellcheck: "false", autocomplete: "off" }));
    this.links = make("div", {});
    const title = this.isNew ? words.new_title : nameOf(this.record, this.data.language);
    this.app.replaceChildren(
      make("h2", { tabindex: "-1" }, title),
      make("div", {}, this.isNew ? make("p", {}, words.new_text) : this.state, this.isNew ? this.#classes() : null, make("p", { class: "small soft" }, `${words.file} `, this.file)),
      make("div", { class: "parts" }, ...this.form.elements()),
      make("section", { "aria-labelledby": "result" },
        make("h2", { id: "result" }, words.result), this.problems, this.counts, make("div", { class: "changes", tabindex: "0", role: "region", "aria-labelledby": "counts" }, this.lines),
        make("p", {}, make("label", { for: "yaml" }, words.yaml)), this.yaml,
        make("p", { class: "row" }, button("button", () => void this.copy(), words.copy), button("button quiet", () => this.restart(), words.clear)),
        make("h2", {}, words.send), this.links),
    );
    this.show();
    if (!this.isNew) void this.compare();
  }

  restart() {
    this.start();
    this.say(this.words.cleared);
    this.app.querySelector("h2")?.focus();
  }

  #classes() {
    const choice = /** @type {HTMLSelectElement} */ (make("select", { class: "field", id: "class", autocomplete: "off", onchange: () => this.become(choice.value) },
      ...(this.data.classes ?? []).map(([code, label]) => make("option", { value: code }, label))));
    return make("div", { class: "blank" }, make("label", { for: "class" }, this.words.class), choice);
  }

  /** Another class has another skeleton; what is typed stays. @param {string} access */
  become(access) {
    this.record = /** @type {Record<string, RecordFile>} */ (this.data.records)[access];
    if (this.form) this.form.record = this.record;
    this.show();
  }

  /** Something was typed: show what comes of it when the hand rests. */
  changed() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.show(), PAUSE);
  }

  show() {
    const form = this.form;
    if (!form || !this.yaml || !this.problems || !this.counts || !this.lines || !this.file) return;
    const [{ words }, faults] = [this, form.faults()];
    const text = form.text();
    const lines = lineChanges(this.isNew ? "" : form.record.text, text);
    const [added, removed] = ["+", "-"].map((sign) => lines.filter((line) => line.sign === sign).length);
    const path = this.isNew ? this.#path() : form.record.path;
    const taken = this.isNew && this.data.taken?.includes(this.#id()) ? [fill(words.taken, { id: this.#id() })] : [];
    this.file.textContent = path;
    this.yaml.value = text;
    this.counts.textContent = added || removed ? fill(words.counts, { added, removed }) : words.no_change;
    const told = [...faults, ...taken];
    this.problems.replaceChildren(
      make("h3", {}, words.problems),
      told.length ? make("ul", {}, ...told.map((fault) => make("li", { class: "problem" }, fault))) : make("p", { class: "soft" }, words.no_problems),
    );
    this.lines.replaceChildren(...(added || removed ? shortened(lines) : []).map((line) => this.#line(line)));
    this.#hand(path, lines, added + removed);
  }

  #id() {
    const name = /** @type {any} */ (this.form?.parts.find(({ field }) => field.key === "name")?.shown.read());
    return idOf(name?.en ?? name?.fr ?? "");
  }

  #path() {
    return this.record.path.replace(/[^/]*$/, `${this.#id() || "…"}.yml`);
  }

  /** @param {import("./differences.js").Line | number} line */
  #line(line) {
    const { words } = this;
    if (typeof line === "number") return make("li", { class: "left-out soft" }, fill(words.lines_same, { count: line }));
    const told = { "+": words.line_added, "-": words.line_removed, " ": "" }[line.sign];
    const name = { "+": "ins", "-": "del", " ": "span" }[line.sign];
    const sign = make("span", { class: "sign", "aria-hidden": "true" }, line.sign === " " ? "\u00a0" : line.sign);
    return make("li", {}, sign, told && make("span", { class: "visually-hidden" }, `${told} `), make(name, { dir: "ltr" }, line.text || "\u00a0"));
  }

  /** Offers links that begin an issue and a mail. @param {string} path @param {import("./differences.js").Line[]} lines @param {number} changed */
  #hand(path, lines, changed) {
    const { words, data } = this;
    const { issue, mail } = data.report;
    if (!changed || !(issue || mail)) {
      this.links?.replaceChildren(make("p", {}, changed ? words.no_address : words.no_change));
      return;
    }
    const told = shortened(lines).map((line) => (typeof line === "number" ? "…" : `${line.sign} ${line.text}`)).join("\n");
    const title = fill(this.isNew ? words.title_new : words.title, { name: this.isNew ? this.#id() : nameOf(this.record, data.language) });
    const body = (/** @type {string} */ changes) => fill(words.body, { path, sha256: this.record.sha256 ?? "–", date: data.made_on, changes });
    const address = (/** @type {"issue" | "mail"} */ way, /** @type {string} */ changes) => {
      const values = { title: encoded(title), body: encoded(body(changes)) };
      return way === "issue" ? fill(issue, values) : `mailto:${mail}?subject=${values.title}&body=${values.body}`;
    };
    const link = (/** @type {"issue" | "mail"} */ way, /** @type {string} */ changes) => {
      const whole = address(way, changes);
      const href = whole.length <= LONGEST_ADDRESS[way] ? whole : address(way, words.too_long);
      return make("a", { class: "button quiet", href, rel: "external noreferrer" }, words[way]);
    };
    this.links?.replaceChildren(
      make("p", {}, words.send_text),
      make("p", { class: "row" }, issue && link("issue", [`${FENCE}diff`, told, FENCE].join("\n")), mail && link("mail", told)),
    );
  }

  /** Asks the site for the record again: somebody may have changed it meanwhile. */
  async compare() {
    if (this.isNew || !this.state) return;
    const { words } = this;
    const date = fill(words.copy_of, { date: this.data.made_on });
    try {
      const now = await fetch(this.address, { cache: "no-cache" });
      // A record that is gone has changed too; any other answer that is no record tells nothing.
      const isSame = now.status !== 404 && (await now.json()).sha256 === this.record.sha256;
      this.state.className = isSame ? "small soft" : "note stop";
      this.state.textContent = isSame ? `${date} ${words.same}` : words.changed_meanwhile;
      if (!isSame) this.say(words.changed_meanwhile);
    } catch {
      this.state.className = "note";
      this.state.textContent = `${date} ${words.not_checked}`;
    }
  }

  async copy() {
    this.show();
    void this.compare();
    const yaml = /** @type {HTMLTextAreaElement} */ (this.yaml);
    try {
      await navigator.clipboard.writeText(yaml.value);
      this.say(this.words.copied, true);
    } catch {
      yaml.focus();
      yaml.select();
      this.say(this.words.not_copied, true);
    }
  }

  /** @param {string} text @param {boolean} [seen] */
  say(text, seen = false) {
    const status = this.part("status");
    status.classList.toggle("visually-hidden", !seen);
    status.classList.toggle("toast", seen);
    status.textContent = text;
  }
}

/** A text for an address: half a character, which no address can hold, is a question mark. @param {string} text */
function encoded(text) {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "?"));
}

/** What stands where no record can be edited: why, and where to begin. @param {HTMLElement} place @param {any} words @param {string} why */
function instead(place, words, why) {
  const home = place.dataset.home ?? "";
  return make("div", {},
    why ? make("p", { class: "note stop" }, why) : null,
    make("h2", {}, words.choose), make("p", {}, words.choose_text),
    make("p", { class: "row" }, make("a", { class: "button quiet", href: `${home}programs/` }, words.choose),
      why ? make("a", { class: "button quiet", href: `${home}contribute/edit/` }, words.begin) : null));
}

/** @param {string} address */
async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

/** @param {HTMLElement} place */
async function begin(place) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(`[data-editing-${name}]`));
  const asked = new URLSearchParams(location.search).get("id");
  part("loading").hidden = false;
  try {
    const data = /** @type {FormData} */ (await load((asked === null ? place.dataset.new : place.dataset.form) ?? ""));
    if (asked === null) {
      part("app").before(instead(place, data.words, ""));
      new Editor(place, data, null).start();
    } else await edit(place, data, asked);
  } catch (error) {
    part("failed").hidden = false;
    console.error(error);
  }
  part("loading").hidden = true;
}

/** @param {HTMLElement} place @param {FormData} data @param {string} asked */
async function edit(place, data, asked) {
  const app = /** @type {HTMLElement} */ (place.querySelector("[data-editing-app]"));
  const known = ID.test(asked) && asked.length <= LONGEST_ID;
  const address = `${place.dataset.records}${asked}.json`;
  const response = known ? await fetch(address) : null;
  if (!response || response.status === 404) {
    const shown = asked.length > LONGEST_ID ? `${asked.slice(0, LONGEST_ID)}…` : asked;
    app.replaceChildren(instead(place, data.words, asked ? fill(data.words.unknown, { id: shown }) : data.words.no_id));
    return;
  }
  // The same record in the other language.
  document.querySelectorAll(`header a[hreflang="${data.language === "en" ? "fr" : "en"}"]`).forEach((link) => {
    const other = /** @type {HTMLAnchorElement} */ (link);
    other.search = `?id=${asked}`;
  });
  const record = await response.json();
  if (record.outline) new Editor(place, data, record, address).start();
  else app.replaceChildren(instead(place, data.words, data.words.unusual));
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-editing]"));
if (place) void begin(place);
