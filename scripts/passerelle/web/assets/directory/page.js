// @ts-check
/**
 * Owns the directory's life: reads the address, narrows, shows, and lets the address follow. Nothing is sent or kept.
 * Where it cannot start, the page says so and its lists stay.
 */
import { fill, make } from "../checker/elements.js";
import { warm } from "../search-engine.js";
import { meaning } from "../search-view.js";
import { LONGEST_QUERY, readAddress, SORTS, STEP, trimmed, writeAddress } from "./address.js";
import { Choice } from "../saved/choice.js";
import { Cards, drawn } from "./cards.js";
import { readColumns } from "./columns.js";
import { narrow, sortOf } from "./narrow.js";
import { listedCodes, Panel } from "./panel.js";
import { asked, counted, list, nothing } from "./results.js";
import { placesOf } from "./text.js";

/**
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {import("./columns.js").Told} Told
 * @typedef {import("./narrow.js").Asked} Asked
 * @typedef {import("./narrow.js").Narrowed} Narrowed
 * @typedef {import("./narrow.js").Sort} Sort
 */

const PAUSE = 250;
const CLOSE = 4;

class Directory {
  #turn = 0;
  #timer = 0;
  #typing = false;
  #words;
  #told;
  #home;
  #choice;
  #columns;
  #cards;
  #panel;
  /** @type {Asked} */
  #asked = { chosen: {}, query: "", sort: "", shown: STEP };

  /**
   * @param {HTMLElement} place
   * @param {Told} told
   * @param {any} words
   */
  constructor(place, told, words) {
    this.#words = words;
    this.#told = told;
    this.#home = place.dataset.home ?? "";
    this.#choice = new Choice(words.choice, this.#home, () => this.#write());
    this.#columns = readColumns(told, listedCodes());
    this.#cards = new Cards(place.dataset.columns ?? "");
    this.#panel = new Panel(this.#columns.facets, words, (facet, code, on) => this.#tick(facet, code, on));
    this.field = /** @type {HTMLInputElement} */ (make("input", { type: "search", id: "directory-q", autocomplete: "off", spellcheck: "false" }));
    this.sort = /** @type {HTMLSelectElement} */ (make("select", { id: "directory-sort" }, ...SORTS.map((sort) => make("option", { value: sort }, words.sorts[sort]))));
    this.status = make("p", { role: "status", class: "count" });
    this.notes = make("div", {});
    this.trouble = make("p", { class: "note", hidden: true }, words.search_failed);
    this.parts = make("div", { class: "asked" });
    this.body = make("div", {});
    this.#listen();
    const main = make(
      "div",
      {},
      make("div", { class: "row tools" },
        make("div", { class: "tool grow", role: "search", "aria-label": words.search }, make("label", { for: "directory-q" }, words.search), this.field),
        make("div", { class: "tool" }, make("label", { for: "directory-sort" }, words.sort), this.sort)),
      this.notes,
      this.trouble,
      this.status,
      this.parts,
      this.#choice.element,
      make("h2", { class: "visually-hidden" }, words.results),
      this.body,
    );
    // Until there are results the page's lists stay where they are: nothing that somebody reads is pushed away.
    this.element = make("div", { class: "directory", hidden: true }, this.#panel.element, main);
    place.querySelector("[data-directory-app]")?.append(this.element);
  }

  #listen() {
    this.field.addEventListener("focus", () => void warm(), { once: true });
    this.field.addEventListener("input", () => {
      window.clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => this.#look(), PAUSE);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.#look();
    });
    this.sort.addEventListener("change", () => this.#ask({ sort: /** @type {Sort} */ (this.sort.value) }));
    addEventListener("popstate", () => void this.follow());
  }

  /** Shows what the address asks, with what it compares ticked. */
  async begin() {
    this.#choice.take(readAddress(window.location.search, this.#columns.facets).compared);
    await this.follow();
  }

  /** Shows what the address asks; what is ticked stays. */
  async follow() {
    const { asked: wanted, unknown, cut } = readAddress(window.location.search, this.#columns.facets);
    this.#asked = wanted;
    this.#typing = false;
    this.field.value = wanted.query;
    this.#note(cut, unknown);
    if (this.#choice.ids.length && !unknown.length) this.#write();
    this.#link();
    await this.#show();
  }

  #look() {
    window.clearTimeout(this.#timer);
    const { query, cut } = trimmed(this.field.value);
    if (query === this.#asked.query) return;
    this.#note(cut, []);
    this.#ask({ query }, true);
  }

  /**
   * @param {string} facet
   * @param {string} code
   * @param {boolean} on
   */
  #tick(facet, code, on) {
    const others = (this.#asked.chosen[facet] ?? []).filter((one) => one !== code);
    this.#ask({ chosen: { ...this.#asked.chosen, [facet]: on ? [...others, code] : others } });
  }

  /**
   * Asks for something else, from the first result on. Each step can be gone back; a word typed on is one step.
   * @param {Partial<Asked>} change
   * @param {boolean} [typing]
   */
  #ask(change, typing = false) {
    this.#asked = { ...this.#asked, shown: STEP, ...change };
    if (!typing || !this.#typing) window.history.pushState(null, "");
    this.#write();
    this.#typing = typing;
    void this.#show();
  }

  /** Lets the address say what is asked and ticked. */
  #write() {
    window.history.replaceState(null, "", writeAddress(this.#asked, this.#choice.ids) || window.location.pathname);
    this.#link();
  }

  /** Lets the link to the other language lead to the same. */
  #link() {
    const other = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.lang"));
    if (other) other.search = window.location.search;
  }

  /** Takes everything back; the field of words gets the focus, since the button that did it is gone. */
  #clear() {
    this.field.value = "";
    this.#note(false, []);
    this.#ask({ chosen: {}, query: "" });
    this.status.focus();
  }

  async #show() {
    const mine = ++this.#turn;
    /** @type {Map<number, number> | undefined} */
    let found;
    let meant = "";
    const { query } = this.#asked;
    this.trouble.hidden = true;
    this.body.setAttribute("aria-busy", "true");
    if (query) {
      this.status.textContent = this.#words.searching;
      try {
        const looked = await placesOf(query, this.#told.order);
        found = looked.ranks;
        meant = found.size ? meaning(looked.meant, query, this.#words.meant) : "";
      } catch (error) {
        console.warn(error);
        if (mine === this.#turn) this.trouble.hidden = false;
      }
      if (mine !== this.#turn) return;
    }
    const narrowed = narrow(this.#columns, this.#asked, found);
    this.#panel.show(this.#asked.chosen, narrowed.counts);
    this.#tools();
    this.status.replaceChildren(counted(narrowed.places.length, this.#words), ...(meant ? [make("span", { class: "meant" }, meant)] : []));
    const shown = await this.#body(narrowed);
    if (mine !== this.#turn) return;
    const hadFocus = this.body.contains(document.activeElement);
    this.body.replaceChildren(...shown);
    this.body.removeAttribute("aria-busy");
    if (hadFocus) /** @type {HTMLElement | null} */ (this.body.querySelector("[data-again]"))?.focus();
  }

  /**
   * What came of it: programs, or what to do where none fits; where they cannot be loaded, that, and a way to try again.
   * @param {Narrowed} narrowed
   * @returns {Promise<Node[]>}
   */
  async #body(narrowed) {
    try {
      return narrowed.places.length ? await this.#found(narrowed.places) : await this.#none(narrowed);
    } catch (error) {
      // Nobody has seen results yet: the page's lists stay instead.
      if (this.element.hidden) throw error;
      console.warn(error);
      const again = this.#dropping(() => void this.#show());
      return [make("p", { class: "note" }, this.#words.not_loaded), make("button", { class: "button quiet", type: "button", "data-again": true, onclick: again }, this.#words.again)];
    }
  }

  #tools() {
    const match = /** @type {HTMLOptionElement} */ (this.sort.options[0]);
    match.hidden = match.disabled = !this.#asked.query;
    this.sort.value = sortOf(this.#asked);
    this.parts.replaceChildren(...asked(this.#parts(), () => this.#clear(), this.#words));
  }

  #parts() {
    const { chosen, query } = this.#asked;
    const values = Object.entries(chosen).flatMap(([facet, codes]) =>
      codes.map((code) => ({ label: this.#panel.label(facet, code), drop: this.#dropping(() => this.#tick(facet, code, false)) })),
    );
    const words = query ? [{ label: fill(this.#words.text, { query }), drop: this.#dropping(() => this.#dropWords()) }] : [];
    return [...words, ...values];
  }

  #dropWords() {
    this.field.value = "";
    this.#ask({ query: "" });
  }

  /**
   * A button that takes itself away hands the focus to the count, which says what came of it.
   * @param {() => void} drop
   */
  #dropping(drop) {
    return () => {
      drop();
      this.status.focus();
    };
  }

  /** @param {import("./cards.js").Card} card */
  #draw = (card) => drawn(card, this.#home, this.#choice);

  /** @param {number[]} places */
  async #found(places) {
    const cards = await this.#cards.of(places.slice(0, this.#asked.shown));
    const shown = list(cards, this.#draw, this.#words.results);
    if (places.length <= this.#asked.shown) return [shown];
    const first = make("p", { class: "soft small" }, fill(this.#words.first, { shown: cards.length, count: places.length }));
    return [shown, first, make("button", { class: "button quiet", type: "button", onclick: () => void this.#more() }, this.#words.more)];
  }

  async #more() {
    const before = this.#asked.shown;
    this.#asked = { ...this.#asked, shown: before + STEP };
    this.#write();
    await this.#show();
    /** @type {HTMLElement | null} */ (this.body.querySelectorAll(".results > li")[before]?.querySelector("a"))?.focus();
  }

  /** @param {Narrowed} narrowed */
  async #none({ without, closest }) {
    const loosenings = Object.entries(without).map(([name, more]) => ({
      label: name === "text" ? fill(this.#words.text, { query: this.#asked.query }) : (this.#asked.chosen[name] ?? []).map((code) => this.#panel.label(name, code)).join(", "),
      more,
      drop: this.#dropping(() => (name === "text" ? this.#dropWords() : this.#ask({ chosen: { ...this.#asked.chosen, [name]: [] } }))),
    }));
    const cards = await this.#cards.of(closest.slice(0, CLOSE));
    return nothing(loosenings, cards, this.#draw, this.#words).filter((one) => one !== null);
  }

  /**
   * Says what of the address or the words could not be used.
   * @param {boolean} cut
   * @param {string[]} unknown
   */
  #note(cut, unknown) {
    const notes = [];
    if (cut) notes.push(fill(this.#words.too_long, { count: LONGEST_QUERY }));
    if (unknown.length) notes.push(fill(this.#words.unknown, { what: unknown.join(", ") }));
    this.notes.replaceChildren(...notes.map((text) => make("p", { class: "note" }, text)));
  }
}

/** @param {HTMLElement} place */
async function begin(place) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(`[data-directory-${name}]`));
  try {
    const told = /** @type {Told} */ (await fetch(place.dataset.columns ?? "").then((response) => response.json()));
    const directory = new Directory(place, told, JSON.parse(part("words").textContent ?? "{}"));
    directory.status.tabIndex = -1;
    await directory.begin();
    await atTheTop(part("static"));
    const hadFocus = part("static").contains(document.activeElement);
    directory.element.hidden = false;
    part("static").hidden = true;
    // Whoever went into the lists by keyboard meanwhile goes on where the results now begin.
    if (hadFocus) directory.status.focus();
  } catch (error) {
    part("app").replaceChildren();
    part("static").hidden = false;
    part("failed").hidden = false;
    console.error(error);
  }
}

/**
 * Until a reader who has gone ahead in the lists comes back to where they begin: nothing changes under their eyes. Whoever
 * asked for something, or comes back to the page, waits for the results.
 * @param {HTMLElement} lists
 */
async function atTheTop(lists) {
  const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  if (location.search || arrival?.type !== "navigate" || lists.getBoundingClientRect().top >= 0) return;
  const heading = /** @type {Element} */ (document.querySelector("h1"));
  await new Promise((resolve) => {
    const watch = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      watch.disconnect();
      resolve(undefined);
    });
    watch.observe(heading);
  });
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-directory]"));
if (place) {
  place.querySelector("[data-needs]")?.removeAttribute("data-needs");
  void begin(place);
}
