// @ts-check
/**
 * Owns the verdict on a person and a program, and what it hangs on.
 *
 * @import { Person } from "./person.js"
 * @import { Cap, Condition, Judged, Leaf, Program, Requirements, Standing, Truth, Verdict, Way } from "./types.js"
 */
import { wayToMeet } from "./changes.js";
import { freshness, isOld, newest } from "./dates.js";
import { combine, judge, MET, NOT_MET, UNKNOWN } from "./decide.js";

/** What is remembered of one person while many rules are read. */
export class Judgement {
  /** @param {Person} person */
  constructor(person) {
    const { wordings } = person.meanings;
    this.person = person;
    /** @type {(Judged | undefined)[]} */
    this.judged = new Array(wordings);
    /** @type {(Way | null | undefined)[]} */
    this.ways = new Array(wordings);
  }

  /** @param {Leaf} leaf */
  of(leaf) {
    const { person, judged } = this;
    return person.granted.size ? judge(leaf, person) : (judged[leaf.alike] ??= judge(leaf, person));
  }

  /** @param {Leaf} leaf */
  way(leaf) {
    const known = this.ways[leaf.alike];
    return known === undefined ? (this.ways[leaf.alike] = wayToMeet(leaf, this.of(leaf), this.person)) : known;
  }

  /** @type {(leaf: Leaf) => Truth} */
  truth = (leaf) => this.of(leaf).truth;

  /**
   * What can come to be met counts as unknown.
   * @type {(leaf: Leaf) => Truth}
   */
  relaxed = (leaf) => (this.way(leaf) ? UNKNOWN : this.truth(leaf));
}

/**
 * @param {Program} program
 * @param {Requirements} requirements
 * @param {string} today
 * @returns {Standing}
 */
export function standingOf(program, { stated, leaves }, today) {
  const keys = leaves.flatMap(({ source }) => source ?? []);
  /** @param {string} key */
  const day = (key) => program.sources[key].evidence;
  const oldSources = new Set(keys.filter((key) => isOld(day(key), today)));
  /** @type {Record<Cap, boolean>} */
  const holds = {
    "partly-stated": stated === "some",
    "not-stated": stated === "none",
    "old-record": freshness(program, today) === "old",
    "old-rules": oldSources.size > 0,
    paused: program.status === "paused",
    "intake-over": program.intake_ends !== null && program.intake_ends < today,
  };
  const caps = /** @type {Cap[]} */ (Object.keys(holds)).filter((cap) => holds[cap]);
  return { caps, oldSources, rulesFrom: newest(keys.map(day)) };
}

/** A verdict and what it hangs on, by ids of leaves. What it hangs on is worked out when it is looked at. */
export class Screening {
  /**
   * @param {Requirements} requirements
   * @param {Judgement} judgement
   * @param {Standing} standing
   */
  constructor(requirements, judgement, standing) {
    this.requirements = requirements;
    this.condition = requirements.condition;
    this.judgement = judgement;
    this.standing = standing;
    this.truth = combine(this.condition, judgement.truth);
    this.verdict = this.#verdict();
  }

  /** @returns {Verdict} */
  #verdict() {
    const { condition, judgement, truth } = this;
    if (truth === MET) return this.standing.caps.length ? "ask-program" : "fits";
    if (truth === NOT_MET) return combine(condition, judgement.relaxed) === NOT_MET ? "not-this-one" : "not-yet";
    if (couldSettle(condition, judgement)) return "need-answers";
    return hangsOnTest(condition, judgement) ? "not-yet" : "ask-program";
  }

  get ways() {
    /** @type {Map<string, Way>} */
    const found = new Map();
    for (const leaf of this.requirements.leaves) {
      const way = this.judgement.way(leaf);
      if (way) found.set(leaf.id, way);
    }
    return found;
  }

  get deciding() {
    return ids(this.#deciding);
  }

  get #deciding() {
    return liveLeaves(this.condition, this.judgement, NOT_MET);
  }

  get openLeaves() {
    const isClosed = this.truth === MET || this.verdict === "not-this-one";
    return isClosed ? [] : openWithin(this.condition, this.judgement);
  }

  get open() {
    return ids(this.openLeaves);
  }

  get nearest() {
    return ids(nearestWay(this.condition, this.judgement) ?? []);
  }

  get caps() {
    return this.truth === MET ? this.standing.caps : [];
  }

  get restsOnOld() {
    const untested = this.verdict === "not-yet" ? hangingOnTest(this.condition, this.judgement) : [];
    const deciding = this.#deciding.length ? this.#deciding : untested;
    return deciding.some(({ source }) => this.standing.oldSources.has(source));
  }
}

/** @param {Leaf[]} leaves */
const ids = (leaves) => leaves.map(({ id }) => id);

/**
 * @param {Condition} condition
 * @param {Judgement} judgement
 */
export function hangsOnTest(condition, judgement) {
  return hangingOnTest(condition, judgement).length > 0;
}

/**
 * @param {Condition} condition
 * @param {Judgement} judgement
 */
function hangingOnTest(condition, judgement) {
  return liveLeaves(condition, judgement, UNKNOWN).filter((leaf) => judgement.of(leaf).cause === "not-tested");
}

/**
 * @param {Condition} condition
 * @param {Judgement} judgement
 */
function couldSettle(condition, judgement) {
  /** @param {Truth} truth */
  const settles = (truth) =>
    combine(condition, (leaf) => (judgement.of(leaf).cause === "unanswered" ? truth : judgement.truth(leaf))) === truth;
  return settles(MET) || settles(NOT_MET);
}

/**
 * @param {Condition} condition
 * @param {Judgement} judgement
 * @param {Truth} truth
 * @returns {Leaf[]}
 */
function liveLeaves(condition, judgement, truth) {
  if (combine(condition, judgement.truth) !== truth) return [];
  if (condition.kind === "leaf") return [condition];
  return condition.parts.flatMap((part) => liveLeaves(part, judgement, truth));
}

/**
 * The open leaves of a condition that is not known, or would not be once what can be met is met.
 * @param {Condition} condition
 * @param {Judgement} judgement
 * @returns {Leaf[]}
 */
function openWithin(condition, judgement) {
  if (condition.kind === "leaf") return judgement.truth(condition) === UNKNOWN ? [condition] : [];
  const open = condition.parts.filter((part) => combine(part, judgement.relaxed) === UNKNOWN);
  return open.flatMap((part) => openWithin(part, judgement));
}

/**
 * @param {Condition} condition
 * @param {Judgement} judgement
 * @returns {Leaf[] | null}
 */
function nearestWay(condition, judgement) {
  if (combine(condition, judgement.truth) !== NOT_MET) return [];
  if (condition.kind === "leaf") return judgement.way(condition) ? [condition] : null;
  const found = condition.parts.map((part) => ({ way: nearestWay(part, judgement), wording: wordingOf(part) }));
  if (condition.kind === "all") return found.some(({ way }) => !way) ? null : found.flatMap(({ way }) => way ?? []);
  const length = Math.min(...found.map(({ way }) => way?.length ?? Infinity));
  found.sort((one, other) => inOrder(one.wording, other.wording));
  return found.find(({ way }) => way?.length === length)?.way ?? null;
}

/**
 * @param {Condition} condition
 * @returns {string}
 */
function wordingOf(condition) {
  return condition.kind === "leaf" ? condition.wording : condition.parts.map(wordingOf).sort().join(" ");
}

/**
 * Which of two texts comes first by the numbers of their characters, in every language alike; or of two numbers.
 * @param {string | number} one
 * @param {string | number} other
 */
export function inOrder(one, other) {
  return one < other ? -1 : one > other ? 1 : 0;
}
