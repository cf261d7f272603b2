// @ts-check
/**
 * Owns the list of saved programs: kept on this device until forgotten, or read from behind the # of a link, which sends
 * nothing to a server. A list from a link is kept only if its reader says so.
 */
import { button, fill, make, plural } from "../checker/elements.js";
import { accessBadge, spoken, stateBadge } from "../lines.js";
import { csvOf } from "./csv.js";
import { Choice } from "./choice.js";
import { carrying, idsIn, MOST_SAVED } from "./ids.js";
import { Place } from "./page.js";
import { plain, readPrograms } from "./programs.js";
import { keep, savedIds } from "./storage.js";

/** @typedef {import("./programs.js").Program} Program */

class SavedPage {
  /** Number of the latest drawing: one that was begun earlier comes too late. */
  #turn = 0;

  /** @param {Place} place */
  constructor(place) {
    this.title = document.title;
    this.place = place;
    this.words = place.words;
    this.choice = new Choice(place.words.choice, place.home);
  }

  /**
   * @param {string} [saying] what just happened
   * @param {() => HTMLElement | null | undefined} [next] what gets the focus, since the button that did it is gone
   */
  async draw(saying = "", next) {
    const mine = ++this.#turn;
    this.place.follow();
    const { ids: linked, wrong } = idsIn(location.hash.slice(1));
    const kept = savedIds();
    const isLinked = linked.length + wrong.length > 0;
    this.#head(isLinked);
    const ids = (isLinked ? linked : (kept ?? [])).slice(0, MOST_SAVED);
    const { programs, unknown, failed } = await readPrograms(ids, this.place.home);
    if (mine !== this.#turn) return;
    this.choice.take(this.choice.ids.filter((id) => ids.includes(id)));
    this.place.show([
      kept === null && this.place.note(this.words.no_storage),
      ...this.place.troubles({ wrong, unknown, failed }, () => void this.draw("", () => null)),
      isLinked && linked.length > MOST_SAVED && this.place.note(fill(this.words.too_long, { most: MOST_SAVED })),
      isLinked && this.#fromLink(ids, kept),
      ...(programs.length ? this.#list(programs, !isLinked) : [!failed.length && !isLinked && make("p", { class: "empty" }, this.words.empty), this.place.waysOn()]),
      !isLinked && ids.length > 0 && this.#forgetting(),
    ]);
    const count = (programs.length || !failed.length) && fill(plural(this.words.count, programs.length), { count: programs.length });
    this.place.say([saying, count, failed.length && fill(this.words.failed, { ids: this.place.list(failed) })].filter(Boolean).join(" "));
    if (next) (next() ?? this.place.heading).focus();
  }

  /**
   * Whose list it is: a list from a link may be anybody's.
   * @param {boolean} isLinked
   */
  #head(isLinked) {
    const { title, title_linked: linked } = this.words;
    this.place.lead.hidden = isLinked;
    this.place.heading.textContent = isLinked ? linked : title;
    document.title = isLinked ? this.title.replace(title, linked) : this.title;
  }

  /**
   * @param {string[]} ids
   * @param {string[] | null} kept
   */
  #fromLink(ids, kept) {
    const take = button("button quiet", () => {
      const both = [...new Set([...(kept ?? []), ...ids])];
      const isDone = keep(both);
      history.replaceState(null, "", location.pathname);
      void this.draw(!isDone ? this.words.no_storage : both.length > MOST_SAVED ? fill(this.words.too_long, { most: MOST_SAVED }) : this.words.kept, () => null);
    }, this.words.keep);
    return make("div", { class: "note calm" }, make("p", {}, this.words.from_link), kept !== null && make("p", { class: "row no-print" }, take, make("a", { href: location.pathname }, this.words.my_list)));
  }

  /**
   * @param {Program[]} programs
   * @param {boolean} isMine
   */
  #list(programs, isMine) {
    const items = programs.map((program) => this.#item(program, isMine));
    const save = button("button quiet", () => download(programs, this.words), this.words.csv);
    return [this.choice.element, make("ul", { class: "results" }, ...items), make("p", { class: "row no-print" }, this.place.printing(), save), this.#sharing(programs)];
  }

  /**
   * @param {Program} program
   * @param {boolean} isMine
   */
  #item(program, isMine) {
    const { access, state } = program;
    const fact = (/** @type {string} */ code) => (program.facts.get(code)?.[0] ?? []).map(spoken);
    const reached = [...new Set(["contact", "website"].map((code) => plain(program.facts.get(code)?.[0] ?? [])))].filter(Boolean).join(" · ");
    const caution = fact("caution");
    return make("li", {}, make("article", { class: "result" },
      make("div", { class: "meta" }, accessBadge(access.code, access.label), make("span", {}, ...fact("organization")), make("span", {}, ...fact("areas"))),
      make("h2", {}, make("a", { href: program.address }, ...fact("name"))),
      caution.length > 0 && make("p", {}, make("strong", {}, ...caution)),
      make("p", {}, ...fact("summary")),
      reached && make("p", { class: "soft small" }, reached),
      make("p", { class: "on-paper small" }, new URL(program.address, location.href).href),
      make("div", { class: "meta" }, stateBadge(state.code, state.label), this.choice.box(program.id, make("span", {}, ...fact("name"))), isMine && this.#remover(program))));
  }

  /**
   * A button that takes a program out. The focus goes to that of the program that takes its place, or else of the last one.
   * @param {Program} program
   */
  #remover(program) {
    const removers = () => /** @type {HTMLElement[]} */ ([...this.place.content.querySelectorAll("[data-remove]")]);
    const remover = make("button", { class: "button quiet small no-print", type: "button", "data-remove": true, "aria-label": fill(this.words.remove_named, { name: program.name }) }, this.words.remove);
    remover.addEventListener("click", () => {
      const at = removers().indexOf(remover);
      keep((savedIds() ?? []).filter((id) => id !== program.id));
      void this.draw(fill(this.words.removed, { name: program.name }), () => removers()[at] ?? removers().at(-1));
    });
    return remover;
  }

  /** @param {Program[]} programs */
  #sharing(programs) {
    const address = `${location.origin}${location.pathname}#${carrying(programs.map((program) => program.id))}`;
    const link = /** @type {HTMLInputElement} */ (make("input", { type: "text", readonly: true, class: "field", "aria-label": this.words.share, value: address }));
    const copy = async () => {
      link.select();
      // Without permission to use the clipboard the link stays selected, ready to be copied by hand.
      await navigator.clipboard?.writeText(address).then(() => this.place.say(this.words.copied), () => undefined);
    };
    return make("details", { class: "sharing no-print" }, make("summary", {}, this.words.share), make("p", {}, this.words.share_text),
      make("div", { class: "row" }, link, button("button quiet", copy, this.words.copy)));
  }

  #forgetting() {
    const forget = () => {
      keep([]);
      void this.draw(this.words.forgotten, () => null);
    };
    return make("div", { class: "note calm no-print" }, make("p", {}, this.words.on_device), button("button quiet", forget, this.words.forget));
  }
}

/**
 * Hands the list over as a file that never leaves the device.
 * @param {Program[]} programs
 * @param {any} words
 */
function download(programs, words) {
  /** @type {[string, string][]} codes and labels */
  const columns = words.columns;
  const rows = programs.map((program) => columns.map(([code]) => (code === "address" ? new URL(program.address, location.href).href : (program.facts.get(code) ?? []).map(plain).join("; "))));
  const address = URL.createObjectURL(new Blob([csvOf([columns.map(([, label]) => label), ...rows])], { type: "text/csv" }));
  make("a", { href: address, download: words.file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

const element = /** @type {HTMLElement | null} */ (document.querySelector("[data-saved]"));
if (element) {
  const page = new SavedPage(new Place(element));
  addEventListener("hashchange", () => void page.draw());
  // Another tab may have saved or forgotten, and a page may come back from the browser's memory.
  addEventListener("storage", () => void page.draw());
  addEventListener("pageshow", (event) => event.persisted && void page.draw());
  void page.draw();
}
