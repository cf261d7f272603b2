// @ts-check
/**
 * Owns what a person answered, as it counts on a day.
 *
 * @import { Meanings } from "./meanings.js"
 * @import { Answer, Answers, Code, Leaf, Level, Levels, Question } from "./types.js"
 */
import { SKILLS } from "./meanings.js";

export const NOT_TESTED = "not-tested";

export class Missing {
  /** @param {"unanswered" | "declined" | "inapplicable"} cause */
  constructor(cause) {
    this.cause = cause;
  }
}

export const UNANSWERED = new Missing("unanswered");
export const DECLINED = new Missing("declined");
export const INAPPLICABLE = new Missing("inapplicable");

/**
 * Codes known to be among answers of which nothing else is known.
 * @extends {Set<string>}
 */
export class Partly extends Set {}

/** @typedef {Code | Set<string> | Levels | Missing} Known */

/**
 * What is the same for answers that say the same, in whatever order they list it.
 * @param {Answer | undefined} answer
 * @param {(code: string) => boolean} [counts] which codes of a list are looked at
 */
export function told(answer, counts = () => true) {
  if (typeof answer !== "object" || answer === null) return answer ?? null;
  if (!Array.isArray(answer) && !(answer instanceof Set)) return Object.entries(answer).sort();
  return [answer instanceof Partly, ...[...new Set(answer)].filter(counts).sort()];
}

export class Person {
  /** @type {Map<string, Known>} */
  #known = new Map();

  /**
   * @param {Answers} answers
   * @param {Meanings} meanings
   * @param {string} today
   * @param {ReadonlyMap<Leaf, string>} [granted] what programs take something equal for, and which program
   */
  constructor(answers, meanings, today, granted = new Map()) {
    this.answers = answers;
    this.meanings = meanings;
    this.today = today;
    this.granted = granted;
  }

  /** @param {string} question */
  answer(question) {
    const known = this.#known.get(question) ?? this.#effective(question);
    this.#known.set(question, known);
    return known;
  }

  /**
   * @param {string} name
   * @returns {Known}
   */
  #effective(name) {
    const { only_if: condition, otherwise } = this.meanings.questions[name];
    if (condition) {
      const earlier = this.answer(condition.question);
      if (earlier === UNANSWERED || earlier === DECLINED) return earlier;
      if (!isAskedAfter(condition, earlier)) return otherwise ?? INAPPLICABLE;
    }
    const given = this.given(name);
    if (given === undefined) return UNANSWERED;
    if (given === null) return DECLINED;
    return Array.isArray(given) ? new Set(given) : /** @type {Known} */ (given);
  }

  /**
   * @param {string} question
   * @returns {Answer | undefined}
   */
  given(question) {
    return Object.hasOwn(this.answers, question) ? this.answers[question] : undefined;
  }

  /**
   * The levels of a language in the order of `SKILLS`, or why there is none at all.
   * @param {string} question
   * @returns {(Level | Missing)[] | Missing}
   */
  levels(question) {
    const given = /** @type {Level | Levels | Missing} */ (this.answer(question));
    if (given instanceof Missing) return given;
    if (typeof given !== "object") return SKILLS.map(() => given);
    return SKILLS.map((skill) => (given[skill] === undefined ? UNANSWERED : (given[skill] ?? DECLINED)));
  }

  /**
   * @param {Answers} changes
   * @param {string} [today]
   * @param {ReadonlyMap<Leaf, string>} [granted]
   */
  later(changes, today = this.today, granted = this.granted) {
    return new Person({ ...this.answers, ...changes }, this.meanings, today, granted);
  }
}

/**
 * @param {NonNullable<Question["only_if"]>} condition
 * @param {Known} earlier
 */
export function isAskedAfter({ above, any_of: codes }, earlier) {
  if (earlier === INAPPLICABLE) return false;
  if (above !== null) return /** @type {number} */ (earlier) > above;
  return codes.some((code) => (earlier instanceof Set ? earlier.has(`${code}`) : earlier === code));
}
