// @ts-check
/**
 * Owns the steps of a path.
 *
 * @import { Person } from "./person.js"
 * @import { Answer, Answers, Changes, Code, Leaf, Level, Levels, Move, Offer } from "./types.js"
 * @import { Reaching, Requirements, Step, Taken, Taking } from "./types.js"
 */
import { metFrom } from "./changes.js";
import { daysAfter, monthsAfter } from "./dates.js";
import { combine, judge, MET, NOT_MET, UNKNOWN } from "./decide.js";
import { SKILLS } from "./meanings.js";
import { DECLINED, isAskedAfter, Missing, NOT_TESTED, Partly, told, UNANSWERED } from "./person.js";

const HIGHEST_LEVEL = 12;
/** @type {Omit<Step, "kind">} */
const PLAIN = { program: null, gates: [], askedBy: null, leaf: null, levels: [], reveals: [], on: null, open: [] };

/**
 * @param {Move} move
 * @param {Person} person
 * @param {Requirements} target
 * @returns {Taken[]}
 */
export function taken(move, person, target) {
  if ("offer" in move) return take(move.offer, move.kind, person, target);
  if ("leaf" in move) return reach(move.kind, move.leaf, move.askedBy, person);
  const joined = added([[person.meanings.gate, move.gates[0]]], person);
  return [[{ ...PLAIN, kind: "join", gates: move.gates }, person.later(joined)]];
}

/**
 * @param {Reaching} kind
 * @param {Leaf} leaf
 * @param {string} askedBy
 * @param {Person} person
 * @returns {Taken[]}
 */
function reach(kind, leaf, askedBy, person) {
  const step = { ...PLAIN, kind, askedBy, leaf: leaf.id };
  if (kind === "equivalent") return [[step, person.later({}, person.today, new Map(person.granted).set(leaf, askedBy))]];
  const from = kind === "wait" && metFrom(leaf, person);
  if (from) {
    const on = from > person.today ? from : person.today;
    return [[{ ...step, on }, person.later({}, on)]];
  }
  const answers = kind === "arrive" ? planned(leaf, person) : meeting(leaf, person);
  return answers ? [[step, person.later(answers)]] : [];
}

/**
 * @param {Leaf} leaf
 * @param {Person} person
 * @returns {Answers | undefined}
 */
function planned(leaf, person) {
  const known = person.answer(person.meanings.questions[leaf.ask].becomes ?? "");
  return known instanceof Missing ? meeting(leaf, person) : { [leaf.ask]: /** @type {Answer} */ (known) };
}

/**
 * @param {Leaf} leaf
 * @param {Person} person
 */
function meeting(leaf, person) {
  const earlier = leadingTo(leaf.ask, person);
  const options = tried(leaf, person).map((one) => ({ ...earlier, [leaf.ask]: one }));
  return options.find((answers) => meets(leaf, answers, person));
}

/**
 * Whoever gains years in their profession works.
 * @param {string} name
 * @param {Person} person
 * @returns {Answers}
 */
function leadingTo(name, person) {
  const earlier = person.meanings.questions[name].only_if;
  if (!earlier || earlier.above === null || isAskedAfter(earlier, person.answer(earlier.question))) return {};
  return { [earlier.question]: earlier.above + 1 };
}

/**
 * @param {Leaf} leaf
 * @param {Person} person
 * @returns {readonly (Code | string[])[]}
 */
function tried({ ask, operator, operand, codes }, person) {
  if (typeof operand === "number") return [operand, operand - 1, operand + 1];
  const given = person.answer(ask);
  const held = given instanceof Set ? [...given] : [];
  const named = codes.map(String);
  if (operator === "is") return [...codes, !operand];
  if (operator === "includes") return [inSet([...held, ...named])];
  if (operator === "includes_any") return [inSet([...held, named[0]])];
  if (operator === "excludes") return [inSet(held.filter((code) => !named.includes(code)))];
  return codes;
}

/** @param {Iterable<string>} codes */
export function inSet(codes) {
  return [...new Set(codes)].sort();
}

/**
 * @param {Leaf} leaf
 * @param {Answers} answers
 * @param {Person} person
 */
function meets(leaf, answers, person) {
  return judge(leaf, person.later(answers)).truth === MET;
}

/**
 * @param {Offer} offer
 * @param {Taking} kind
 * @param {Person} person
 * @param {Requirements} target
 * @returns {Taken[]}
 */
function take(offer, kind, person, target) {
  const changes = kind === "enter" ? [offer.joining] : [offer.joining, offer.finishing];
  const raised = changes.flatMap(({ raises }) => raises.map(([question]) => question));
  /** @type {Taken[]} */
  const found = [];
  // A class is taken until it raises no more.
  while (found.length < (raised.length ? HIGHEST_LEVEL : 1)) {
    const before = person;
    const open = openQuestions(offer.requirements, before);
    if (!open) break;
    const reveals = changes.flatMap((one) => untested(one, before));
    person = changes.reduce((changing, one) => changed(one, changing, target), before);
    if (kind === "finish") person = person.later({}, daysAfter(monthsAfter(person.today, offer.months), offer.days));
    if (answered(person) === answered(before)) break;
    const after = person;
    const risen = [...new Set(raised)].map((question) => [question, lowest(question, after)]);
    const levels = /** @type {[string, number][]} */ (risen.filter(([, level]) => level !== null));
    found.push([{ ...PLAIN, kind, program: offer.requirements.program, levels, reveals, open }, after]);
  }
  return found;
}

/**
 * @param {Requirements} requirements
 * @param {Person} person
 */
export function openQuestions({ condition, leaves }, person) {
  /** @param {Leaf} leaf */
  const truth = (leaf) => judge(leaf, person).truth;
  if (combine(condition, truth) === NOT_MET) return null;
  return leaves.filter((leaf) => truth(leaf) === UNKNOWN).map(({ id }) => id);
}

/**
 * @param {Changes} changes
 * @param {Person} person
 * @param {Requirements} target
 */
function changed(changes, person, target) {
  const joined = person.later(added(changes.adds, person));
  const raised = changes.raises.reduce((before, [name, by, upTo]) => {
    const levels = raisedLevels(name, by, upTo, before);
    return levels ? before.later({ [name]: levels }) : before;
  }, joined);
  const asks = target.leaves.filter((leaf) => judge(leaf, raised).truth !== MET).map(({ ask }) => ask);
  const asked = untested(changes, raised).filter((name) => asks.includes(name));
  const told = asked.map((name) => [name, toldLevels(name, target, raised)]);
  return raised.later(Object.fromEntries(told));
}

/**
 * @param {readonly [string, string][]} adds
 * @param {Person} person
 */
function added(adds, person) {
  /** @type {Record<string, Answer>} */
  const found = {};
  for (const [question, code] of adds) {
    const held = /** @type {string[] | Partly | null} */ (found[question] ?? person.given(question) ?? null);
    const codes = inSet([...(held ?? []), code]);
    found[question] = Array.isArray(held) ? codes : new Partly(codes);
  }
  return found;
}

/**
 * @param {Changes} changes
 * @param {Person} person
 */
function untested({ reveals }, person) {
  return reveals.filter((question) => isUntested(question, person));
}

/**
 * @param {string} question
 * @param {Person} person
 */
function known(question, person) {
  const levels = person.levels(question);
  return levels instanceof Missing ? [] : levels;
}

/**
 * @param {string} question
 * @param {Person} person
 */
function lowest(question, person) {
  const levels = known(question, person).filter((level) => typeof level === "number");
  return levels.length ? Math.min(...levels) : null;
}

/**
 * @param {string} question
 * @param {number} by
 * @param {number} upTo
 * @param {Person} person
 * @returns {Answer}
 */
function raisedLevels(question, by, upTo, person) {
  const levels = person.levels(question);
  if (levels instanceof Missing) return null;
  /** @type {Levels} */
  const raised = {};
  levels.forEach((level, index) => {
    const risen = typeof level === "number" ? Math.max(level, Math.min(level + by, upTo)) : level;
    if (level !== UNANSWERED) raised[SKILLS[index]] = risen === DECLINED ? null : /** @type {Level} */ (risen);
  });
  return raised;
}

/**
 * What was not tested is taken for the lowest level that meets the most of what a target asks.
 * @param {string} question
 * @param {Requirements} target
 * @param {Person} person
 */
function toldLevels(question, target, person) {
  const leaves = target.leaves.filter(({ ask }) => ask === question);
  const options = [...Array(HIGHEST_LEVEL + 1).keys()].map((level) => tested(question, level, person));
  const met = options.map((levels) => leaves.filter((leaf) => meets(leaf, { [question]: levels }, person)).length);
  return options[met.indexOf(Math.max(...met))];
}

/**
 * @param {string} question
 * @param {number} level
 * @param {Person} person
 */
function tested(question, level, person) {
  /** @type {Levels} */
  const levels = {};
  known(question, person).forEach((one, index) => {
    if (one === NOT_TESTED) levels[SKILLS[index]] = level;
    else if (one !== UNANSWERED) levels[SKILLS[index]] = one === DECLINED ? null : /** @type {Level} */ (one);
  });
  return levels;
}

/**
 * Whether a language has a skill that is not tested.
 * @param {string} question
 * @param {Person} person
 */
export function isUntested(question, person) {
  return known(question, person).includes(NOT_TESTED);
}

/** @param {Person} person */
function answered({ answers }) {
  return JSON.stringify(Object.entries(answers).sort().map(([name, answer]) => [name, told(answer)]));
}
