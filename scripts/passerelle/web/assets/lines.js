// @ts-check
/** Owns what the line of a program has wherever a script draws it: its badges as portal/badges.html draws them, its texts. */
import { icon, make } from "./checker/elements.js";
import { aged } from "./freshness.js";

/**
 * A text, and its language where that is not the page's.
 * @typedef {[text: string, language: string | null]} Spoken
 */

/**
 * Who may enter.
 * @param {string} code of the access class
 * @param {string} label
 */
export function accessBadge(code, label) {
  return make("span", { class: `badge ${code}` }, icon(code), label);
}

/**
 * How fresh, as of the visitor's day.
 * @param {string} code
 * @param {string} label
 * @param {string} [later] what it says from which day on
 */
export function stateBadge(code, label, later) {
  const badge = make("span", { class: `badge ${code}`, "data-later": later || undefined }, label);
  if (later) aged(badge);
  return badge;
}

/** @param {Spoken} text */
export function spoken([text, language]) {
  return make("span", { lang: language ?? undefined }, text);
}
