// @ts-check
/**
 * Owns rules as they are decided: the published form with what it leaves out put in.
 *
 * @import { Meanings } from "./meanings.js"
 * @import { Condition, Leaf, Operand, PublishedCondition, PublishedLeaf } from "./types.js"
 * @import { Requirements, Role, Rule, Span } from "./types.js"
 */

/**
 * @param {string} program
 * @param {Role} role
 * @param {Rule} rule
 * @param {Meanings} meanings
 * @returns {Requirements}
 */
export function requirementsOf(program, role, rule, meanings) {
  /** @type {Leaf[]} */
  const leaves = [];
  /** @type {(published: PublishedCondition) => Condition} */
  const whole = (published) => {
    if (published.kind !== "leaf") return { kind: published.kind, parts: published.parts.map(whole) };
    const leaf = wholeLeaf(published, meanings);
    leaves.push(leaf);
    return leaf;
  };
  const condition = whole(rule.condition);
  return { program, role, stated: rule.stated, condition, leaves: [...leaves], assets: rule.assets.map(whole) };
}

/**
 * @param {PublishedLeaf} published
 * @param {Meanings} meanings
 * @returns {Leaf}
 */
function wholeLeaf({ kind, id, ask, operator, operand, sentence, ...usual }, meanings) {
  const { skill = "each", negated = false, or_equivalent: orEquivalent = false } = usual;
  const { origin = "source", source = null } = usual;
  const wording = `${ask} ${operator} ${JSON.stringify(operand)} ${skill} ${Number(negated)}`;
  const codes = isSpan(operand) ? [] : Array.isArray(operand) ? operand : [operand];
  const months = isSpan(operand) ? operand.number * (operand.unit === "years" ? 12 : 1) : 0;
  const alike = meanings.numberOf(`${wording} ${orEquivalent}`);
  return {
    kind, id, ask, operator, operand, skill, negated, orEquivalent, origin, source, sentence,
    wording, codes, months, alike,
  };
}

/**
 * @param {Operand} operand
 * @returns {operand is Span}
 */
export function isSpan(operand) {
  return typeof operand === "object" && !Array.isArray(operand);
}
