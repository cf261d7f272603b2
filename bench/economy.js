// @ts-check
/** Simulates newcomers at the checker: how many questions each is asked until nothing can change. */
import { isAskedAfter } from "./eligibility/person.js";
import { Screener } from "./eligibility/screener.js";
import { nextQuestion, openQuestions } from "./checker/next.js";

/**
 * Questions asked of each person: as the checker chooses, and in fixed order with only those left out that do not apply.
 * @param {string} address of a listing
 * @param {string} today
 * @param {Record<string, any>[]} people whole answers
 * @returns {Promise<{chosen: number[], fixed: number[]}>}
 */
export async function questionsAsked(address, today, people) {
  const listing = await (await fetch(address)).json();
  const screener = new Screener({ ...listing, today }, today);
  const asked = new Set([...screener.rules.values()].flatMap(({ leaves }) => leaves.map(({ ask }) => ask)));
  return {
    chosen: people.map((answers) => chosen(screener, answers)),
    fixed: people.map((answers) => fixed(screener, answers, asked)),
  };
}

/**
 * @param {Screener} screener
 * @param {Record<string, any>} whole
 */
function chosen(screener, whole) {
  /** @type {Record<string, any>} */
  const answers = {};
  let topic = null;
  for (let count = 0; ; count++) {
    const person = screener.person(answers);
    const next = nextQuestion(openQuestions(screener.verdicts(person), person, new Set()), person, topic);
    if (!next) return count;
    answers[next] = whole[next] ?? null;
    topic = screener.meanings.questions[next].topic;
  }
}

/**
 * @param {Screener} screener
 * @param {Record<string, any>} whole
 * @param {Set<string>} asked
 */
function fixed(screener, whole, asked) {
  const person = screener.person(whole);
  const names = new Set(asked);
  for (const name of asked) {
    const { only_if: condition } = screener.meanings.questions[name];
    if (condition) names.add(condition.question);
    if (condition && !isAskedAfter(condition, person.answer(condition.question))) names.delete(name);
  }
  return names.size;
}
