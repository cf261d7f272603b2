// @ts-check
/**
 * Owns reading the directory's columns: which values each program has, by its place in the order of lists. Pure.
 * The file is made by scripts/passerelle/site/columns.py.
 */

/**
 * A place is a character, a list of places a word of them, and several lists words with spaces between.
 *
 * A facet as the file tells it: for each program the place of its set of values; the sets; the codes that the page does not
 * list. A value is the place of its code: among those that the page lists, and after them among the others.
 * @typedef {[rows: string, sets: string, more: string]} ToldFacet
 *
 * @typedef {object} Told
 * @property {string} order tells this order of programs from another
 * @property {Record<string, ToldFacet>} facets
 * @property {string} fresh a place for each program: the lower, the fresher
 * @property {string} names the place of each program in the order of names
 * @property {string} above what each area lies in
 * @property {number | null} area what near means where nobody names a place
 *
 * A facet ready to count with: `sets` by the places of their codes, `rows` the set of each program. A program stands under
 * every value of its set; by area, also under what its areas lie in and under all that lies in them.
 * @typedef {{ name: string, codes: string[], sets: number[][], rows: Uint16Array }} Facet
 *
 * @typedef {object} Columns
 * @property {number} size
 * @property {Facet[]} facets
 * @property {Uint16Array} fresh
 * @property {Uint16Array} names
 * @property {(places: Set<string>) => Uint8Array} distances how far each program is from places: 0 in one of them
 */

const FIRST = 48;
const SURROGATES = 0xd800;
const SURROGATES_COUNT = 0x800;
const ENDED = ["closed", "not-found"];

/** @param {string} word */
function numbers(word) {
  const read = new Uint16Array(word.length);
  for (let place = 0; place < word.length; place++) {
    const code = word.charCodeAt(place);
    read[place] = (code < SURROGATES ? code : code - SURROGATES_COUNT) - FIRST;
  }
  return read;
}

/** @param {string} words */
function lists(words) {
  return words.split(" ").map((word) => [...numbers(word)]);
}

/**
 * @param {Told} told
 * @param {Record<string, string[]>} listed the codes that the page lists, by facet, in its order
 * @returns {Columns}
 */
export function readColumns(told, listed) {
  const above = lists(told.above);
  const areas = lists(told.facets.area[1]);
  const facets = Object.entries(told.facets).map(([name, [rows, sets, more]]) => ({
    name,
    codes: [...(listed[name] ?? []), ...more.split(" ").filter(Boolean)],
    sets: name === "area" ? areas.map((set) => served(set, above)) : lists(sets),
    rows: numbers(rows),
  }));
  const [{ codes, rows }] = facets.filter(({ name }) => name === "area");
  return {
    size: told.fresh.length,
    facets,
    fresh: numbers(told.fresh),
    names: numbers(told.names),
    distances: (chosen) => {
      const own = told.area === null ? [] : [told.area];
      const near = chosen.size ? codes.flatMap((code, at) => (chosen.has(code) ? [at] : [])) : own;
      const bySet = areas.map((set) => distance(set, near, above));
      return Uint8Array.from(rows, (set) => bySet[set]);
    },
  };
}

/**
 * Every area that a program with a set of areas serves, wholly or in part.
 * @param {number[]} set
 * @param {number[][]} above
 */
function served(set, above) {
  const around = new Set([...set, ...set.flatMap((at) => above[at])]);
  return above.flatMap((wider, at) => (around.has(at) || wider.some((one) => set.includes(one)) ? [at] : []));
}

/**
 * 0 in a place or within it, 1 where a wider area holds it, 2 elsewhere.
 * @param {number[]} set
 * @param {number[]} near
 * @param {number[][]} above
 */
function distance(set, near, above) {
  if (set.some((at) => near.includes(at) || above[at].some((wider) => near.includes(wider)))) return 0;
  return near.some((at) => above[at].some((wider) => set.includes(wider))) ? 1 : 2;
}

/** @param {string} facet @param {string} code whether programs with it stand in the list only when somebody asks for it */
export function isEnded(facet, code) {
  return facet === "status" && ENDED.includes(code);
}
