// @ts-check
/**
 * Owns mistyped words: takes a word that the index does not hold for the one that is a letter away. Pure.
 * Words of the index come without capitals, accents and ligatures (scripts/passerelle/prose/synonyms.py: plain).
 */

const SHORTEST = 4;

/** @param {string} text */
export function plain(text) {
  return text.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").normalize("NFKD").replace(/\p{M}/gu, "");
}

/**
 * A query with its mistyped words set right; the query itself where none is.
 * @param {string} query
 * @param {string[]} words of the index, sorted
 */
export function corrected(query, words) {
  return words.length === 0 ? query : query.replace(/\p{L}{4,}/gu, (word) => (isKnown(plain(word), words) ? word : (nearest(plain(word), words) ?? word)));
}

/**
 * The words of a query, set right, that the index does not hold: what is found for them is near, not exact.
 * @param {string} query
 * @param {string[]} words of the index, sorted
 */
export function unheard(query, words) {
  return words.length === 0 ? [] : (query.match(/\p{L}{4,}/gu) ?? []).filter((word) => !isKnown(plain(word), words));
}

/**
 * Whether the index holds a word, or one that begins so: it may still be being typed.
 * @param {string} word
 * @param {string[]} words
 */
function isKnown(word, words) {
  const begins = (/** @type {string} */ start) => words[place(start, words)]?.startsWith(start) ?? false;
  return begins(word) || (/(s|x|e|es)$/.test(word) && [1, 2].some((cut) => words[place(word.slice(0, -cut), words)] === word.slice(0, -cut)));
}

/**
 * Where a word stands, or would, among sorted ones.
 * @param {string} word
 * @param {string[]} words
 */
function place(word, words) {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {string} word
 * @param {string[]} words
 */
function nearest(word, words) {
  const close = words.filter((other) => other.length >= SHORTEST && isOneAway(word, other));
  return close.find((other) => other[0] === word[0]) ?? close[0];
}

/**
 * Whether one letter more, less, other, or swapped with its neighbour makes one word the other.
 * @param {string} one
 * @param {string} other
 */
function isOneAway(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  const [a, b] = [one.slice(start), other.slice(start)];
  if (a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b) return true;
  return a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
}
