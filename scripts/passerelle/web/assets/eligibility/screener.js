// @ts-check
/**
 * Owns screening a person over a whole listing in one role.
 *
 * These modules follow scripts/passerelle/eligibility name by name: what a name means is told there, and tests hold
 * both to the same results.
 *
 * @import { Answers, Leaf, Listing, Plan, Requirements, Role, Standing, Verdict } from "./types.js"
 */
import { Meanings } from "./meanings.js";
import { offerOf, Offers } from "./offers.js";
import { Person } from "./person.js";
import { distance, planFor } from "./plan.js";
import { requirementsOf } from "./requirements.js";
import { inOrder, Judgement, Screening, standingOf } from "./verdict.js";

/** @type {readonly Verdict[]} */
export const VERDICTS = ["fits", "ask-program", "need-answers", "not-yet", "not-this-one"];
const MOST_ALTERNATIVES = 4;

export class Screener {
  /** @type {Map<string, Standing>} */
  #standings = new Map();

  /**
   * @param {Listing} listing
   * @param {string} today
   * @param {Role} [role]
   */
  constructor(listing, today, role = "participant") {
    this.listing = listing;
    this.today = today;
    this.role = role;
    this.meanings = new Meanings(listing);
    this.rules = this.#rulesFor(role);
    const asked = role === "participant" ? this.rules : this.#rulesFor("participant");
    this.offers = new Offers(
      [...asked].flatMap(([id, requirements]) => offerOf(listing.programs[id], requirements, today) ?? []),
    );
    for (const [id, rules] of this.rules) this.#standings.set(id, standingOf(listing.programs[id], rules, today));
  }

  /** @param {Role} role */
  #rulesFor(role) {
    /** @type {Map<string, Requirements>} */
    const found = new Map();
    // Sorted, because an object puts keys that look like numbers first.
    for (const id of Object.keys(this.listing.programs).sort()) {
      const rule = this.listing.programs[id].rules[role];
      if (rule) found.set(id, requirementsOf(id, role, rule, this.meanings));
    }
    return found;
  }

  /** @param {Answers} answers */
  person(answers) {
    return new Person(answers, this.meanings, this.today);
  }

  /** @param {string} id */
  standing(id) {
    return /** @type {Standing} */ (this.#standings.get(id));
  }

  /** @param {Person} person */
  verdicts(person) {
    const judgement = new Judgement(person);
    /** @type {Map<string, Screening>} */
    const found = new Map();
    for (const [id, rules] of this.rules) found.set(id, new Screening(rules, judgement, this.standing(id)));
    return found;
  }

  /**
   * @param {string} id
   * @param {Person} person
   * @returns {Plan | null}
   */
  plan(id, person) {
    return planFor(this.#asked(id), person, this.offers);
  }

  /** @param {string} id */
  #asked(id) {
    return /** @type {Requirements} */ (this.rules.get(id) ?? this.offers.byProgram.get(id)?.requirements);
  }

  /**
   * @param {string} id
   * @param {Map<string, Screening>} verdicts
   * @param {Person} person
   */
  alternatives(id, verdicts, person) {
    const aims = new Set(this.listing.programs[id].aims);
    const others = [...verdicts].map(([other, { verdict }]) => {
      const program = this.listing.programs[other];
      const shared = program.aims.filter((aim) => aims.has(aim)).length;
      return { id: other, shared, promise: VERDICTS.indexOf(verdict), far: distance(program.areas, person) };
    });
    return others
      .filter((other) => other.id !== id && other.shared && VERDICTS[other.promise] !== "not-this-one")
      .sort((a, b) => a.promise - b.promise || a.far - b.far || b.shared - a.shared || inOrder(a.id, b.id))
      .slice(0, MOST_ALTERNATIVES)
      .map((other) => other.id);
  }

  /**
   * @param {string} program
   * @param {string} name
   * @returns {Leaf | undefined}
   */
  leaf(program, name) {
    return this.#asked(program).leaves.find(({ id }) => id === name);
  }
}
