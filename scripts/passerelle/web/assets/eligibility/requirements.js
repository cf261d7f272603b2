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
  return { program, role, stated: rule.stated, condition: whole(rule.condition), leaves };
}

/**
 * @param {PublishedLeaf} published
 * @param {Meanings} meanings
 * @returns {Leaf}
 */
function wholeLeaf({ kind, id, ask, operator, operand, sentence, ...usual }, meanings) {
  const { skill = "each", negated = false, or_equivalent: orEquivalent = false } = usual;
  const { origin = "source", source = null } = usual;
  const wording = `${ask} ${operator} ${worded(operand)} ${skill} ${worded(negated)}`;
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

/**
 * An operand in Python's notation: the reference orders conditions by it.
 * @param {Operand} operand
 * @returns {string}
 */
function worded(operand) {
  if (isSpan(operand)) return `Span(unit='${operand.unit}', number=${operand.number})`;
  if (Array.isArray(operand)) {
    const items = operand.map((item) => (typeof item === "string" ? `'${item}'` : worded(item)));
    return `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
  }
  return operand === true ? "True" : operand === false ? "False" : `${operand}`;
}
