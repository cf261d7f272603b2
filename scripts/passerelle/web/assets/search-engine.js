// @ts-check
/**
 * The one door to Pagefind: loads it once, on demand, and turns what it finds into plain data.
 * Must not touch the page: who shows a hit sets text, never markup.
 */
import { corrected, plain, unheard } from "./spelling.js";

/**
 * @typedef {import("./lines.js").Spoken} Spoken
 * @typedef {{ code: string, label: string, later?: string }} Badge
 *
 * A stretch of an excerpt; marked where it is what was looked for.
 * @typedef {{ text: string, marked: boolean }} Piece
 *
 * One page found.
 * @typedef {object} Hit
 * @property {string} url
 * @property {Spoken} title
 * @property {Spoken | null} summary
 * @property {Piece[]} excerpt what to show where a page has no summary
 * @property {Spoken | null} organization
 * @property {string} areas
 * @property {Badge | null} access the access class; none where a page is not a program's
 * @property {Badge | null} state how fresh, and with `later` what it will say
 *
 * What was looked for: the query with its mistyped words set right, and those of its words that no page has, so that what
 * is found is near, not exact.
 * @typedef {{ query: string, near: string[] }} Meant
 *
 * All pages found, best first, and what was looked for. Their data are loaded on demand.
 * @typedef {Meant & { total: number, load: (from: number, to: number) => Promise<Hit[]> }} Found
 *
 * What we use of Pagefind. Its filters hold what a result tells and nobody searches for.
 * @typedef {{ url: string, excerpt: string, meta: Record<string, string | undefined>, filters: Record<string, string[] | undefined> }} Fragment
 * @typedef {{ id: string, data: () => Promise<Fragment> }} Result
 * @typedef {{ options: (options: { baseUrl: string }) => Promise<void>, init: () => Promise<void>, search: (term: string) => Promise<{ results: Result[] }> }} Pagefind
 */

// This file lies in <root>/assets/<digest>/, a language's index in <root>/pagefind/<language>/.
const LANGUAGE = document.documentElement.lang;
const ENGINE = new URL(`../../pagefind/${LANGUAGE}/pagefind.js`, import.meta.url).href;
const WORDS = new URL(`../../pagefind/${LANGUAGE}/words.json`, import.meta.url);
const HOME = new URL(`../../${LANGUAGE}/`, import.meta.url).pathname;

/** @type {Promise<Pagefind> | undefined} */
let engine;

/**
 * Loads the engine and its index, once. A failed load may be tried again.
 * @returns {Promise<Pagefind | undefined>} nothing when it cannot be loaded
 */
export async function warm() {
  engine ??= import(ENGINE).then(async (/** @type {Pagefind} */ pagefind) => {
    await pagefind.options({ baseUrl: HOME });
    await pagefind.init();
    return pagefind;
  });
  try {
    return await engine;
  } catch {
    engine = undefined;
    return undefined;
  }
}

/** @type {Promise<string[]> | undefined} */
let known;

/** Every word of the index, loaded once; none where they cannot be loaded: then nothing is corrected. */
async function knownWords() {
  known ??= fetch(WORDS, { cache: "no-cache" }).then((response) => response.json());
  try {
    return await known;
  } catch {
    known = undefined;
    return [];
  }
}

/**
 * A query as the index spells it: single spaces, ligatures written out (pages index both spellings).
 * @param {string} query
 */
export function normalize(query) {
  return query.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replace(/\s+/g, " ").trim();
}

/**
 * @param {string} query as typed
 * @returns {Promise<Found | undefined>} nothing when search does not work here
 */
export async function find(query) {
  const looked = await look(query);
  if (!looked) return undefined;
  const { results } = looked;
  return {
    query: looked.query,
    near: looked.near,
    total: results.length,
    load: async (from, to) => (await Promise.all(results.slice(from, to).map((result) => result.data()))).map(hit),
  };
}

/**
 * @param {string} query as typed
 * @returns {Promise<(Meant & { ids: string[] }) | undefined>} what the engine calls the pages found, best first; nothing when search does not work here
 */
export async function found(query) {
  const looked = await look(query);
  return looked && { query: looked.query, near: looked.near, ids: looked.results.map(({ id }) => id) };
}

/**
 * Looks a query up, its mistyped words set right.
 * @param {string} query
 */
async function look(query) {
  const [pagefind, words] = await Promise.all([warm(), knownWords()]);
  const right = corrected(query, words);
  try {
    const results = (await pagefind?.search(normalize(right)))?.results;
    if (!pagefind || !results || (!results.length && (await isDeaf(pagefind, right, words)))) return undefined;
    return { query: right, near: unheard(right, words), results };
  } catch {
    return undefined;
  }
}

/**
 * Whether parts of the index are lost, of which the engine says nothing: then it does not find words that the index holds.
 * @param {Pagefind} pagefind
 * @param {string} query
 * @param {string[]} words of the index
 */
async function isDeaf(pagefind, query, words) {
  const held = (query.match(/\p{L}{3,}/gu) ?? []).filter((word) => words.includes(plain(word)));
  for (const word of held) if ((await pagefind.search(normalize(word))).results.length) return false;
  return held.length > 0;
}

/**
 * @param {Fragment} fragment
 * @returns {Hit}
 */
function hit({ url, excerpt, meta, filters }) {
  const told = (/** @type {string} */ name) => filters[name]?.[0] ?? "";
  const spoken = (/** @type {string} */ name) => /** @type {Spoken} */ ([meta[name] ?? "", told(`${name}_lang`) || null]);
  return {
    url: url.replace(/\.html$/, "/"),
    title: meta.title ? spoken("title") : [url, null],
    summary: meta.summary ? spoken("summary") : null,
    excerpt: pieces(excerpt),
    organization: meta.organization ? spoken("organization") : null,
    areas: told("areas"),
    access: told("access") ? { code: told("access"), label: told("access_label") } : null,
    state: told("state") ? { code: told("state"), label: told("state_label"), later: told("later") } : null,
  };
}

/**
 * Takes Pagefind's excerpt (escaped text with <mark> around what was found) apart.
 * @param {string} excerpt
 * @returns {Piece[]}
 */
export function pieces(excerpt) {
  let marked = false;
  /** @type {Piece[]} */
  const found = [];
  for (const part of excerpt.split(/(<\/?mark>)/)) {
    if (part === "<mark>" || part === "</mark>") marked = part === "<mark>";
    else if (part) found.push({ text: unescape(part), marked });
  }
  return found;
}

/** @type {Record<string, string>} */
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&#x27;": "'" };

/** @param {string} text */
function unescape(text) {
  return text.replace(/&(?:lt|gt|amp|quot|#39|#x27);/g, (entity) => ENTITIES[entity] ?? entity);
}
