// @ts-check
/**
 * Owns the search for a way in, breadth first over a person's answers.
 *
 * @import { Offers } from "./screener.js"
 * @import { Person } from "./person.js"
 * @import { Leaf, Move, Offer, Plan, Reaching, Requirements, Route, Taking, Way } from "./types.js"
 */
import { metUntil } from "./changes.js";
import { combine, MET, NOT_MET, UNKNOWN } from "./decide.js";
import { told } from "./person.js";
import { inSet, isUntested, openQuestions, taken } from "./steps.js";
import { hangsOnTest, inOrder, Judgement } from "./verdict.js";

const MOST_STEPS = 4;
const MOST_OFFERS = 24;
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
    const route = shortest(target, person, new Moves(target, person, offers, equivalents).inOrder());
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
  for (let left = MOST_STEPS; left > 0; left -= 1) {
    const useful = moves.filter(({ lead }) => lead <= left);
    /** @type {Map<string | null, Route>} */
    const found = new Map();
    for (const route of frontier.flatMap((shorter) => longer(shorter, useful, target))) {
      const state = isReached(target, route.person) ? null : stateOf(route.person);
      const known = found.get(state);
      if (!seen.has(state ?? "") && !(known && byCost(known, route) <= 0)) found.set(state, route);
    }
    const reached = found.get(null);
    if (reached) return reached;
    for (const state of found.keys()) seen.add(`${state}`);
    frontier = [...found.values()];
  }
  return null;
}

/**
 * @param {{ cost: (number | string)[] }} one
 * @param {{ cost: (number | string)[] }} other
 */
function byCost({ cost: one }, { cost: other }) {
  const place = one.findIndex((part, index) => part !== other[index]);
  return place < 0 ? 0 : inOrder(one[place], other[place]);
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
  /** @param {Person} person */
  return (person) =>
    JSON.stringify([
      questions.map((question) => told(person.given(question), (code) => codes.has(code))),
      [...person.granted].map(([{ id }, askedBy]) => [askedBy, id]).sort(),
      isDated && person.today,
    ]);
}

/** Found backwards: what a target needs, then what those steps need. */
class Moves {
  /** @type {Map<string, Move>} */
  #found = new Map();
  #lead = 1;
  /** @type {Requirements[]} */
  #used = [];

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
    this.rules = [target];
    for (let asking = this.rules; this.#lead <= MOST_STEPS; this.#lead += 1) {
      this.#used = [];
      for (const askedBy of asking) this.#visit(askedBy);
      asking = this.#used;
      this.rules = [...this.rules, ...asking];
    }
  }

  /** One move for all the gates that no rule tells apart. */
  inOrder() {
    const asked = this.rules.flatMap(({ leaves }) => leaves.map(({ operand }) => operand)).filter(Array.isArray);
    /** @type {Map<string, Move & { gates?: readonly string[] }>} */
    const moves = new Map();
    for (const move of this.#found.values()) {
      const isJoining = "gates" in move;
      const alike = isJoining ? asked.map((codes) => codes.includes(move.order)).join() : move.order;
      const gates = isJoining ? inSet([...(moves.get(alike)?.gates ?? []), move.order]) : [];
      moves.set(alike, isJoining ? { ...move, order: gates.join(" "), gates } : move);
    }
    return [...moves.values()].sort((one, other) => inOrder(one.order, other.order));
  }

  /** @param {Requirements} askedBy */
  #visit(askedBy) {
    const { judgement } = this;
    if (combine(askedBy.condition, judgement.relaxed) === NOT_MET) return;
    for (const leaf of askedBy.leaves) {
      if (askedBy === this.target && this.#hangsOnTest(leaf)) this.#use(this.offers.revealing(leaf.ask));
      const way = judgement.way(leaf);
      if (way) this.#meet(leaf, way, askedBy);
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
   */
  #meet(leaf, way, askedBy) {
    const kind = KIND_OF_WAY[way];
    if (way === "joining") this.#passGate(leaf);
    else if (way === "preparation" && askedBy.role === "participant") this.#prepare(leaf);
    else if (kind) this.#reach(kind, leaf, askedBy.program);
    if (this.equivalents && leaf.orEquivalent) this.#reach("equivalent", leaf, askedBy.program);
  }

  /** @param {Leaf} leaf */
  #prepare({ ask, operand }) {
    for (const code of Array.isArray(operand) ? operand : []) this.#use(this.offers.adding(ask, String(code)));
    this.#use(this.offers.raising(ask));
  }

  /** @param {Leaf} leaf */
  #passGate({ codes }) {
    const { gates, joinable } = this.person.meanings;
    for (const code of codes.map(String).filter((one) => joinable.has(one))) {
      const broader = gates.get(code)?.program;
      const offer = this.offers.byProgram.get(broader ?? "");
      if (!broader) this.#add({ kind: "join", order: code, gates: [code], age: 0, far: 0, lead: this.#lead });
      else if (offer) this.#use(new Map([[offer, "enter"]]));
    }
  }

  /**
   * @param {Reaching} kind
   * @param {Leaf} leaf
   * @param {string} askedBy
   */
  #reach(kind, leaf, askedBy) {
    this.#add({ kind, order: `${kind} ${askedBy} ${leaf.wording}`, leaf, askedBy, age: 0, far: 0, lead: this.#lead });
  }

  /** @param {Map<Offer, Taking>} takings */
  #use(takings) {
    const { person, target } = this;
    const moves = [...takings].map(([offer, kind]) => {
      const { requirements, age, areas } = offer;
      const { program } = requirements;
      const far = distance(areas, person);
      const cost = [openQuestions(requirements, person) ? 0 : 1, age, far, program];
      return { kind, order: `${program} ${kind}`, offer, age, far, lead: this.#lead, program, cost };
    });
    for (const move of moves.sort(byCost).slice(0, MOST_OFFERS)) {
      if (move.program !== target.program && this.#add(move)) this.#used.push(move.offer.requirements);
    }
  }

  /** @param {Move} move */
  #add(move) {
    const isNew = !this.#found.has(move.order);
    if (isNew) this.#found.set(move.order, move);
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
function planOf({ steps, person: arrived }, { condition, leaves }, person) {
  const revealed = steps.flatMap((step) => step.reveals);
  const now = new Judgement(person);
  const then = new Judgement(arrived);
  const isMet = (/** @type {Leaf} */ leaf) => now.truth(leaf) === MET;
  const shown = leaves.filter((leaf) => revealed.includes(leaf.ask) && !isMet(leaf) && then.truth(leaf) === MET);
  /** @param {Leaf} leaf */
  const hangsOn = (leaf) => combine(condition, (one) => (one === leaf ? NOT_MET : then.truth(one))) === NOT_MET;
  const before = leaves.flatMap((leaf) => {
    const until = isMet(leaf) && hangsOn(leaf) ? metUntil(leaf, person) : null;
    return until ? [/** @type {[string, string]} */ ([leaf.id, until])] : [];
  });
  return { steps, conditions: shown.map(({ id }) => id), before };
}
