// @ts-check
/** Owns which answers count: impossible ones, and those that others contradict, are taken out and named. Pure. */
import { DECLINED, isAskedAfter, NOT_TESTED, Person, UNANSWERED } from "../eligibility/person.js";
import { SKILLS } from "../eligibility/meanings.js";

/** @typedef {import("../eligibility/screener.js").Screener} Screener */
/** @typedef {Record<string, any>} Answers */

/**
 * The answers that count, and the questions of those that do not.
 * @param {Answers} given
 * @param {Screener} screener
 * @returns {{answers: Answers, impossible: string[], contradicted: string[]}}
 */
export function readAnswers(given, { listing, meanings, today }) {
  /** @type {Answers} */
  const answers = {};
  const impossible = [];
  for (const [name, answer] of Object.entries(given)) {
    if (isPossible(name, answer, listing, today)) answers[name] = answer;
    else impossible.push(name);
  }
  const person = new Person(answers, meanings, today);
  const contradicted = Object.keys(answers).filter((name) => isContradicted(name, person));
  for (const name of contradicted) delete answers[name];
  return { answers, impossible, contradicted };
}

/**
 * @param {string} name
 * @param {Person} person
 */
function isContradicted(name, person) {
  const condition = person.meanings.questions[name].only_if;
  const answer = person.answers[name];
  if (!condition || answer === null || answer === person.answer(name)) return false;
  const earlier = person.answer(condition.question);
  if (earlier === UNANSWERED || earlier === DECLINED) return false;
  return !isAskedAfter(condition, earlier);
}

/**
 * Whether somebody could give an answer to a question.
 * @param {string} name
 * @param {any} answer
 * @param {any} listing
 * @param {string} today
 */
function isPossible(name, answer, listing, today) {
  if (!Object.hasOwn(listing.questions, name)) return false;
  const question = listing.questions[name];
  if (answer === null) return true;
  if (question.type === "yes-no") return typeof answer === "boolean";
  if (question.type === "number") return typeof answer === "number" && isWithin(answer, question);
  if (question.type === "level") return isLevel(answer, question);
  if (question.type === "month") return isMonth(answer, today);
  if (question.type === "choices") return Array.isArray(answer) && answer.every((code) => isCode(question, code, listing));
  return isCode(question, answer, listing);
}

/**
 * @param {number} value
 * @param {{minimum?: number, maximum?: number}} question
 */
export function isWithin(value, { minimum = -Infinity, maximum = Infinity }) {
  return Number.isFinite(value) && value >= minimum && value <= maximum;
}

/**
 * @param {any} answer
 * @param {any} question
 */
function isLevel(answer, question) {
  /** @param {any} level */
  const isOne = (level) => level === null || level === NOT_TESTED || (Number.isInteger(level) && isWithin(level, question));
  if (typeof answer !== "object") return isOne(answer);
  return Object.entries(answer).every(([skill, level]) => SKILLS.includes(skill) && isOne(level));
}

/**
 * Whether something is a month that has begun.
 * @param {any} answer
 * @param {string} today
 */
export function isMonth(answer, today) {
  return typeof answer === "string" && /^\d{4}-(0[1-9]|1[0-2])$/.test(answer) && answer >= "1900-01" && answer <= today.slice(0, 7);
}

/**
 * @param {any} question
 * @param {any} code
 * @param {any} listing
 */
function isCode(question, code, listing) {
  return typeof code === "string" && Object.hasOwn(termsOf(question, listing), code);
}

/**
 * The codes that may answer a question.
 * @param {any} question
 * @param {any} listing
 * @returns {Record<string, any>}
 */
export function termsOf({ gate, options }, listing) {
  return gate ? listing.gates : (listing.vocabularies[options]?.terms ?? {});
}
