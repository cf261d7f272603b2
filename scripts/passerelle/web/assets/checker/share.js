// @ts-check
/** Owns links that carry answers: behind the #, so that they are sent to no server. Made only when asked for. Pure. */

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
  const fragment = hash.replace(/^#/, "");
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
  const isMapping = read && typeof read === "object" && read.answers && typeof read.answers === "object";
  return isMapping && !Array.isArray(read.answers) && read.v === 1 && typeof read.rules === "string" && /^\d{4}-\d\d-\d\d$/.test(read.on);
}
