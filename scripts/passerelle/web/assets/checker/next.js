// @ts-check
/**
 * Owns which question comes next: the one of the topic that can still decide most programs. Pure.
 * A question that can change no verdict is never asked; sensitive ones, and those about gates, come last.
 */
import { UNANSWERED } from "../eligibility/person.js";

/** @typedef {import("../eligibility/verdict.js").Screening} Screening */
/** @typedef {import("../eligibility/person.js").Person} Person */

/**
 * The questions that can still change a verdict, each with the programs whose verdict it can change.
 * @param {Map<string, Screening>} screenings by program
 * @param {Person} person
 * @param {Set<string>} skipped questions that the person passed over
 * @returns {Map<string, Set<string>>}
 */
export function openQuestions(screenings, person, skipped) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const [program, screening] of screenings) {
    for (const asked of questionsOf(screening, person)) {
      const name = first(asked, person);
      if (!name || skipped.has(name)) continue;
      const programs = found.get(name) ?? new Set();
      found.set(name, programs.add(program));
    }
  }
  return found;
}

/**
 * The questions that a verdict hangs on and that have no answer yet.
 * @param {Screening} screening
 * @param {Person} person
 */
function questionsOf({ requirements, judgement, openLeaves }, person) {
  const asked = openLeaves.filter((leaf) => judgement.of(leaf).cause === "unanswered").map(({ ask }) => ask);
  for (const leaf of requirements.leaves) {
    // Somebody who is not here yet: where they will live can still close a door.
    const later = person.meanings.questions[leaf.ask].becomes;
    if (later && judgement.way(leaf) === "arrival") asked.push(later);
  }
  return asked;
}

/**
 * The question to ask so that another gets its answer: itself, or the earliest unanswered one that it is asked after.
 * @param {string} name
 * @param {Person} person
 * @returns {string | null} null if it has been answered, or does not apply
 */
function first(name, person) {
  if (person.answer(name) !== UNANSWERED) return null;
  const earlier = person.meanings.questions[name].only_if?.question;
  return earlier && person.answer(earlier) === UNANSWERED ? first(earlier, person) : name;
}

/**
 * The question to ask next, or null when nothing can change.
 * @param {Map<string, Set<string>>} open from `openQuestions`
 * @param {Person} person
 * @param {string | null} topic the topic being asked about: its questions stay together
 * @returns {string | null}
 */
export function nextQuestion(open, person, topic) {
  const questions = person.meanings.questions;
  const order = Object.keys(questions);
  const names = [...open.keys()].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const plain = names.filter((name) => !questions[name].sensitive && !questions[name].gate);
  const asked = plain.length ? plain : names;
  const chosen = asked.some((name) => questions[name].topic === topic) ? topic : widestTopic(asked, open, person);
  const within = asked.filter((name) => questions[name].topic === chosen);
  const size = (/** @type {string} */ name) => open.get(name)?.size ?? 0;
  return within.sort((a, b) => size(b) - size(a))[0] ?? null;
}

/**
 * The topic whose questions can decide most programs; of equal ones the first.
 * @param {string[]} names
 * @param {Map<string, Set<string>>} open
 * @param {Person} person
 * @returns {string | null}
 */
function widestTopic(names, open, person) {
  const topicOf = (/** @type {string} */ name) => person.meanings.questions[name].topic;
  const topics = [...new Set(names.map(topicOf))];
  const asked = [...open].filter(([name]) => names.includes(name));
  const widths = topics.map((topic) => leftToDecide(new Map(asked.filter(([name]) => topicOf(name) === topic))));
  return topics[widths.indexOf(Math.max(...widths))] ?? null;
}

/**
 * How many programs a question could still decide.
 * @param {Map<string, Set<string>>} open
 * @returns {number}
 */
export function leftToDecide(open) {
  return new Set([...open.values()].flatMap((programs) => [...programs])).size;
}
