// @ts-check
/**
 * Owns asking one question a page: next, back, skip, change, review, results. Answers live in this object and nowhere else;
 * the browser's history holds only which question is shown.
 */
import { readAnswers } from "./answers.js";
import { button, fill, make, plural } from "./elements.js";
import { fieldOf } from "./fields.js";
import { leftToDecide, nextQuestion, openQuestions } from "./next.js";
import { sharing } from "./sharing.js";

/** @typedef {import("./checker.js").Checker} Checker */

const FIRST = "aims";
const REVIEW = "review";
const RESULTS = "results";

export class Interview {
  /** @type {Record<string, any>} */
  answers = {};
  /** @type {string[]} questions in the order in which they were shown */
  shown = [];
  /** @type {Set<string>} */
  skipped = new Set();
  /** @type {string[]} what to tell above the next page */
  notices = [];

  /** @param {Checker} checker */
  constructor(checker) {
    this.checker = checker;
    this.words = checker.words;
    addEventListener("popstate", (event) => this.#show(event.state?.question ?? this.#begin()));
  }

  /** Shows the first question, or the results of answers that came with a link. */
  start() {
    const shared = this.checker.takeShared();
    if (shared) {
      this.answers = shared;
      this.#go(RESULTS, true);
    } else this.#go(this.#begin(), true);
  }

  /** Forgets everything and begins again. */
  clear() {
    this.answers = {};
    this.shown = [];
    this.skipped = new Set();
    this.notices = [this.words.check.cleared];
    this.#go(this.#begin(), true);
  }

  /** Forgets everything without a word: the page is being left. */
  forget() {
    this.answers = {};
    this.skipped = new Set();
    this.checker.app.replaceChildren();
  }

  #begin() {
    const hasAims = this.checker.role === "participant" && !this.checker.only;
    return hasAims ? FIRST : (this.#next(null) ?? RESULTS);
  }

  get #person() {
    return this.checker.screener.person(this.answers);
  }

  /** @returns {Map<string, Set<string>>} */
  get #open() {
    const person = this.#person;
    return openQuestions(this.checker.wanted(this.checker.screener.verdicts(person), this.answers), person, this.skipped);
  }

  /**
   * @param {string | null} topic
   * @returns {string | null}
   */
  #next(topic) {
    return nextQuestion(this.#open, this.#person, topic);
  }

  /**
   * @param {string} place a question, the review, or the results
   * @param {boolean} [instead] in place of what is shown, not after it
   */
  #go(place, instead = false) {
    history[instead ? "replaceState" : "pushState"]({ question: place }, "", location.pathname + location.search);
    this.#show(place);
  }

  /** @param {string} place */
  #show(place) {
    const isQuestion = Object.hasOwn(this.checker.screener.meanings.questions, place);
    if (isQuestion && !this.shown.includes(place)) this.shown.push(place);
    const withHead = isQuestion && this.shown[0] === place;
    const page = place === RESULTS ? this.#results() : isQuestion ? this.#question(place, withHead ? "h2" : "h1") : this.#review();
    const notices = this.notices.map((notice) => make("p", { class: "note" }, notice));
    this.notices = [];
    this.checker.show(make("div", {}, notices, page), withHead);
  }

  /**
   * @param {string} name
   * @param {"h1" | "h2"} heading
   */
  #question(name, heading) {
    const { listing } = this.checker;
    const { check } = this.words;
    const question = listing.questions[name];
    const field = fieldOf(name, this.answers[name], listing);
    const problem = make("p", { class: "problem", role: "alert" });
    return make("div", { class: "question" },
      this.#progress(name),
      make("fieldset", {},
        make("legend", { id: `legend-${name}`, tabindex: "-1", "data-focus": true }, make(heading, {}, question.wording)),
        question.help && make("p", { class: "soft" }, question.help),
        problem, field.element),
      make("div", { class: "row" },
        button("button", () => this.#take(name, field, problem), check.next),
        this.shown[0] !== name && button("button quiet", () => history.back(), check.back),
        button("link", () => this.#skip(name), check.skip)),
      make("div", { class: "row" },
        button("link", () => this.#go(REVIEW), check.review_now), this.#clearing()),
      make("p", { class: "soft small" }, make("strong", {}, check.why), ` ${question.why} ${check.stays}`));
  }

  /** @param {string} name */
  #progress(name) {
    const { check } = this.words;
    const total = this.checker.wanted(this.checker.screener.rules, this.answers).size;
    const count = leftToDecide(this.#open);
    const left = fill(plural(check.left, count), { count, total });
    this.checker.say(left);
    return make("div", { class: "progress" }, make("span", {}, fill(check.question_number, { number: this.shown.indexOf(name) + 1 })), make("span", {}, left));
  }

  #clearing() {
    return button("link clear", () => this.clear(), this.words.check.clear);
  }

  /**
   * @param {string} name
   * @param {import("./fields.js").Field} field
   * @param {HTMLElement} problem
   */
  #take(name, field, problem) {
    const given = field.read();
    if (given.problem || given.value === undefined) {
      problem.textContent = given.problem ?? this.words.check.answer_first;
      return;
    }
    this.skipped.delete(name);
    this.#answer({ ...this.answers, [name]: given.value });
    this.#onward(name);
  }

  /** @param {string} name */
  #skip(name) {
    const { [name]: _, ...others } = this.answers;
    this.skipped.add(name);
    this.#answer(others);
    this.#onward(name);
  }

  /** @param {Record<string, any>} answers */
  #answer(answers) {
    const { listing, screener } = this.checker;
    const read = readAnswers(answers, screener);
    this.answers = read.answers;
    this.notices = read.contradicted.map((name) => fill(this.words.check.contradiction, { question: listing.questions[name].wording }));
  }

  /** @param {string} name */
  #onward(name) {
    const next = this.#next(this.checker.listing.questions[name].topic);
    if (!next) this.notices.push(this.words.check.settled);
    this.#go(next ?? REVIEW);
  }

  #review() {
    const { check } = this.words;
    const person = this.#person;
    const rows = this.shown.map((name) => {
      const isAnswered = Object.hasOwn(this.answers, name);
      return make("div", {}, make("dt", {}, this.checker.listing.questions[name].wording),
        make("dd", {}, isAnswered ? this.words.answer(name, person) : check.skipped, " ",
          button("link", () => this.#go(name), isAnswered ? check.change : check.answer_it,
            make("span", { class: "visually-hidden" }, `: ${this.checker.listing.questions[name].wording}`))));
    });
    return make("div", { class: "review" },
      make("h1", { tabindex: "-1", "data-focus": true }, check.review), make("p", { class: "soft" }, check.review_text),
      make("dl", { class: "answers" }, rows),
      make("div", { class: "row" },
        button("button", () => this.#go(RESULTS), check.see_results),
        button("button quiet", () => history.back(), check.back), this.#clearing()));
  }

  #results() {
    const { check } = this.words;
    const { results, screener } = this.checker;
    const person = this.#person;
    const verdicts = screener.verdicts(person);
    const isWanted = this.checker.isWanted(this.answers);
    this.checker.say(results.summary(this.checker.wanted(verdicts, this.answers)));
    return make("div", { class: "found" },
      make("h1", { tabindex: "-1", "data-focus": true }, check.results),
      make("p", { class: "soft" }, results.basis(this.answers)),
      make("div", { class: "row no-print" },
        button("button quiet", () => this.#go(REVIEW), check.change_answers),
        button("button quiet", () => print(), check.print),
        this.#clearing()),
      sharing(this.checker, this.answers),
      results.all(verdicts, person, isWanted, (name) => this.#go(name), !this.checker.only));
  }
}
