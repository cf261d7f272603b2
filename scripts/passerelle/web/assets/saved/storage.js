// @ts-check
/** Owns what stays on a device: the ids of saved programs, and nothing else. Some browsers refuse to keep anything. */
import { areIds, MOST_SAVED } from "./ids.js";

const KEY = "passerelle.saved";

/** The saved ids, in the order of saving; null where the browser keeps nothing. @returns {string[] | null} */
export function savedIds() {
  try {
    const read = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return areIds(read) ? read.slice(0, MOST_SAVED) : [];
  } catch (error) {
    return error instanceof SyntaxError ? [] : null;
  }
}

/**
 * Keep these ids and no others; none at all leaves no trace. Tells whether the browser did.
 * @param {string[]} ids
 * @returns {boolean}
 */
export function keep(ids) {
  try {
    if (ids.length) localStorage.setItem(KEY, JSON.stringify(ids.slice(0, MOST_SAVED)));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
