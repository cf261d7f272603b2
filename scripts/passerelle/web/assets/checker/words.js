// @ts-check
/** Owns the words of reasons, answers, cautions and steps, made from codes and the listing's templates. No DOM. */
import { Missing } from "../eligibility/person.js";
import { metFrom } from "../eligibility/changes.js";
import { SKILLS } from "../eligibility/meanings.js";
import { termsOf } from "./answers.js";
import { fill } from "./elements.js";

/** @typedef {import("../eligibility/verdict.js").Screening} Screening */
/** @typedef {import("../eligibility/person.js").Person} Person */
/** @typedef {import("../eligibility/types.js").Leaf} Leaf */

/** Puts screenings of one listing into its language. */
export class Words {
  /** @param {any} listing */
  constructor(listing) {
    this.listing = listing;
    this.check = listing.words.check;
    this.said = listing.words.screening;
    this.locale = `${listing.language}-CA`;
    /** @type {Intl.DateTimeFormatOptions} */
    const month = { year: "numeric", month: "long", timeZone: "UTC" };
    this.months = new Intl.DateTimeFormat(this.locale, month);
    this.days = new Intl.DateTimeFormat(this.locale, { ...month, day: "numeric" });
  }

  /** @param {string} day */
  day(day) {
    return this.days.format(new Date(day));
  }

  /** @param {string} day a day, or a month such as 2024-03 */
  month(day) {
    return this.months.format(new Date(day.slice(0, 7)));
  }

  /**
   * @param {string[]} words
   * @param {"conjunction" | "disjunction"} [type]
   */
  list(words, type = "conjunction") {
    return new Intl.ListFormat(this.locale, { type }).format(words);
  }

  /**
   * A person's answer to a question; why there is none, where there is none.
   * @param {string} name
   * @param {Person} person
   * @returns {string}
   */
  answer(name, person) {
    const question = person.meanings.questions[name];
    if (question.type === "level") return this.#levels(name, person);
    const given = person.answer(name);
    if (given instanceof Missing) return this.said.causes[given.cause];
    if (question.type === "choices") {
      const chosen = [.../** @type {Set<string>} */ (given)].map((code) => this.#label(name, code));
      return chosen.length ? this.list(chosen) : this.said.answers.none;
    }
    return this.#value(name, given, person);
  }

  /**
   * @param {string} name
   * @param {any} given
   * @param {Person} person
   * @returns {string}
   */
  #value(name, given, person) {
    const question = person.meanings.questions[name];
    if (typeof given === "boolean") return this.said.answers[given ? "yes" : "no"];
    if (question.type === "month") return this.month(given);
    if (typeof given === "string") return this.#label(name, given);
    if (question.unit === "years" || question.unit === "months") {
      const unit = question.unit === "years" ? "year" : "month";
      return new Intl.NumberFormat(this.locale, { style: "unit", unit, unitDisplay: "long" }).format(given);
    }
    const number = new Intl.NumberFormat(this.locale).format(given);
    return question.unit ? fill(this.said.answers[question.unit], { number }) : number;
  }

  /**
   * @param {string} name
   * @param {string} code
   * @returns {string}
   */
  #label(name, code) {
    return termsOf(this.listing.questions[name], this.listing)[code]?.label ?? code;
  }

  /**
   * @param {string} name
   * @param {Person} person
   * @returns {string}
   */
  #levels(name, person) {
    const levels = person.levels(name);
    if (levels instanceof Missing) return this.said.causes[levels.cause];
    const worded = levels.map((level) => this.level(name, level));
    if (worded.every((level) => level === worded[0])) return worded[0];
    const skills = this.listing.skills_in_sentence;
    return this.list(SKILLS.map((skill, index) => fill(this.said.answers.by_skill, { level: worded[index], skill: skills[skill] })));
  }

  /**
   * @param {string} question
   * @param {any} level
   * @returns {string}
   */
  level(question, level) {
    return this.said.causes[level instanceof Missing ? level.cause : level] ?? fill(this.said.answers[question], { level });
  }

  /**
   * The answer that a leaf met, with what makes it too inexact where it is.
   * @param {Leaf} leaf
   * @param {{cause: string}} judged
   * @param {Person} person
   */
  answered(leaf, judged, person) {
    const answer = this.answer(leaf.ask, person);
    const isInexact = judged.cause === "depends-on-day" || judged.cause === "too-wide";
    if (isInexact) return `${answer} (${this.said.causes[judged.cause]})`;
    return judged.cause === "answer" ? answer : this.said.causes[judged.cause];
  }

  /**
   * What can be done about a leaf that is not met.
   * @param {Leaf} leaf
   * @param {string | null} way
   * @param {Person} person
   * @returns {string[]}
   */
  hints(leaf, way, person) {
    const ways = this.said.ways;
    const on = way ? metFrom(leaf, person) : null;
    const hints = on ? [fill(ways.time_from, { month: this.month(on) })] : way ? [ways[way]] : [];
    if (leaf.orEquivalent && way !== "equivalent") hints.push(ways.equivalent);
    if (person.meanings.questions[leaf.ask].may_change) hints.push(this.said.may_change);
    return hints;
  }

  /**
   * What keeps a verdict from being surer.
   * @param {Screening} screening
   * @param {string | null} rulesFrom
   * @returns {string[]}
   */
  cautions(screening, rulesFrom) {
    const found = screening.caps.map((cap) => this.said.caps[cap]);
    if (!screening.restsOnOld) return found;
    const old = this.said.old_rules;
    return [rulesFrom ? fill(old.dated, { year: rulesFrom.slice(0, 4) }) : old.undated, ...found];
  }

  /**
   * A step in words.
   * @param {any} step
   * @param {(program: string, leaf: string) => Leaf} leafOf
   * @returns {string}
   */
  step(step, leafOf) {
    const words = this.said.steps;
    if (step.kind === "join") {
      const gates = step.gates.map((/** @type {string} */ code) => this.listing.gates[code]);
      return fill(words[`join_${gates[0].kind}`], { name: this.list(gates.map((/** @type {any} */ gate) => gate.name), "disjunction") });
    }
    if (step.program) return this.#programStep(step);
    const criterion = leafOf(step.askedBy, step.leaf).sentence;
    if (step.on) return fill(words.wait_on, { month: this.month(step.on), criterion });
    return fill(words[step.kind], { criterion });
  }

  /**
   * @param {any} step
   * @returns {string}
   */
  #programStep(step) {
    const words = this.said.steps;
    const name = this.listing.programs[step.program].name;
    if (step.reveals.length) return fill(words.finish_test, { name });
    if (!step.levels.length) return fill(words[step.kind], { name });
    const levels = step.levels.map((/** @type {[string, number]} */ [question, level]) => this.level(question, level));
    return fill(words.finish_until, { level: this.list(levels), name });
  }
}
