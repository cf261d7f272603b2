// @ts-check
/**
 * Owns reading the directory's columns: which values each program has, by its place in the order of lists. Pure.
 * The file is made by scripts/passerelle/site/columns.py.
 */

/**
 * A facet as the file tells it: `rows` has a character a program, the place of its set of values in `sets`.
 * @typedef {{ codes: string[], sets: number[][], rows: string }} ToldFacet
 *
 * @typedef {object} Told
 * @property {string} order tells this order of programs from another
 * @property {Record<string, ToldFacet>} facets
 * @property {string} fresh a character a program: the lower, the fresher
 * @property {number[]} names the place of each program in the order of names
 * @property {Record<string, string[]>} above what an area lies in
 * @property {string | null} area what near means where nobody names a place
 * @property {number} per_file how many cards a file holds
 *
 * A facet ready to count with: `sets` by the places of their codes, `rows` the set of each program. A program stands under
 * every value of its set; by area, also under what its areas lie in and under all that lies in them.
 * @typedef {{ name: string, codes: string[], sets: number[][], rows: Uint16Array }} Facet
 *
 * @typedef {object} Columns
 * @property {number} size
 * @property {Facet[]} facets
 * @property {Uint16Array} fresh
 * @property {number[]} names
 * @property {(places: Set<string>) => Uint8Array} distances how far each program is from places: 0 in one of them
 */

const FIRST = 48;
const SURROGATES = 0xd800;
const SURROGATES_COUNT = 0x800;
const ENDED = ["closed", "not-found"];

/** @param {string} rows */
function numbers(rows) {
  const read = new Uint16Array(rows.length);
  for (let place = 0; place < rows.length; place++) {
    const code = rows.charCodeAt(place);
    read[place] = (code < SURROGATES ? code : code - SURROGATES_COUNT) - FIRST;
  }
  return read;
}

/**
 * @param {Told} told
 * @returns {Columns}
 */
export function readColumns(told) {
  const facets = Object.entries(told.facets).map(([name, { codes, sets, rows }]) => ({
    name,
    codes,
    sets: name === "area" ? sets.map((set) => served(set, codes, told.above)) : sets,
    rows: numbers(rows),
  }));
  const places = told.facets.area;
  const rows = numbers(places.rows);
  const areas = places.sets.map((set) => set.map((at) => places.codes[at]));
  return {
    size: told.names.length,
    facets,
    fresh: numbers(told.fresh),
    names: told.names,
    distances: (chosen) => {
      const near = chosen.size ? chosen : new Set(told.area ? [told.area] : []);
      const bySet = areas.map((set) => distance(set, near, told.above));
      return Uint8Array.from(rows, (set) => bySet[set]);
    },
  };
}

/**
 * Every value that a program with a set of areas serves, wholly or in part.
 * @param {number[]} set
 * @param {string[]} codes
 * @param {Record<string, string[]>} above
 */
function served(set, codes, above) {
  const own = new Set(set.map((at) => codes[at]));
  const around = new Set([...own].flatMap((code) => above[code] ?? []));
  const within = (/** @type {string} */ code) => (above[code] ?? []).some((wider) => own.has(wider));
  return codes.flatMap((code, at) => (own.has(code) || around.has(code) || within(code) ? [at] : []));
}

/**
 * 0 in a place or within it, 1 where a wider area holds it, 2 elsewhere.
 * @param {string[]} areas
 * @param {Set<string>} near
 * @param {Record<string, string[]>} above
 */
function distance(areas, near, above) {
  if (areas.some((code) => near.has(code) || (above[code] ?? []).some((wider) => near.has(wider)))) return 0;
  return [...near].some((code) => (above[code] ?? []).some((wider) => areas.includes(wider))) ? 1 : 2;
}

/** @param {string} facet @param {string} code whether programs with it stand in the list only when somebody asks for it */
export function isEnded(facet, code) {
  return facet === "status" && ENDED.includes(code);
}
