// @ts-check
/** Owns making a link on request: it says who can read it, and leaves sensitive answers out unless they are ticked. */
import { fill, make } from "./elements.js";
import { fragmentOf } from "./share.js";

/** @typedef {import("./checker.js").Checker} Checker */

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
    make("div", { class: "row" }, link, make("button", { class: "button quiet", type: "button", onclick: () => copy(link, checker) }, check.share_copy)));
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
