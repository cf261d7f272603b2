// @ts-check
/**
 * Owns what the modes of the checker share: the listing, who is asked, which programs are wanted, what is shown where.
 * Makes no request. Answers are for the modes to keep.
 */
import { Screener } from "../eligibility/screener.js";
import { readAnswers } from "./answers.js";
import { fill, make, plural } from "./elements.js";
import { Results } from "./results.js";
import { sharedIn } from "./sharing.js";
import { Words } from "./words.js";

/** @typedef {{start: () => void, forget: () => void}} Mode */

/** A page of the checker. */
export class Checker {
  /** @type {string | null} the only program that is asked about */
  only = null;
  /** @type {Mode | undefined} */
  mode;
  /** @type {string[]} what the link that was opened is worth */
  #told = [];

  /**
   * @param {HTMLElement} place
   * @param {any} listing
   * @param {string} today
   */
  constructor(place, listing, today) {
    this.place = place;
    this.listing = { ...listing, today };
    this.role = place.dataset.mode === "mentor" ? "mentor" : "participant";
    this.screener = new Screener(this.listing, today, /** @type {any} */ (this.role));
    this.words = new Words(this.listing);
    this.results = new Results(this.screener, this.words, place.dataset.home ?? "");
    this.app = /** @type {HTMLElement} */ (place.querySelector("[data-checker-app]"));
    this.status = /** @type {HTMLElement} */ (place.querySelector("[data-checker-status]"));
    this.head = /** @type {HTMLElement} */ (place.querySelector("[data-checker-head]"));
    this.relevant = this.#relevantQuestions();
  }

  /** Questions that some rule hangs on, with those they are asked after, what answers become, and what one looks for. */
  #relevantQuestions() {
    const questions = this.screener.meanings.questions;
    const found = new Set(this.role === "participant" ? ["aims"] : []);
    const add = (/** @type {string | undefined | null} */ name) => {
      if (!name || found.has(name)) return;
      found.add(name);
      add(questions[name].only_if?.question);
      add(questions[name].becomes);
    };
    for (const { leaves } of this.screener.rules.values()) for (const { ask } of leaves) add(ask);
    return found;
  }

  /**
   * Whether a program is among those that somebody looks for.
   * @param {Record<string, any>} answers
   * @returns {(program: string) => boolean}
   */
  isWanted(answers) {
    if (this.only) return (program) => program === this.only;
    const aims = new Set(Array.isArray(answers.aims) ? answers.aims : []);
    return (program) => !aims.size || this.listing.programs[program].aims.some((/** @type {string} */ aim) => aims.has(aim));
  }

  /**
   * @template T
   * @param {Map<string, T>} known by program
   * @param {Record<string, any>} answers
   */
  wanted(known, answers) {
    const isWanted = this.isWanted(answers);
    return new Map([...known].filter(([program]) => isWanted(program)));
  }

  /** Reads and wipes what the address carries: a program to ask about, or answers. @returns {Record<string, any> | null} */
  takeShared() {
    const { hash } = location;
    if (hash) history.replaceState(history.state, "", location.pathname + location.search);
    const program = new URLSearchParams(hash.slice(1)).get("program");
    if (program !== null) this.#ask(program);
    const shared = sharedIn(hash);
    if (shared === null) this.#told = [this.words.check.share_broken];
    return shared ? this.#accept(shared) : null;
  }

  /** @param {string} program */
  #ask(program) {
    if (this.screener.rules.has(program)) this.only = program;
    else this.#told = [this.words.check.unknown_program];
  }

  /** @param {import("./sharing.js").Shared} shared */
  #accept(shared) {
    const { check } = this.words;
    const { answers, impossible, contradicted } = readAnswers(shared.answers, this.screener);
    const dropped = impossible.length + contradicted.length;
    this.#told = [
      fill(check.share_opened, { date: this.words.day(shared.on) }),
      shared.rules === this.listing.rules ? check.share_same : check.share_changed,
      ...(dropped ? [fill(plural(check.share_dropped, dropped), { count: dropped })] : []),
    ];
    return answers;
  }

  /** Which program alone is asked about, with a way to all of them. */
  #onlyNote() {
    if (!this.only) return null;
    const all = make("a", { href: location.pathname, onclick: (event) => this.#askAll(event) }, this.words.check.all_programs);
    return make("p", { class: "note calm" }, this.words.check.only_program, " ", make("strong", {}, this.listing.programs[this.only].name), ". ", all);
  }

  /** @param {Event} event */
  #askAll(event) {
    event.preventDefault();
    this.only = null;
    this.mode?.start();
  }

  /**
   * Shows a page of the checker and moves focus to what it begins with.
   * @param {HTMLElement} page
   * @param {boolean} withHead whether the page's title and introduction stay
   */
  show(page, withHead) {
    const told = this.#told.length ? make("p", { class: "note calm" }, this.#told.join(" ")) : null;
    this.#told = [];
    this.head.hidden = !withHead;
    const isFirst = !this.app.childElementCount;
    this.app.replaceChildren(...[told, this.#onlyNote(), page].filter((part) => part !== null));
    if (!isFirst) {
      const begins = /** @type {HTMLElement | null} */ (this.app.querySelector("[data-focus]"));
      begins?.focus({ preventScroll: true });
      this.place.scrollIntoView({ block: "start" });
    }
  }

  /** @param {string} words what a screen reader is told */
  say(words) {
    this.status.textContent = words;
  }
}
