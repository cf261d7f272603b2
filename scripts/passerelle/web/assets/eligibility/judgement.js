// @ts-check
/**
 * Owns what is remembered of one person while many rules are read.
 *
 * @import { Person } from "./person.js"
 * @import { Judged, Leaf, Truth, Way } from "./types.js"
 */
import { wayToMeet } from "./changes.js";
import { judge, UNKNOWN } from "./decide.js";

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
    return (this.judged[leaf.alike] ??= judge(leaf, this.person));
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
