// @ts-check
/**
 * Owns words in the directory: asks the search engine, and says which programs it found by their place in the order of
 * lists. Which program an answer of the engine stands for is told by a file that the build writes beside the index.
 */
import { found } from "../search-engine.js";

/**
 * @typedef {{ order: string, ids: string[] }} Records
 */

const LANGUAGE = document.documentElement.lang;
const RECORDS = new URL(`../../../pagefind/${LANGUAGE}/records.json`, import.meta.url);

/** @type {Promise<Map<string, number>> | undefined} */
let places;

/**
 * @param {string} query
 * @param {string} order of the columns at hand
 * @returns {Promise<{ranks: Map<number, number>, meant: import("../search-engine.js").Meant}>} the rank of each place that
 *   was found, and what was looked for. Throws where search does not work.
 */
export async function placesOf(query, order) {
  places ??= fetch(RECORDS, { cache: "no-cache" }).then(async (response) => {
    const records = /** @type {Records} */ (await response.json());
    if (records.order !== order) throw new Error("the index is of another build");
    return new Map(records.ids.map((id, place) => [id, place]));
  });
  places.catch(() => (places = undefined));
  const [looked, known] = await Promise.all([found(query), places]);
  if (!looked) throw new Error("the search engine cannot be loaded");
  const ranks = new Map();
  for (const id of looked.ids) {
    const place = known.get(id);
    if (place !== undefined) ranks.set(place, ranks.size);
  }
  return { ranks, meant: looked };
}
