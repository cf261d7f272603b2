// @ts-check
/** Owns how results look: programs by verdict, why, the way there, what to try instead. Elements only; decides nothing. */
import { freshness, newest } from "../eligibility/dates.js";
import { combine, MET, NOT_MET } from "../eligibility/decide.js";
import { distance } from "../eligibility/plan.js";
import { VERDICTS } from "../eligibility/screener.js";
import { button, fill, icon, make, plural } from "./elements.js";
import { openQuestions } from "./next.js";

/** @typedef {import("../eligibility/verdict.js").Screening} Screening */
/** @typedef {import("../eligibility/person.js").Person} Person */
/** @typedef {import("../eligibility/screener.js").Screener} Screener */
/** @typedef {import("./words.js").Words} Words */

const MARKS = ["unmet", "unknown", "met"];
const TRUTHS = ["not-met", "unknown", "met"];
const SLICE_MS = 12;
const DRAWN_AT_ONCE = 100;

/**
 * Draws the results of one person in one listing, in slices that leave the page free between them. Of very many, most are
 * names until somebody scrolls or prints.
 */
export class Results {
  /** @type {(() => void)[]} what is still to be drawn */
  #waiting = [];
  /** How many of them are drawn before somebody looks for more. */
  #left = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #soon;
  #drawn = () => {};

  /**
   * @param {Screener} screener
   * @param {Words} words
   * @param {string} home address of the language's root
   */
  constructor(screener, words, home) {
    this.screener = screener;
    this.words = words;
    this.home = home;
    /** @type {(question: string) => void} */
    this.ask = () => undefined;
    addEventListener("beforeprint", () => this.#draw(Infinity, Infinity));
    addEventListener("scroll", () => this.#draw(SLICE_MS, DRAWN_AT_ONCE));
  }

  /**
   * @param {number} most milliseconds
   * @param {number} [left]
   */
  #draw(most, left = this.#left) {
    for (const end = performance.now() + most; left && this.#waiting.length && performance.now() < end; left -= 1) this.#waiting.shift()?.();
    this.#left = left;
    clearTimeout(this.#soon);
    if (left && this.#waiting.length) this.#soon = setTimeout(() => this.#draw(SLICE_MS));
    else {
      this.#drawn();
      this.#drawn = () => {};
    }
  }

  /**
   * Every program by verdict; those of other aims apart. Drawn a little later, so that an answer is never waited for.
   * @param {Map<string, Screening>} verdicts
   * @param {Person} person
   * @param {(program: string) => boolean} isWanted
   * @param {(question: string) => void} ask leads to a question
   * @param {boolean} withOthers whether what is not wanted is shown too
   * @param {() => void} [drawn] called once everything is there, if nothing else is to be drawn by then
   * @returns {HTMLElement}
   */
  all(verdicts, person, isWanted, ask, withOthers, drawn = () => {}) {
    this.ask = ask;
    this.#drawn = drawn;
    this.#left = DRAWN_AT_ONCE;
    const { check } = this.words;
    const place = make("div");
    this.#waiting = [() => {
      const wanted = new Map([...verdicts].filter(([program]) => isWanted(program)));
      const others = new Map([...verdicts].filter(([program]) => !isWanted(program)));
      const isFitting = [...wanted.values()].some(({ verdict }) => verdict !== "not-this-one");
      place.append(make("div", {},
        !isFitting && make("p", { class: "note" }, make("strong", {}, check.nothing)),
        this.#groups(wanted, verdicts, person),
        withOthers && others.size > 0 && make("details", { class: "other-aims" },
          make("summary", {}, `${check.other_aims} (${others.size})`), make("p", { class: "soft" }, check.other_aims_text),
          this.#groups(others, verdicts, person)),
        this.fallback()));
    }];
    this.#soon = setTimeout(() => this.#draw(SLICE_MS));
    return place;
  }

  /**
   * @param {Map<string, Screening>} shown
   * @param {Map<string, Screening>} verdicts
   * @param {Person} person
   * @returns {HTMLElement[]}
   */
  #groups(shown, verdicts, person) {
    return VERDICTS.flatMap((verdict) => {
      const members = [...shown].filter(([, screening]) => screening.verdict === verdict).sort(this.#order(person));
      if (!members.length) return [];
      const title = make("h2", {}, this.words.listing.verdicts[verdict], " ", make("span", { class: "soft" }, String(members.length)));
      const articles = members.map(([program, screening]) => {
        const article = make("article", { class: `verdict ${verdict}`, "data-program": program }, make("h3", {}, this.words.listing.programs[program].name));
        this.#waiting.push(() => article.replaceChildren(...this.#program(program, screening, verdicts, person)));
        return article;
      });
      return [make("section", { class: "verdicts" }, title, articles)];
    });
  }

  /** @param {Person} person */
  #order(person) {
    const far = (/** @type {string} */ program) => distance(this.words.listing.programs[program].areas, person);
    return (/** @type {[string, Screening]} */ [a], /** @type {[string, Screening]} */ [b]) => far(a) - far(b) || (a < b ? -1 : 1);
  }

  /**
   * @param {string} program
   * @param {Screening} screening
   * @param {Map<string, Screening>} verdicts
   * @param {Person} person
   * @returns {Node[]}
   */
  #program(program, screening, verdicts, person) {
    const known = this.words.listing.programs[program];
    const check = this.words.check;
    const { parts } = /** @type {any} */ (screening.requirements.condition);
    const met = parts.filter((/** @type {any} */ part) => combine(part, screening.judgement.truth) === MET).length;
    const isRuledOut = screening.verdict === "not-this-one";
    const cautions = this.words.cautions(screening, this.screener.standing(program).rulesFrom);
    return /** @type {Node[]} */ ([
      make("p", { class: "meta" },
        make("span", { class: `badge ${known.access}` }, icon(known.access), this.words.listing.access_classes[known.access]),
        make("span", {}, known.organization), this.#badge(program)),
      make("h3", {}, this.#link(program)),
      parts.length > 0 && make("p", { class: "say" }, fill(check.counts, { met, total: parts.length })),
      ...cautions.map((caution) => make("p", { class: "caution" }, caution)),
      isRuledOut && this.#deciding(screening, person),
      screening.verdict === "need-answers" && this.#asks(screening, person),
      this.#folded(isRuledOut ? check.whole_rule : check.reasons, screening.verdict, () => [
        this.#conditions(parts, screening, person, "criteria"), this.#assets(screening, person), this.#decides(screening, known)]),
      screening.verdict === "not-yet" && this.#way(program, screening, person),
      isRuledOut && this.#instead(program, verdicts, person),
    ].filter(Boolean));
  }

  /**
   * What is drawn once it is opened, or goes to paper. On paper nothing is told of programs that are ruled out but why.
   * @param {string} title
   * @param {string} verdict
   * @param {() => (Node | null)[]} draw
   */
  #folded(title, verdict, draw) {
    const summary = make("summary", {}, title);
    const details = make("details", { open: verdict === "not-yet", "data-paper": verdict !== "not-this-one" }, summary);
    details.addEventListener("toggle", () => summary.after(...draw().filter((part) => part !== null)), { once: true });
    return details;
  }

  /**
   * What keeps the rule from being met, at once.
   * @param {Screening} screening
   * @param {Person} person
   */
  #deciding(screening, person) {
    const deciding = new Set(screening.deciding);
    const leaves = screening.requirements.leaves.filter(({ id }) => deciding.has(id));
    return make("ul", { class: "criteria" }, leaves.map((leaf) => this.#leaf(leaf, screening, person)));
  }

  /**
   * The questions that could still settle a verdict.
   * @param {Screening} screening
   * @param {Person} person
   */
  #asks(screening, person) {
    const names = openQuestions(new Map([[screening.requirements.program, screening]]), person, new Set()).keys();
    const said = this.words.listing.questions;
    return make("div", {}, make("p", {}, this.words.said.next_question),
      make("ul", { class: "asks" }, [...names].map((name) => make("li", {}, button("link", () => this.ask(name), said[name].wording)))));
  }

  /** @param {string} program */
  #badge(program) {
    const state = freshness(this.words.listing.programs[program], this.screener.today);
    return make("span", { class: `badge ${state}` }, this.#age(program));
  }

  /** @param {string} program */
  #age(program) {
    const { evidence, verified } = this.words.listing.programs[program];
    const state = freshness(this.words.listing.programs[program], this.screener.today);
    const year = newest([evidence, verified])?.slice(0, 4);
    const templates = this.words.listing.words.freshness;
    if (state === "confirmed") return fill(templates.confirmed, { date: this.words.day(verified) });
    return year ? fill(templates[state], { year }) : templates.undated;
  }

  /** @param {string} program */
  #link(program) {
    const { name } = this.words.listing.programs[program];
    return this.#newTab(`${this.home}programs/${encodeURIComponent(program)}/`, name);
  }

  /**
   * The criteria as the rule nests them.
   * @param {readonly any[]} parts
   * @param {Screening} screening
   * @param {Person} person
   * @param {string} style
   * @returns {HTMLElement}
   */
  #conditions(parts, screening, person, style) {
    return make("ul", { class: style }, parts.map((part) => {
      if (part.kind === "leaf") return this.#leaf(part, screening, person);
      const joining = this.words.listing.words.rule;
      const inner = this.#conditions(part.parts, screening, person, part.kind === "all" ? "all-of" : "one-of");
      return make("li", { class: "group" }, make("div", {}, joining[part.kind], inner));
    }));
  }

  /**
   * @param {any} leaf
   * @param {Screening} screening
   * @param {Person} person
   */
  #leaf(leaf, screening, person) {
    const judged = screening.judgement.of(leaf);
    const said = this.words.said;
    const check = this.words.check;
    const sources = this.words.listing.programs[screening.requirements.program].sources;
    const hints = judged.truth === NOT_MET ? this.words.hints(leaf, screening.judgement.way(leaf), person) : [];
    const cited = leaf.source ? sources[leaf.source].cited : check.derived;
    return make("li", { class: MARKS[judged.truth] },
      make("span", { class: "mark" }, icon(MARKS[judged.truth])),
      make("div", {},
        make("span", { class: "visually-hidden" }, `${said.truth[TRUTHS[judged.truth]]}: `), leaf.sentence,
        make("span", { class: "answer" }, `${check.your_answer} `, make("strong", {}, this.words.answered(leaf, judged, person))),
        hints.map((hint) => make("span", { class: "hint" }, hint)),
        make("span", { class: "src" }, cited)));
  }

  /**
   * @param {Screening} screening
   * @param {Person} person
   */
  #assets(screening, person) {
    const { assets } = screening.requirements;
    if (!assets.length) return null;
    return make("div", {}, make("h4", {}, this.words.check.assets), this.#conditions(assets, screening, person, "criteria"));
  }

  /**
   * @param {Screening} screening
   * @param {any} known
   */
  #decides(screening, known) {
    const said = known.rules[screening.requirements.role].program_decides;
    if (!said.length) return null;
    return make("div", {}, make("h4", {}, this.words.check.decides), make("ul", { class: "decisions" }, said.map((/** @type {string} */ text) => make("li", {}, text))));
  }

  /**
   * @param {string} program
   * @param {Screening} screening
   * @param {Person} person
   */
  #way(program, screening, person) {
    const { check, said, listing } = this.words;
    const plan = this.screener.plan(program, person);
    if (!plan) return make("p", { class: "note" }, said.no_path);
    const sentence = (/** @type {string} */ leaf) => this.screener.leaf(program, leaf)?.sentence ?? "";
    const notes = [
      ...plan.conditions.map((leaf) => fill(said.condition, { criterion: sentence(leaf) })),
      ...plan.before.map(([leaf, until]) => fill(said.before, { month: this.words.month(until), criterion: sentence(leaf) })),
      ...screening.requirements.leaves.filter((leaf) => leaf.orEquivalent && screening.judgement.way(leaf)).map((leaf) => fill(said.or_equivalent, { criterion: leaf.sentence })),
    ];
    return make("div", { class: "way" }, make("h4", {}, check.way),
      make("ol", { class: "path" },
        plan.steps.map((step) => make("li", {}, make("div", {}, this.#step(step)))),
        make("li", {}, make("div", {}, make("strong", {}, listing.programs[program].name)))),
      notes.map((note) => make("p", { class: "small" }, note)));
  }

  /**
   * @param {any} step
   * @returns {(Node | string | false)[]}
   */
  #step(step) {
    const { said } = this.words;
    const text = this.words.step(step, (program, leaf) => /** @type {any} */ (this.screener.leaf(program, leaf)));
    const open = step.open.length > 0 && make("span", { class: "soft small block" }, said.step_open);
    if (!step.program) return [text, open];
    const link = this.#link(step.program);
    const name = this.words.listing.programs[step.program].name;
    const [before, after] = text.split(name);
    return [before, link, after ?? "", make("span", { class: "soft small block" }, this.#age(step.program)), open];
  }

  /**
   * @param {string} program
   * @param {Map<string, Screening>} verdicts
   * @param {Person} person
   */
  #instead(program, verdicts, person) {
    const others = this.screener.alternatives(program, verdicts, person);
    if (!others.length) return null;
    return make("p", {}, make("strong", {}, this.words.check.instead), " ", others.flatMap((other, index) => [index > 0 && ", ", this.#link(other)]));
  }

  /**
   * A link that opens a new tab, and says so to who cannot see it.
   * @param {string} href
   * @param {string} text
   */
  #newTab(href, text) {
    return make("a", { href, target: "_blank", rel: "noopener" }, text, make("span", { class: "visually-hidden" }, ` (${this.words.check.new_tab})`));
  }

  /** Whom to call when nothing fits. */
  fallback() {
    const { name, text, phone, url } = this.words.listing.fallback;
    return make("p", { class: "note calm" }, make("strong", {}, name), ` ${text} `,
      make("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}` }, phone), " · ", this.#newTab(url, url));
  }

  /**
   * How many programs each verdict has, in a line.
   * @param {Map<string, Screening>} verdicts
   */
  summary(verdicts) {
    const counts = VERDICTS.map(() => 0);
    for (const { verdict } of verdicts.values()) counts[VERDICTS.indexOf(verdict)] += 1;
    const [fits, ask, need, notyet, no] = counts;
    return fill(this.words.check.client.live, { fits, ask, need, notyet, no });
  }

  /**
   * From how many answers, on which day.
   * @param {Record<string, any>} answers
   */
  basis(answers) {
    const { check } = this.words;
    const count = Object.keys(answers).length;
    return count ? fill(plural(check.from_answers, count), { count, date: this.words.day(this.screener.today) }) : check.no_answers;
  }
}
