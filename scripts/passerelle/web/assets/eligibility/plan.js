// @ts-check
/**
 * Owns the search for a way in, breadth first over a person's answers.
 *
 * @import { Offers } from "./offers.js"
 * @import { Person } from "./person.js"
 * @import { Answer, Leaf, Move, Offer, Plan, Reaching, Requirements, Route, Taking, Way } from "./types.js"
 */
import { metUntil } from "./changes.js";
import { combine, MET, NOT_MET, UNKNOWN } from "./decide.js";
import { Judgement } from "./judgement.js";
import { Partly } from "./person.js";
import { inSet, isUntested, taken } from "./steps.js";
import { hangsOnTest, inOrder } from "./verdict.js";

const MOST_STEPS = 4;
const FAR = 99;
const DATED = ["within_last", "under_ago", "at_least_ago"];

/** @type {Partial<Record<Way, Reaching>>} */
const KIND_OF_WAY = { time: "wait", choice: "choose", arrival: "arrive" };

/**
 * @param {Requirements} target
 * @param {Person} person
 * @param {Offers} offers
 * @returns {Plan | null}
 */
export function planFor(target, person, offers) {
  for (const equivalents of [false, true]) {
    const { found } = new Moves(target, person, offers, equivalents);
    const moves = [...found.values()].sort((one, other) => inOrder(one.order, other.order));
    const route = shortest(target, person, moves);
    if (route) return planOf(route, target, person);
  }
  return null;
}

/**
 * @param {Requirements} target
 * @param {Person} person
 */
function isReached({ condition }, person) {
  const judgement = new Judgement(person);
  const truth = combine(condition, judgement.truth);
  return truth === MET || (truth === UNKNOWN && !hangsOnTest(condition, judgement));
}

/**
 * @param {Requirements} target
 * @param {Person} person
 * @param {Move[]} moves
 */
function shortest(target, person, moves) {
  const stateOf = watching(target, moves);
  /** @type {Route[]} */
  let frontier = [{ cost: [0, 0], steps: [], person }];
  const seen = new Set([stateOf(person)]);
  for (let count = 0; count < MOST_STEPS; count += 1) {
    /** @type {Map<string | null, Route>} */
    const found = new Map();
    for (const route of frontier.flatMap((shorter) => longer(shorter, moves, target))) {
      const state = isReached(target, route.person) ? null : stateOf(route.person);
      const known = found.get(state);
      if (!seen.has(state ?? "") && !(known && isNoDearer(known, route))) found.set(state, route);
    }
    const reached = found.get(null);
    if (reached) return reached;
    for (const state of found.keys()) seen.add(`${state}`);
    frontier = [...found.values()];
  }
  return null;
}

/**
 * @param {Route} one
 * @param {Route} other
 */
function isNoDearer(one, other) {
  const place = one.cost.findIndex((part, index) => part !== other.cost[index]);
  return place < 0 || one.cost[place] < other.cost[place];
}

/**
 * @param {Route} route
 * @param {Move[]} moves
 * @param {Requirements} target
 * @returns {Route[]}
 */
function longer({ cost: [age, far, ...order], steps, person }, moves, target) {
  return moves.flatMap((move) =>
    taken(move, person, target).map(([step, after], times) => ({
      cost: [age + move.age, far + move.far, ...order, step.reveals.length ? 0 : 1, move.order, times],
      steps: [...steps, step],
      person: after,
    })),
  );
}

/**
 * Two persons with the same text are alike in all that can matter to a search.
 * @param {Requirements} target
 * @param {Move[]} moves
 */
function watching(target, moves) {
  const rules = [target, ...moves.flatMap((move) => ("offer" in move ? move.offer.requirements : []))];
  const leaves = rules.flatMap((rule) => rule.leaves);
  const questions = [...new Set(leaves.map(({ ask }) => ask))];
  const codes = new Set(leaves.flatMap(({ operand }) => (Array.isArray(operand) ? operand : [])));
  const isDated = leaves.some(({ operator }) => DATED.includes(operator));
  /** @param {Answer} answer */
  const told = (answer) => {
    if (typeof answer !== "object" || answer === null) return answer;
    if (!Array.isArray(answer) && !(answer instanceof Set)) return Object.entries(answer).sort();
    return [answer instanceof Partly, ...inSet(answer).filter((code) => codes.has(code))];
  };
  /** @param {Person} person */
  return (person) =>
    JSON.stringify([questions.map((question) => told(person.given(question) ?? null)), isDated && person.today]);
}

/** Found backwards: what a target needs, then what those steps need. */
class Moves {
  /** @type {Map<string, Move>} */
  found = new Map();

  /**
   * @param {Requirements} target
   * @param {Person} person
   * @param {Offers} offers
   * @param {boolean} equivalents
   */
  constructor(target, person, offers, equivalents) {
    this.target = target;
    this.person = person;
    this.offers = offers;
    this.equivalents = equivalents;
    this.judgement = new Judgement(person);
    this.#visit(target, MOST_STEPS);
  }

  /**
   * @param {Requirements} askedBy
   * @param {number} depth
   */
  #visit(askedBy, depth) {
    const { judgement } = this;
    if (depth === 0 || combine(askedBy.condition, judgement.relaxed) === NOT_MET) return;
    for (const leaf of askedBy.leaves) {
      if (askedBy === this.target && this.#hangsOnTest(leaf)) this.#use("finish", this.offers.revealing(leaf.ask), depth);
      const way = judgement.way(leaf);
      if (way) this.#meet(leaf, way, askedBy, depth);
    }
  }

  /** @param {Leaf} leaf */
  #hangsOnTest(leaf) {
    const isLevel = this.person.meanings.questions[leaf.ask].type === "level";
    return isLevel && this.judgement.truth(leaf) !== MET && isUntested(leaf.ask, this.person);
  }

  /**
   * @param {Leaf} leaf
   * @param {Way} way
   * @param {Requirements} askedBy
   * @param {number} depth
   */
  #meet(leaf, way, askedBy, depth) {
    const kind = KIND_OF_WAY[way];
    if (way === "joining") this.#passGate(leaf, depth);
    else if (way === "preparation" && askedBy.role === "participant") this.#use("finish", this.#preparing(leaf), depth);
    else if (kind) this.#reach(kind, leaf, askedBy.program);
    // Shown to a step's program, something equal would count here as the real thing everywhere.
    if (this.equivalents && leaf.orEquivalent && askedBy === this.target) this.#reach("equivalent", leaf, askedBy.program);
  }

  /** @param {Leaf} leaf */
  #preparing({ ask, operand }) {
    const codes = Array.isArray(operand) ? operand : [];
    return [...codes.flatMap((code) => this.offers.adding(ask, String(code))), ...this.offers.raising(ask)];
  }

  /**
   * @param {Leaf} leaf
   * @param {number} depth
   */
  #passGate({ codes }, depth) {
    const { gates, joinable } = this.person.meanings;
    const open = codes.map(String).filter((code) => joinable.has(code));
    const free = open.filter((code) => !gates.get(code)?.program);
    if (free.length) this.#add({ kind: "join", order: free.join(" "), gates: free, age: 0, far: 0 });
    const entered = open.flatMap((code) => this.offers.byProgram.get(gates.get(code)?.program ?? "") ?? []);
    this.#use("enter", entered, depth);
  }

  /**
   * @param {Reaching} kind
   * @param {Leaf} leaf
   * @param {string} askedBy
   */
  #reach(kind, leaf, askedBy) {
    this.#add({ kind, order: `${kind} ${askedBy} ${leaf.wording}`, leaf, askedBy, age: 0, far: 0 });
  }

  /**
   * @param {Taking} kind
   * @param {Offer[]} offers
   * @param {number} depth
   */
  #use(kind, offers, depth) {
    for (const offer of offers) {
      const { requirements, age, areas } = offer;
      if (requirements.program === this.target.program) continue;
      const move = { kind, order: `${requirements.program} ${kind}`, offer, age, far: distance(areas, this.person) };
      if (this.#add(move)) this.#visit(requirements, depth - 1);
    }
  }

  /** @param {Move} move */
  #add(move) {
    const isNew = !this.found.has(move.order);
    if (isNew) this.found.set(move.order, move);
    return isNew;
  }
}

/**
 * @param {readonly string[]} areas
 * @param {Person} person
 */
export function distance(areas, person) {
  const home = person.answer("area");
  if (typeof home !== "string") return FAR;
  const { meanings } = person;
  const around = meanings.places("area", home);
  const near = areas.filter((area) => around.has(area)).map((area) => around.size - meanings.places("area", area).size);
  return near.length ? Math.min(...near) : FAR;
}

/**
 * @param {Route} route
 * @param {Requirements} target
 * @param {Person} person
 * @returns {Plan}
 */
function planOf({ steps, person: arrived }, { leaves }, person) {
  const revealed = new Set(steps.flatMap((step) => step.reveals));
  const judgement = new Judgement(person);
  const supposed = new Judgement(arrived);
  const isShown = (/** @type {Leaf} */ leaf) => judgement.truth(leaf) !== MET && supposed.truth(leaf) === MET;
  const shown = leaves.filter((leaf) => revealed.has(leaf.ask) && isShown(leaf));
  const conditions = shown.map(({ id }) => id);
  const before = leaves.flatMap((leaf) => {
    const until = judgement.truth(leaf) === MET ? metUntil(leaf, person) : null;
    return until === null ? [] : [/** @type {[string, string]} */ ([leaf.id, until])];
  });
  return { steps, conditions, before };
}
