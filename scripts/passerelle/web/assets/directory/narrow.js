// @ts-check
/**
 * Owns narrowing: which programs fit what is asked, how many stand under each value, what to leave out where nothing fits.
 * Within a facet any value will do; every facet must fit. Pure; one pass over the programs.
 */
import { isEnded } from "./columns.js";

/**
 * @typedef {import("./columns.js").Columns} Columns
 * @typedef {import("./columns.js").Facet} Facet
 *
 * @typedef {"match" | "near" | "fresh" | "name"} Sort
 *
 * What is asked: chosen codes by facet, words, order, how many results to show.
 * @typedef {{ chosen: Record<string, string[]>, query: string, sort: Sort | "", shown: number }} Asked
 *
 * @typedef {object} Narrowed
 * @property {number[]} places of the programs that fit, in order
 * @property {Record<string, number[]>} counts for each facet, how many fit under each value if it were chosen
 * @property {Record<string, number>} without how many more fit if a facet ("text" for the words) is left out
 * @property {number[]} closest programs that miss only one thing, in the same order
 */

/**
 * @param {Columns} columns
 * @param {Asked} asked
 * @param {Map<number, number> | undefined} found places that the words find, each with its rank; undefined without words
 * @returns {Narrowed}
 */
export function narrow(columns, asked, found) {
  const { facets } = columns;
  const open = facets.map((facet) => allowed(facet, asked.chosen[facet.name] ?? []));
  const tallies = facets.map(({ sets }) => new Uint32Array(sets.length));
  /** @type {Record<string, number>} */
  const without = {};
  /** @type {number[]} */
  const places = [];
  /** @type {number[]} */
  const closest = [];
  for (const place of ordered(columns, asked, found)) {
    let missed = found && !found.has(place) ? 1 : 0;
    let miss = -1;
    for (let at = 0; at < facets.length && missed < 2; at++) {
      if (!open[at][facets[at].rows[place]]) {
        missed += 1;
        miss = at;
      }
    }
    if (missed === 0) {
      places.push(place);
      for (let at = 0; at < facets.length; at++) tallies[at][facets[at].rows[place]] += 1;
    } else if (missed === 1) {
      if (miss >= 0) tallies[miss][facets[miss].rows[place]] += 1;
      const name = miss >= 0 ? facets[miss].name : "text";
      // A program that has ended is never a way out, unless somebody asked for its state.
      if (name === "status") continue;
      without[name] = (without[name] ?? 0) + 1;
      closest.push(place);
    }
  }
  const counts = Object.fromEntries(facets.map((facet, at) => [facet.name, summed(facet, tallies[at])]));
  return { places, counts, without, closest };
}

/**
 * Whether each set of a facet fits: with nothing chosen every one does, but for programs that have ended.
 * @param {Facet} facet
 * @param {string[]} chosen
 */
function allowed({ name, codes, sets }, chosen) {
  const wanted = codes.map((code) => (chosen.length ? chosen.includes(code) : !isEnded(name, code)));
  return sets.map((set) => (chosen.length || name === "status" ? set.some((at) => wanted[at]) : true));
}

/**
 * @param {Facet} facet
 * @param {Uint32Array} tally by set
 */
function summed({ codes, sets }, tally) {
  const counts = codes.map(() => 0);
  sets.forEach((set, number) => set.forEach((at) => (counts[at] += tally[number])));
  return counts;
}

/**
 * Every place, as the order in use has them: who goes through them thus need not sort what is found. What is equal in it
 * stands by how well it matches the words, and without words as in lists.
 * @param {Columns} columns
 * @param {Asked} asked
 * @param {Map<number, number> | undefined} found
 */
function ordered(columns, asked, found) {
  const listed = Array.from({ length: columns.size }, (_, place) => place);
  const matching = found ? rising(listed.map((place) => found.get(place) ?? found.size), listed) : listed;
  const sort = sortOf(asked);
  if (sort === "match") return matching;
  if (sort === "name") return rising(columns.names, matching);
  if (sort === "fresh") return rising(columns.fresh, matching);
  return rising(columns.distances(new Set(asked.chosen.area)), matching);
}

/**
 * Places by their keys, which are small whole numbers, the lowest first; those of one key as they stood. Cost: two passes.
 * @param {ArrayLike<number>} keys
 * @param {ArrayLike<number>} before every place, as they stood
 * @returns {ArrayLike<number> & Iterable<number>}
 */
function rising(keys, before) {
  let most = 0;
  for (let place = 0; place < keys.length; place++) most = Math.max(most, keys[place]);
  const starts = new Uint32Array(most + 2);
  for (let place = 0; place < keys.length; place++) starts[keys[place] + 1] += 1;
  for (let key = 0; key < most; key++) starts[key + 1] += starts[key];
  const places = new Uint32Array(keys.length);
  for (let at = 0; at < before.length; at++) places[starts[keys[before[at]]]++] = before[at];
  return places;
}

/**
 * The order in use: what was asked, else the best match for words and the nearest without any.
 * @param {Asked} asked
 * @returns {Sort}
 */
export function sortOf({ sort, query }) {
  if (sort === "match" && !query) return "near";
  return sort || (query ? "match" : "near");
}
