// @ts-check
/**
 * Owns whether a criterion, or a combination, is met: yes, no, or not yet known (Kleene 1952, §64).
 *
 * @import { Cause, Condition, Judged, Leaf, Operator, Truth } from "./types.js"
 * @import { Person } from "./person.js"
 */
import { monthsAfter } from "./dates.js";
import { SKILLS } from "./meanings.js";
import { DECLINED, INAPPLICABLE, Missing, NOT_TESTED, Partly, UNANSWERED } from "./person.js";

export const NOT_MET = 0;
export const UNKNOWN = 1;
export const MET = 2;

/** @type {(truth: Truth, cause: Cause) => Judged} */
const judged = (truth, cause) => Object.freeze({ truth, cause });
const IS_MET = judged(MET, "answer");
const IS_NOT_MET = judged(NOT_MET, "answer");
const IS_UNANSWERED = judged(UNKNOWN, "unanswered");
const IS_NOT_TESTED = judged(UNKNOWN, "not-tested");
const IS_DECLINED = judged(UNKNOWN, "declined");
const IS_INAPPLICABLE = judged(NOT_MET, "inapplicable");
const DEPENDS_ON_DAY = judged(UNKNOWN, "depends-on-day");
const IS_TOO_WIDE = judged(UNKNOWN, "too-wide");
/** Of skills that are not known, the first of these is what a leaf hangs on. */
const BY_CAUSE = [IS_MET, IS_NOT_MET, IS_UNANSWERED, IS_NOT_TESTED, IS_DECLINED];

/**
 * @param {Condition} condition
 * @param {(leaf: Leaf) => Truth} truth
 * @returns {Truth}
 */
export function combine(condition, truth) {
  if (condition.kind === "leaf") return truth(condition);
  const isAll = condition.kind === "all";
  const decisive = isAll ? NOT_MET : MET;
  /** @type {Truth} */
  let found = isAll ? MET : NOT_MET;
  for (const part of condition.parts) {
    const one = combine(part, truth);
    if (one === decisive) return one;
    if (one === UNKNOWN) found = one;
  }
  return found;
}

/**
 * @param {Leaf} leaf
 * @param {Person} person
 */
export function judge(leaf, person) {
  if (person.granted.has(leaf)) return IS_MET;
  const isLevel = person.meanings.questions[leaf.ask].type === "level";
  const found = isLevel ? judgeLevels(leaf, person) : judgeAnswer(person.answer(leaf.ask), leaf, person);
  if (!leaf.negated || found.cause !== "answer") return found;
  return found === IS_MET ? IS_NOT_MET : IS_MET;
}

/** @type {Operator} */
function judgeAnswer(answer, leaf, person) {
  if (answer === UNANSWERED) return IS_UNANSWERED;
  if (answer === DECLINED) return IS_DECLINED;
  return answer === INAPPLICABLE ? IS_INAPPLICABLE : OPERATORS[leaf.operator](answer, leaf, person);
}

/**
 * @param {Leaf} leaf
 * @param {Person} person
 */
function judgeLevels(leaf, person) {
  const levels = person.levels(leaf.ask);
  if (levels instanceof Missing) return judgeAnswer(levels, leaf, person);
  const found = levels
    .filter((_, index) => ["each", "any", SKILLS[index]].includes(leaf.skill))
    .map((level) => (level === NOT_TESTED ? IS_NOT_TESTED : judgeAnswer(level, leaf, person)));
  const truths = found.map(({ truth }) => truth);
  const decisive = leaf.skill === "any" ? Math.max(...truths) : Math.min(...truths);
  return BY_CAUSE.find((one) => one.truth === decisive && found.includes(one)) ?? IS_UNANSWERED;
}

/** @param {boolean} met */
const when = (met) => (met ? IS_MET : IS_NOT_MET);

/**
 * @param {(answer: number, operand: number) => boolean} holds
 * @returns {Operator}
 */
function compare(holds) {
  return (answer, { ask, operand }, { meanings }) => {
    /** @param {any} value */
    const height = (value) => (typeof value === "string" ? meanings.rank(ask, value) : value);
    return when(holds(height(answer), height(operand)));
  };
}

/**
 * Compares sets. `byMore` says that more codes can only help; else they can only hurt.
 * @param {boolean} byMore
 * @param {(answer: Set<unknown>, leaf: Leaf) => boolean} holds
 * @returns {Operator}
 */
function compareSets(byMore, holds) {
  return (answer, leaf) => {
    const held = holds(answer, leaf);
    return answer instanceof Partly && held !== byMore ? IS_UNANSWERED : when(held);
  };
}

/**
 * @param {string} month
 * @param {Leaf} leaf
 */
export function anniversaries(month, { months }) {
  return ["01", monthsAfter(`${month}-31`, 0).slice(8)].map((day) => monthsAfter(`${month}-${day}`, months));
}

/**
 * @param {(today: string, anniversary: string) => boolean} holds
 * @returns {Operator}
 */
function elapsed(holds) {
  return (month, leaf, { today }) => {
    const [first, last] = anniversaries(month, leaf).map((day) => holds(today, day));
    return first === last ? when(first) : DEPENDS_ON_DAY;
  };
}

/** @type {Record<string, Operator>} */
const OPERATORS = {
  is: (answer, { operand }) => when(answer === operand),
  any_of: (answer, { codes }) => when(codes.includes(answer)),
  none_of: (answer, { codes }) => when(!codes.includes(answer)),
  includes: compareSets(true, (answer, { codes }) => codes.every((code) => answer.has(code))),
  includes_any: compareSets(true, (answer, { codes }) => codes.some((code) => answer.has(code))),
  excludes: compareSets(false, (answer, { codes }) => !codes.some((code) => answer.has(code))),
  at_least: compare((answer, operand) => answer >= operand),
  at_most: compare((answer, operand) => answer <= operand),
  under: compare((answer, operand) => answer < operand),
  // Not known when a code lies under the answer: it may be there.
  within: (answer, { ask, codes }, { meanings }) => {
    const places = meanings.places(ask, answer);
    if (codes.some((code) => places.has(`${code}`))) return IS_MET;
    const touching = meanings.touching(ask, answer);
    return codes.some((code) => touching.has(`${code}`)) ? IS_TOO_WIDE : IS_NOT_MET;
  },
  within_last: elapsed((today, anniversary) => today <= anniversary),
  under_ago: elapsed((today, anniversary) => today < anniversary),
  at_least_ago: elapsed((today, anniversary) => today >= anniversary),
};
