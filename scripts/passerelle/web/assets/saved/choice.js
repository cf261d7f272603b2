// @ts-check
/**
 * Owns choosing programs to compare: a box for each, two to four of them ticked, and the line that leads to the comparison.
 * What is ticked stays ticked while lists are drawn anew.
 */
import { button, fill, make, plural } from "../checker/elements.js";
import { carrying, MOST_COMPARED } from "./ids.js";

const LEAST = 2;

export class Choice {
  /** @type {string[]} */
  #ids = [];
  #words;
  #home;
  #changed;
  #said = make("p", { role: "status" });
  #ways = make("div", { class: "row" });

  /**
   * @param {any} words
   * @param {string} home the language's root
   * @param {() => void} [changed] told when somebody ticks
   */
  constructor(words, home, changed = () => {}) {
    this.#words = words;
    this.#home = home;
    this.#changed = changed;
    this.#said.tabIndex = -1;
    this.element = make("div", { class: "choice-bar no-print" }, this.#said, this.#ways);
    this.#show();
  }

  /** What is ticked, in the order of ticking. */
  get ids() {
    return this.#ids;
  }

  /**
   * Ticks these and no others; what is too many is left out, and said.
   * @param {string[]} ids
   */
  take(ids) {
    this.#ids = ids.slice(0, MOST_COMPARED);
    this.#show(ids.length > MOST_COMPARED);
  }

  /**
   * The box of a program.
   * @param {string} id
   * @param {string | Node} name
   */
  box(id, name) {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", value: id, "data-choice": true, checked: this.#ids.includes(id) }));
    box.addEventListener("change", () => this.#tick(box));
    return make("label", { class: "choose no-print" }, box, make("span", {}, this.#words.tick, make("span", { class: "visually-hidden" }, " ", name)));
  }

  /** @param {HTMLInputElement} box */
  #tick(box) {
    const others = this.#ids.filter((id) => id !== box.value);
    const isTooMany = box.checked && others.length >= MOST_COMPARED;
    if (isTooMany) box.checked = false;
    this.#ids = box.checked ? [...others, box.value] : others;
    this.#show(isTooMany);
    this.#changed();
  }

  /** Unticks all; the focus goes to the line that says so, since the button is gone. */
  #clear() {
    this.take([]);
    for (const box of document.querySelectorAll("input[data-choice]")) /** @type {HTMLInputElement} */ (box).checked = false;
    this.#changed();
    this.#said.focus();
  }

  #show(isTooMany = false) {
    const count = this.#ids.length;
    this.element.toggleAttribute("data-some", count > 0);
    this.#said.classList.toggle("full", isTooMany);
    this.#said.textContent = isTooMany ? this.#words.full : fill(plural(this.#words.count, count), { count });
    this.#ways.replaceChildren(...[
      count >= LEAST && make("a", { class: "button small", href: `${this.#home}compare/?${carrying(this.#ids)}` }, fill(this.#words.compare, { count })),
      count > 0 && button("button quiet small", () => this.#clear(), this.#words.clear),
    ].filter((one) => one !== false));
  }
}
