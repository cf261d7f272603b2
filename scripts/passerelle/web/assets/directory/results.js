// @ts-check
/** Owns what the directory says beside its filters: how many, in what order, which ones, and what to do where none fits. */
import { button, fill, make, plural } from "../checker/elements.js";

/**
 * @typedef {import("./cards.js").Card} Card
 * @typedef {import("./narrow.js").Narrowed} Narrowed
 *
 * Something asked that can be taken back: a value, the words, or a whole facet.
 * @typedef {{ label: string, drop: () => void }} Part
 *
 * @typedef {{ label: string, more: number, drop: () => void }} Loosening
 */

/**
 * @param {number} count
 * @param {any} words
 */
export function counted(count, words) {
  return fill(plural(words.count, count), { count: count.toLocaleString(document.documentElement.lang) });
}

/**
 * What is asked, each part a button that takes it back.
 * @param {Part[]} parts
 * @param {() => void} clear
 * @param {any} words
 */
export function asked(parts, clear, words) {
  if (!parts.length) return [];
  const chips = parts.map(({ label, drop }) =>
    make("li", {}, make("button", { class: "chip", type: "button", "aria-label": fill(words.remove, { label }), onclick: drop }, label, make("span", { "aria-hidden": "true" }, " ×"))),
  );
  return [make("ul", { class: "chips" }, ...chips), button("button quiet small", clear, words.clear)];
}

/**
 * @param {Card[]} cards
 * @param {(card: Card) => HTMLElement} draw
 * @param {string} label
 */
export function list(cards, draw, label) {
  return make("ul", { class: "results", "aria-label": label }, ...cards.map((card) => make("li", {}, draw(card))));
}

/**
 * No dead end: what to take back, and what comes close. Whom to call stands on the page already.
 * @param {Loosening[]} loosenings
 * @param {Card[]} closest
 * @param {(card: Card) => HTMLElement} draw
 * @param {any} words
 */
export function nothing(loosenings, closest, draw, words) {
  const ways = loosenings.map(({ label, more, drop }) =>
    make("li", {}, button("button quiet", drop, fill(words.without, { label, programs: counted(more, words) }))),
  );
  return [
    make("div", { class: "empty" }, make("p", {}, words.empty), ways.length ? [make("h3", {}, words.loosen), make("ul", { class: "ways-out" }, ...ways)] : null),
    closest.length ? make("h3", {}, words.closest) : null,
    closest.length ? list(closest, draw, words.closest) : null,
  ];
}
