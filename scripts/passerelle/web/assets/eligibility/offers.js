// @ts-check
/**
 * Owns what programs change for a person.
 *
 * @import { Changes, Offer, Program, Requirements, Taking } from "./types.js"
 */
import { freshness } from "./dates.js";

const FRESHEST = { confirmed: 0, seen: 1, old: 2 };

/**
 * @param {Program} program
 * @param {Requirements} requirements
 * @param {string} today
 * @returns {Offer | null}
 */
export function offerOf(program, requirements, today) {
  const age = FRESHEST[freshness(program, today)];
  return program.offer && { ...program.offer, requirements, age, areas: program.areas };
}

export class Offers {
  /** @type {Map<string, Map<Offer, Taking>>} */
  #changing = new Map();

  /** @param {Offer[]} offers */
  constructor(offers) {
    this.byProgram = new Map(offers.map((offer) => [offer.requirements.program, offer]));
    for (const offer of offers) {
      this.#index(offer, "finish", offer.finishing);
      this.#index(offer, "enter", offer.joining);
    }
  }

  /**
   * @param {Offer} offer
   * @param {Taking} taking
   * @param {Changes} changes
   */
  #index(offer, taking, { adds, raises, reveals }) {
    for (const [question, code] of adds) this.adding(question, code).set(offer, taking);
    for (const [question] of raises) this.raising(question).set(offer, taking);
    for (const question of reveals) this.revealing(question).set(offer, taking);
  }

  /**
   * @param {string} question
   * @param {string} code `raised` or `told` for a level
   */
  adding(question, code) {
    const change = `${question} ${code}`;
    const found = this.#changing.get(change) ?? new Map();
    this.#changing.set(change, found);
    return found;
  }

  /** @param {string} question */
  raising(question) {
    return this.adding(question, "raised");
  }

  /** @param {string} question */
  revealing(question) {
    return this.adding(question, "told");
  }
}
