// @ts-check
/**
 * Owns links that carry answers: behind the #, so that they are sent to no server. Made only when asked for; who can read one
 * is said, and sensitive answers stay out unless they are ticked.
 */
import { button, fill, make } from "./elements.js";

/** @typedef {import("./checker.js").Checker} Checker */
/** @typedef {{v: 1, on: string, rules: string, answers: Record<string, any>}} Shared */

const KEY = "answers=";

/**
 * What stands behind the # of a link.
 * @param {Record<string, any>} answers
 * @param {string} on the day it is made
 * @param {string} rules digest of the rules it is made with
 */
export function fragmentOf(answers, on, rules) {
  const bytes = new TextEncoder().encode(JSON.stringify({ v: 1, on, rules, answers }));
  const text = btoa(String.fromCharCode(...bytes));
  return KEY + text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * What a link carries: undefined where it carries nothing, null where it cannot be read.
 * @param {string} hash of an address, with its #
 * @returns {Shared | null | undefined}
 */
export function sharedIn(hash) {
  const fragment = hash.slice(1);
  if (!fragment.startsWith(KEY)) return undefined;
  try {
    const text = atob(fragment.slice(KEY.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const read = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isShared(read) ? read : null;
  } catch {
    return null;
  }
}

/**
 * @param {any} read
 * @returns {read is Shared}
 */
function isShared(read) {
  const isMapping = typeof read?.answers === "object" && read.answers;
  return isMapping && !Array.isArray(read.answers) && read.v === 1 && typeof read.rules === "string" && /^\d{4}-\d\d-\d\d$/.test(read.on);
}

/**
 * What makes a link with answers, closed until somebody opens it.
 * @param {Checker} checker
 * @param {Record<string, any>} answers
 */
export function sharing(checker, answers) {
  const { check } = checker.words;
  const questions = checker.listing.questions;
  const sensitive = Object.keys(answers).filter((name) => questions[name].sensitive);
  const tick = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
  const link = /** @type {HTMLInputElement} */ (make("input", { type: "text", readonly: true, class: "field", "aria-label": check.share_title }));
  const write = () => {
    const kept = Object.entries(answers).filter(([name]) => tick.checked || !questions[name].sensitive);
    const fragment = fragmentOf(Object.fromEntries(kept), checker.screener.today, checker.listing.rules);
    link.value = `${location.origin}${location.pathname}#${fragment}`;
  };
  tick.addEventListener("change", write);
  write();
  const topics = checker.words.list(sensitive.map((name) => questions[name].wording));
  return make("details", { class: "sharing no-print" }, make("summary", {}, check.share),
    make("p", {}, check.share_text),
    sensitive.length > 0 && make("label", { class: "option" }, tick, make("span", {}, fill(check.share_sensitive, { topics }))),
    make("div", { class: "row" }, link, button("button quiet", () => copy(link, checker), check.share_copy)));
}

/**
 * @param {HTMLInputElement} link
 * @param {Checker} checker
 */
async function copy(link, checker) {
  link.select();
  // Without permission to use the clipboard the link stays selected, ready to be copied by hand.
  await navigator.clipboard?.writeText(link.value).catch(() => undefined);
  checker.say(checker.words.check.share_copied);
}
