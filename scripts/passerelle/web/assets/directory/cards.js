// @ts-check
/** Owns the lines of programs in the directory: loads them when they are shown, a file at a time, and draws them. */
import { make } from "../checker/elements.js";
import { accessBadge, spoken, stateBadge } from "../lines.js";
import { STEP } from "./address.js";

/**
 * @typedef {import("../lines.js").Spoken} Spoken
 *
 * @typedef {object} Card
 * @property {string} id
 * @property {Spoken} name
 * @property {Spoken} organization
 * @property {Spoken} summary
 * @property {string} access
 * @property {string} access_label
 * @property {string} state
 * @property {string} state_label
 * @property {string} later
 * @property {string} areas
 * @property {string[]} facts
 */

/** Cards by place in the order of lists. A file that cannot be loaded may be asked for again. */
export class Cards {
  /** @type {Map<number, Promise<Card[]>>} */
  #files = new Map();
  #columns;

  /** @param {string} columns address of the columns, beside which the cards lie, STEP in a file */
  constructor(columns) {
    this.#columns = columns;
  }

  /**
   * @param {number[]} places
   * @returns {Promise<Card[]>}
   */
  async of(places) {
    const files = new Map([...new Set(places.map((place) => Math.floor(place / STEP)))].map((number) => [number, this.#file(number)]));
    const read = await Promise.all(places.map((place) => files.get(Math.floor(place / STEP))));
    return places.map((place, at) => /** @type {Card[]} */ (read[at])[place % STEP]);
  }

  /** @param {number} number */
  #file(number) {
    const asked = this.#files.get(number) ?? fetch(new URL(`${number}.json`, new URL(this.#columns, document.baseURI))).then((response) => response.json());
    this.#files.set(number, asked);
    asked.catch(() => this.#files.delete(number));
    return asked;
  }
}

/**
 * @param {Card} card
 * @param {string} home
 * @param {import("../saved/choice.js").Choice} choice
 * @returns {HTMLElement} the line as portal/card.html draws it, with a box to compare it by
 */
export function drawn(card, home, choice) {
  const state = stateBadge(card.state, card.state_label, card.later);
  return make(
    "article",
    { class: "result" },
    make("div", { class: "meta" }, accessBadge(card.access, card.access_label), spoken(card.organization), make("span", {}, card.areas)),
    make("h3", {}, make("a", { href: `${home}programs/${encodeURIComponent(card.id)}/` }, spoken(card.name))),
    make("p", {}, spoken(card.summary)),
    make("div", { class: "meta" }, ...card.facts.map((fact) => make("span", {}, fact)), state, choice.box(card.id, spoken(card.name))),
  );
}
