// @ts-check
/**
 * Owns the directory's address: what is asked stands in it, so that it can be sent, kept and gone back to. Pure.
 * Whatever it holds that the directory does not know is named and left out; it never stops the rest.
 */

/**
 * @typedef {import("./columns.js").Facet} Facet
 * @typedef {import("./narrow.js").Asked} Asked
 * @typedef {import("./narrow.js").Sort} Sort
 *
 * What an address asks, which programs stand in it to be compared, what of it is not known, and whether its words were cut.
 * @typedef {{ asked: Asked, compared: string[], unknown: string[], cut: boolean }} Read
 */
import { sortedOut } from "../saved/ids.js";

export const STEP = 20;
export const LONGEST_QUERY = 200;
const LONGEST_TOLD = 40;
const MOST_TOLD = 5;
/** @type {Sort[]} */
export const SORTS = ["match", "near", "fresh", "name"];

/**
 * @param {string} search of a location
 * @param {Facet[]} facets
 * @returns {Read}
 */
export function readAddress(search, facets) {
  const given = new URLSearchParams(search);
  const { query, cut } = trimmed(given.get("q") ?? "");
  const known = new Map(facets.map(({ name, codes }) => [name, new Set(codes)]));
  /** @type {Asked} */
  const asked = { chosen: {}, query, sort: "", shown: STEP };
  const { ids: compared, wrong } = sortedOut(given.get("compare") ?? "");
  const unknown = wrong.map((part) => `compare=${part}`);
  for (const [name, value] of given) {
    const codes = known.get(name);
    if (codes) {
      for (const code of value.split(",").filter(Boolean)) {
        if (!codes.has(code)) unknown.push(`${name}=${code}`);
        else if (!asked.chosen[name]?.includes(code)) (asked.chosen[name] ??= []).push(code);
      }
    } else if (name === "sort" && SORTS.includes(/** @type {Sort} */ (value))) asked.sort = /** @type {Sort} */ (value);
    else if (name === "shown" && /^[1-9]\d{0,5}$/.test(value)) asked.shown = Math.max(STEP, Number(value));
    else if (name !== "q" && name !== "compare") unknown.push(`${name}=${value}`);
  }
  return { asked, compared, unknown: unknown.slice(0, MOST_TOLD).map(shortened), cut };
}

/**
 * The search part of the address that asks for something, with programs to be compared.
 * @param {Asked} asked
 * @param {string[]} compared
 */
export function writeAddress({ chosen, query, sort, shown }, compared) {
  const parts = new URLSearchParams();
  if (query) parts.set("q", query);
  for (const [name, codes] of Object.entries(chosen)) if (codes.length) parts.set(name, codes.join(","));
  if (sort) parts.set("sort", sort);
  if (shown > STEP) parts.set("shown", String(shown));
  if (compared.length) parts.set("compare", compared.join(","));
  const text = parts.toString().replaceAll("%2C", ",");
  return text ? `?${text}` : "";
}

/**
 * Words as they are looked up: no spaces around them, and not endless.
 * @param {string} text
 */
export function trimmed(text) {
  const query = text.trim();
  return { query: query.slice(0, LONGEST_QUERY).trim(), cut: query.length > LONGEST_QUERY };
}

/** @param {string} text */
function shortened(text) {
  return text.length > LONGEST_TOLD ? `${text.slice(0, LONGEST_TOLD)}…` : text;
}
