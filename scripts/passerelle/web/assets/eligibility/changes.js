// @ts-check
/**
 * Owns what can come to be met, and how.
 *
 * @import { Person } from "./person.js"
 * @import { Answer, Judged, Leaf, Way } from "./types.js"
 */
import { daysAfter } from "./dates.js";
import { anniversaries, judge, NOT_MET } from "./decide.js";
import { INAPPLICABLE, Missing } from "./person.js";
import { isSpan } from "./requirements.js";

const RISING = ["at_least", "includes", "includes_any", "at_least_ago"];
const FALLING = ["at_most", "under", "excludes", "within_last", "under_ago"];

/** @param {Leaf} leaf */
function rises({ negated, operator }) {
  return (negated ? FALLING : RISING).includes(operator);
}

/**
 * @param {Leaf} leaf
 * @param {Judged} judged
 * @param {Person} person
 * @returns {Way | null}
 */
export function wayToMeet(leaf, judged, person) {
  if (judged.truth !== NOT_MET) return null;
  return (judged.cause === "answer" ? wayFrom(leaf, person) : null) ?? (leaf.orEquivalent ? "equivalent" : null);
}

/**
 * @param {Leaf} leaf
 * @param {Person} person
 * @returns {Way | null}
 */
function wayFrom(leaf, person) {
  const { questions, joinable } = person.meanings;
  const { gate, choose, becomes, raise } = questions[leaf.ask];
  if (gate) return rises(leaf) && leaf.codes.some((code) => joinable.has(`${code}`)) ? "joining" : null;
  if (choose) return "choice";
  if (becomes && isMetLater(leaf, becomes, person)) return "arrival";
  if (!rises(leaf)) return null;
  return raise === "by-preparation" ? "preparation" : raise === "by-time" ? "time" : null;
}

/**
 * @param {Leaf} leaf
 * @param {string} later
 * @param {Person} person
 */
function isMetLater(leaf, later, person) {
  const known = person.answer(later);
  if (known instanceof Missing) return known !== INAPPLICABLE;
  return judge(leaf, person.later({ [leaf.ask]: /** @type {Answer} */ (known) })).truth !== NOT_MET;
}

/**
 * @param {Leaf} leaf
 * @param {Person} person
 */
export function metFrom(leaf, person) {
  const last = rises(leaf) ? turns(leaf, person)[1] : null;
  return last && leaf.operator === "within_last" ? daysAfter(last, 1) : last;
}

/**
 * @param {Leaf} leaf
 * @param {Person} person
 */
export function metUntil(leaf, person) {
  const first = rises(leaf) ? null : turns(leaf, person)[0];
  return first && leaf.operator !== "within_last" ? daysAfter(first, -1) : first;
}

/**
 * @param {Leaf} leaf
 * @param {Person} person
 */
function turns(leaf, person) {
  const month = person.answer(leaf.ask);
  return isSpan(leaf.operand) && typeof month === "string" ? anniversaries(month, leaf) : [null, null];
}
