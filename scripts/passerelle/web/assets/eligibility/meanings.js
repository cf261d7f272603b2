// @ts-check
/**
 * Owns what codes mean to one another. Worked out once per listing: deciding a rule searches nothing.
 *
 * @import { Listing, Vocabulary } from "./types.js"
 */

export const SKILLS = ["listening", "speaking", "reading", "writing"];

export class Meanings {
  /** @type {Map<string | undefined, Map<string, number>>} */
  #ranks = new Map();
  /** @type {Map<string | undefined, Map<string, Set<string>>>} */
  #within = new Map();
  /** @type {Map<string | undefined, Map<string, Set<string>>>} */
  #touching = new Map();
  /** @type {Map<string, number>} */
  #wordings = new Map();

  /** @param {Listing} listing */
  constructor({ questions, vocabularies, gates, joinable }) {
    this.questions = questions;
    this.gates = new Map(Object.entries(gates));
    this.joinable = new Set(joinable);
    this.gate = Object.keys(questions).find((name) => questions[name].gate) ?? "";
    for (const [id, vocabulary] of Object.entries(vocabularies)) {
      this.#ranks.set(id, new Map(vocabulary.order?.map((code, rank) => [code, rank])));
      const within = nesting(vocabulary);
      this.#within.set(id, within);
      this.#touching.set(id, touching(within));
    }
  }

  /**
   * @param {string} question
   * @param {string} code
   */
  rank(question, code) {
    return this.#ranks.get(this.questions[question].options)?.get(code) ?? NaN;
  }

  /**
   * @param {string} question
   * @param {string} code
   */
  places(question, code) {
    return this.#within.get(this.questions[question].options)?.get(code) ?? new Set();
  }

  /**
   * Every code that has something in common with a code.
   * @param {string} question
   * @param {string} code
   */
  touching(question, code) {
    return this.#touching.get(this.questions[question].options)?.get(code) ?? new Set();
  }

  get wordings() {
    return this.#wordings.size;
  }

  /**
   * The same number for the same wording of a leaf.
   * @param {string} wording
   */
  numberOf(wording) {
    const number = this.#wordings.get(wording) ?? this.wordings;
    this.#wordings.set(wording, number);
    return number;
  }
}

/** @param {Vocabulary} vocabulary */
function nesting({ terms }) {
  const known = new Map(Object.entries(terms));
  return new Map(
    [...known.keys()].map((code) => {
      const places = new Set([code]);
      for (const place of places) known.get(place)?.under?.forEach((above) => known.has(above) && places.add(above));
      return [code, places];
    }),
  );
}

/** @param {Map<string, Set<string>>} within */
function touching(within) {
  const found = new Map([...within.keys()].map((code) => [code, new Set([code])]));
  for (const places of within.values()) {
    for (const place of places) places.forEach((other) => found.get(place)?.add(other));
  }
  return found;
}
