// @ts-check
/** Owns what the pages of saved and compared programs share: their words, their places, their notes. */
import { button, fill, make } from "../checker/elements.js";

/** A page whose content is drawn again whenever what it shows changes. */
export class Place {
  /** @param {HTMLElement} element */
  constructor(element) {
    element.querySelector("[data-needs]")?.remove();
    this.home = element.dataset.home ?? "";
    this.words = JSON.parse(element.querySelector("[data-words]")?.textContent ?? "{}");
    this.locale = `${document.documentElement.lang}-CA`;
    this.heading = /** @type {HTMLElement} */ (element.querySelector("h1"));
    this.heading.tabIndex = -1;
    this.lead = /** @type {HTMLElement} */ (element.querySelector("[data-lead]"));
    this.content = /** @type {HTMLElement} */ (element.querySelector("[data-content]"));
    this.status = /** @type {HTMLElement} */ (element.querySelector("[data-status]"));
  }

  /** Makes the link to the other language lead to the same programs. */
  follow() {
    const other = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a.lang"));
    if (!other) return;
    other.search = location.search;
    other.hash = location.hash;
  }

  /**
   * Shows what there is to show; nothing is on its way any longer.
   * @param {(Node | false)[]} parts
   */
  show(parts) {
    this.content.replaceChildren(...parts.filter((one) => one !== false));
    this.content.removeAttribute("aria-busy");
  }

  /** @param {string} text what people who cannot see it are told */
  say(text) {
    this.status.textContent = text;
  }

  /** @param {string[]} words */
  list(words) {
    return new Intl.ListFormat(this.locale).format(words);
  }

  /**
   * Lines about what could not be shown.
   * @param {{wrong?: string[], unknown?: string[], failed?: string[]}} troubles
   * @param {() => void} again loads what could not be loaded
   */
  troubles({ wrong = [], unknown = [], failed = [] }, again) {
    const nobody = [...wrong, ...unknown];
    return [
      nobody.length > 0 && this.note(fill(this.words.unknown, { ids: this.list(nobody.slice(0, 5)) })),
      failed.length > 0 && this.note(fill(this.words.failed, { ids: this.list(failed) })),
      failed.length > 0 && make("p", { class: "no-print" }, button("button quiet", again, this.words.again)),
    ];
  }

  /** @param {string} text */
  note(text) {
    return make("p", { class: "note" }, text);
  }

  /** Ways on when there is nothing to show. */
  waysOn() {
    return make("p", { class: "row no-print" },
      make("a", { class: "button", href: `${this.home}programs/` }, this.words.browse),
      make("a", { class: "button quiet", href: `${this.home}search/` }, this.words.search));
  }

  /** A button that prints the page. */
  printing() {
    return make("button", { class: "button quiet", type: "button", onclick: () => print() }, this.words.print);
  }
}
