// @ts-check
/**
 * Owns screening a person over a whole listing in one role.
 *
 * These modules follow scripts/passerelle/eligibility name by name: what a name means is told there, and tests hold
 * both to the same results.
 *
 * @import { Answers, Changes, Leaf, Listing, Offer, Plan, Program, Requirements, Role } from "./types.js"
 * @import { Standing, Taking, Verdict } from "./types.js"
 */
import { freshness } from "./dates.js";
import { Meanings } from "./meanings.js";
import { Person } from "./person.js";
import { distance, planFor } from "./plan.js";
import { requirementsOf } from "./requirements.js";
import { inOrder, Judgement, Screening, standingOf } from "./verdict.js";

/** @type {readonly Verdict[]} */
export const VERDICTS = ["fits", "ask-program", "need-answers", "not-yet", "not-this-one"];
const MOST_ALTERNATIVES = 4;
const FRESHEST = { confirmed: 0, seen: 1, old: 2 };


export class Screener {
  /** @type {Map<string, Standing>} */
  #standings = new Map();
  /** @type {{ verdicts: unknown, programs: { id: string, aims: readonly string[], promise: number, far: number }[] }} */
  #found = { verdicts: null, programs: [] };

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
    const { aims } = this.listing.programs[id];
    return this.#promising(verdicts, person)
      .map((other) => ({ ...other, shared: other.aims.filter((aim) => aims.includes(aim)).length }))
      .filter((other) => other.id !== id && other.shared)
      .sort((a, b) => a.promise - b.promise || a.far - b.far || b.shared - a.shared || inOrder(a.id, b.id))
      .slice(0, MOST_ALTERNATIVES)
      .map((other) => other.id);
  }

  /**
   * The programs that a person is not ruled out of. Worked out once for all that ask for alternatives.
   * @param {Map<string, Screening>} verdicts
   * @param {Person} person
   */
  #promising(verdicts, person) {
    if (this.#found.verdicts !== verdicts) {
      const open = [...verdicts].filter(([, { verdict }]) => verdict !== "not-this-one");
      const programs = open.map(([id, { verdict }]) => {
        const { aims, areas } = this.listing.programs[id];
        return { id, aims, promise: VERDICTS.indexOf(verdict), far: distance(areas, person) };
      });
      this.#found = { verdicts, programs };
    }
    return this.#found.programs;
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

/**
 * @param {Program} program
 * @param {Requirements} requirements
 * @param {string} today
 * @returns {Offer | null}
 */
function offerOf(program, requirements, today) {
  const age = FRESHEST[freshness(program, today)];
  return program.offer && { ...program.offer, requirements, age, areas: program.areas };
}

/** What programs change for a person. */
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
