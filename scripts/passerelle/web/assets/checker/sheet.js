// @ts-check
/** Owns the page of a counsellor with a client: every question at once, results that follow, cleared when left alone. */
import { isAskedAfter, UNANSWERED, DECLINED } from "../eligibility/person.js";
import { readAnswers } from "./answers.js";
import { button, fill, make } from "./elements.js";
import { fieldOf, treeField } from "./fields.js";
import { openQuestions } from "./next.js";
import { sharing } from "./sharing.js";

/** @typedef {import("./checker.js").Checker} Checker */

const IDLE_MINUTES = 15;
const REHEARSALS = 4;

export class Sheet {
  /** @type {Record<string, any>} */
  answers = {};
  /** @type {Map<string, {field: import("./fields.js").Field, element: HTMLElement, problem: HTMLElement}>} */
  #asked = new Map();
  #results = make("div", { class: "found" });
  #live = make("p", { "data-live": true });
  #notices = make("div", {});
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #idle;

  /** @param {Checker} checker */
  constructor(checker) {
    this.checker = checker;
    this.words = checker.words;
    for (const event of ["input", "keydown", "pointerdown"]) addEventListener(event, () => this.#watch());
  }

  start() {
    // Here every question speaks of the client, wherever it is read: in the form, the results and the links.
    for (const question of Object.values(this.checker.listing.questions)) question.wording = question.client ?? question.wording;
    this.#rehearse();
    this.answers = this.checker.takeShared() ?? {};
    this.#draw([]);
    this.#watch();
  }

  /** A browser is slow at what it does the first times: not when somebody has given an answer. */
  #rehearse() {
    for (const [area] of this.checker.listing.questions.area.offered.slice(0, REHEARSALS)) {
      this.answers = { area };
      this.#refresh();
    }
  }

  /** Forgets everything and begins again. */
  clear() {
    this.answers = {};
    this.#draw([this.words.check.cleared]);
  }

  /** Forgets everything without a word: the page is being left. */
  forget() {
    this.answers = {};
    this.checker.app.replaceChildren();
  }

  #watch() {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (!Object.keys(this.answers).length) return;
      this.answers = {};
      this.#draw([this.words.check.cleared_idle]);
    }, IDLE_MINUTES * 60_000);
  }

  /** @param {string[]} notices */
  #draw(notices) {
    const { check } = this.words;
    const { listing } = this.checker;
    this.#asked.clear();
    const topics = Object.entries(listing.topics).map(([topic, label]) => this.#topic(topic, /** @type {string} */ (label)));
    const page = make("div", { class: "sheet" },
      this.#notices,
      make("div", { class: "questions no-print" }, topics),
      make("div", { class: "live row" }, this.#live, button("link clear", () => this.clear(), check.clear)),
      this.#results);
    this.#notices.replaceChildren(...notices.map((notice) => make("p", { class: "note", role: "status" }, notice)));
    this.checker.show(page, true);
    this.#refresh();
  }

  /**
   * The questions of a topic that some program hangs on.
   * @param {string} topic
   * @param {string} label
   */
  #topic(topic, label) {
    const { listing, relevant } = this.checker;
    const names = Object.keys(listing.questions).filter((name) => listing.questions[name].topic === topic && relevant.has(name));
    if (!names.length) return null;
    return make("section", {}, make("h2", {}, label), names.map((name) => this.#question(name)));
  }

  /** @param {string} name */
  #question(name) {
    const { listing } = this.checker;
    const question = listing.questions[name];
    const field = smallFieldOf(name, this.answers[name], listing);
    const problem = make("p", { class: "problem", role: "alert" });
    const element = make("fieldset", { class: "small-question", "data-question": name },
      make("legend", { id: `legend-${name}` }, question.wording),
      question.help && make("details", {}, make("summary", { class: "small" }, this.words.check.help), make("p", { class: "soft small" }, question.help)),
      problem, field.element);
    element.addEventListener("change", () => this.#take(name));
    this.#asked.set(name, { field, element, problem });
    return element;
  }

  /** @param {string} name */
  #take(name) {
    const asked = this.#asked.get(name);
    if (!asked) return;
    const given = asked.field.read();
    asked.problem.textContent = given.problem ?? "";
    const { [name]: _, ...others } = this.answers;
    const answers = given.value === undefined ? others : { ...others, [name]: given.value };
    const { listing, screener } = this.checker;
    const read = readAnswers(answers, screener);
    this.answers = read.answers;
    const told = read.contradicted.map((other) => fill(this.words.check.contradiction, { question: listing.questions[other].wording }));
    this.#notices.replaceChildren(...told.map((notice) => make("p", { class: "note", role: "status" }, notice)));
    this.#refresh();
  }

  #refresh() {
    const { results, screener } = this.checker;
    const { check } = this.words;
    const person = screener.person(this.answers);
    const verdicts = screener.verdicts(person);
    const wanted = this.checker.wanted(verdicts, this.answers);
    this.#hideWhatDoesNotApply(person, openQuestions(wanted, person, new Set()));
    const summary = results.summary(wanted);
    this.#live.textContent = summary;
    this.checker.say(summary);
    const found = [
      make("h2", { class: "h1" }, check.client.results),
      make("p", { class: "soft" }, results.basis(this.answers)),
      make("div", { class: "row no-print" }, button("button quiet", () => print(), check.print)),
      sharing(this.checker, this.answers),
      results.all(verdicts, person, this.checker.isWanted(this.answers), (name) => this.#focus(name), !this.checker.only,
        () => this.#results.replaceChildren(...found)),
    ];
  }

  /** @param {string} name */
  #focus(name) {
    const input = /** @type {HTMLElement | null} */ (this.#asked.get(name)?.element.querySelector("input, select") ?? null);
    input?.focus();
  }

  /**
   * A question that is asked only after some answers shows once they are given; one that changes nothing is dimmed.
   * @param {import("../eligibility/person.js").Person} person
   * @param {Map<string, Set<string>>} open
   */
  #hideWhatDoesNotApply(person, open) {
    for (const [name, { element }] of this.#asked) {
      const condition = person.meanings.questions[name].only_if;
      const earlier = condition ? person.answer(condition.question) : null;
      const applies = !condition || (earlier !== UNANSWERED && earlier !== DECLINED && isAskedAfter(condition, /** @type {any} */ (earlier)));
      element.hidden = !applies;
      element.classList.toggle("settled", !Object.hasOwn(this.answers, name) && !open.has(name));
    }
  }
}

/**
 * The field of a question, taking little room: one of many options is chosen from a list that folds away.
 * @param {string} name
 * @param {any} answer
 * @param {any} listing
 * @returns {import("./fields.js").Field}
 */
function smallFieldOf(name, answer, listing) {
  const isList = listing.questions[name].type === "choice";
  return isList ? treeField(name, answer, listing) : fieldOf(name, answer, listing);
}
