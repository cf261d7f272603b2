// @ts-check
/** Owns ids of programs in addresses: what people type, cut or send there is sorted into ids and the rest. No DOM. */

export const MOST_COMPARED = 4;
export const MOST_SAVED = 50;
const KEY = "ids";
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST = 80;

/**
 * The ids behind `ids=`, each once, and what is no id.
 * @param {string} parameters of an address, without ? or #
 * @returns {{ids: string[], wrong: string[]}}
 */
export function idsIn(parameters) {
  return sortedOut(new URLSearchParams(parameters).get(KEY) ?? "");
}

/**
 * The ids of a list with commas, each once, and what is no id.
 * @param {string} list
 * @returns {{ids: string[], wrong: string[]}}
 */
export function sortedOut(list) {
  const written = list.split(",").map((part) => part.trim()).filter(Boolean);
  const isId = (/** @type {string} */ part) => part.length <= LONGEST && ID.test(part);
  const unique = [...new Set(written)];
  return { ids: unique.filter(isId), wrong: unique.filter((part) => !isId(part)).map((part) => part.slice(0, LONGEST)) };
}

/**
 * What carries ids in an address.
 * @param {string[]} ids
 */
export function carrying(ids) {
  return `${KEY}=${ids.join(",")}`;
}

/**
 * Whether something read from elsewhere is a list of ids.
 * @param {any} read
 * @returns {read is string[]}
 */
export function areIds(read) {
  return Array.isArray(read) && read.every((one) => typeof one === "string" && one.length <= LONGEST && ID.test(one));
}
