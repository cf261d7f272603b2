// @ts-check
/**
 * Times the checker over a listing: how long it takes to get ready, and how long from each answer to all verdicts, their
 * counts and the next question.
 *
 * @import { Answer, Answers, Listing } from "./eligibility/types.js"
 */
import { leftToDecide, nextQuestion, openQuestions } from "./checker/next.js";
import { Screener, VERDICTS } from "./eligibility/screener.js";

const ROUNDS = 5;

/**
 * @param {string} address of a listing
 * @param {Answers} answers given one after another
 */
export async function timed(address, answers) {
  const text = await (await fetch(address)).text();
  let began = performance.now();
  /** @type {Listing} */
  const listing = JSON.parse(text);
  const read = performance.now() - began;
  began = performance.now();
  const screener = new Screener(listing, "2026-11-22");
  const ready = performance.now() - began;
  const took = [];
  let counts = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    /** @type {Record<string, Answer>} */
    const given = {};
    for (const [name, answer] of Object.entries(answers)) {
      given[name] = answer;
      began = performance.now();
      counts = counted(screener, given);
      took.push(performance.now() - began);
    }
  }
  return { read, ready, took, counts };
}

/**
 * @param {Screener} screener
 * @param {Answers} answers
 */
function counted(screener, answers) {
  const counts = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));
  const person = screener.person(answers);
  const verdicts = screener.verdicts(person);
  for (const { verdict } of verdicts.values()) counts[verdict] += 1;
  const open = openQuestions(verdicts, person, new Set());
  return { ...counts, left: leftToDecide(open), next: nextQuestion(open, person, null) };
}
