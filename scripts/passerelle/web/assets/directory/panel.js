// @ts-check
/**
 * Owns the filters: makes a group of boxes from each list of links that the page has, and tells what somebody ticks.
 * Values without programs stay, with 0, while they are chosen; else they are put away.
 */
import { fill, make } from "../checker/elements.js";
import { isEnded } from "./columns.js";

/**
 * @typedef {import("./columns.js").Facet} Facet
 * @typedef {import("./narrow.js").Narrowed} Narrowed
 *
 * @typedef {{ box: HTMLInputElement, count: HTMLElement, row: HTMLElement, label: string }} Row
 */

const NUMBERS = new Intl.NumberFormat(document.documentElement.lang);
/** On a narrow screen all are closed, so that their names stand together. */
const OPEN_AT_FIRST = ["access", "area", "kind", "language"];
const NARROW = matchMedia("(max-width: 52rem)");

/**
 * The codes that the page lists, by facet, in its order.
 * @returns {Record<string, string[]>}
 */
export function listedCodes() {
  const lists = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("details[data-facet]"));
  return Object.fromEntries([...lists].map((list) => [list.dataset.facet, links(list).map(codeOf)]));
}

/**
 * @param {Element} list
 * @returns {HTMLAnchorElement[]}
 */
function links(list) {
  return [...list.querySelectorAll("a")];
}

/** @param {HTMLAnchorElement} link */
function codeOf(link) {
  return link.dataset.value ?? "";
}

export class Panel {
  /** @type {Map<string, Map<string, Row>>} */
  #rows = new Map();
  #facets;
  #words;
  #button;
  #body;

  /**
   * @param {Facet[]} facets
   * @param {Record<string, string>} words
   * @param {(facet: string, code: string, on: boolean) => void} tick
   */
  constructor(facets, words, tick) {
    this.#facets = facets;
    this.#words = words;
    const groups = facets.flatMap((facet) => this.#group(facet.name, tick));
    this.#body = make("div", { class: "facets", id: "filters" }, ...groups);
    this.#button = make("button", { type: "button", class: "button quiet fold", "aria-expanded": "false", "aria-controls": "filters", onclick: () => this.#fold() }, words.filters);
    this.element = make("aside", { "aria-label": words.filters }, this.#button, this.#body);
    this.element.toggleAttribute("data-open", !NARROW.matches);
  }

  /**
   * The label of a value; its code where the page has none.
   * @param {string} facet
   * @param {string} code
   */
  label(facet, code) {
    return this.#rows.get(facet)?.get(code)?.label ?? code;
  }

  /**
   * @param {Record<string, string[]>} chosen
   * @param {Narrowed["counts"]} counts
   */
  show(chosen, counts) {
    let on = 0;
    for (const { name, codes } of this.#facets) {
      codes.forEach((code, at) => {
        const row = this.#rows.get(name)?.get(code);
        if (!row) return;
        const isChosen = (chosen[name] ?? []).includes(code);
        on += Number(isChosen);
        row.box.checked = isChosen;
        const count = NUMBERS.format(counts[name][at]);
        const isHidden = !counts[name][at] && !isChosen && row.box !== document.activeElement;
        // What does not change is left alone: a browser lays out anew whatever is touched.
        if (row.count.textContent !== count) row.count.textContent = count;
        if (row.row.hidden !== isHidden) row.row.hidden = isHidden;
        // A chosen value is never out of sight.
        if (isChosen) row.row.closest("details")?.setAttribute("open", "");
      });
    }
    this.#button.textContent = on ? fill(this.#words.filters_on, { count: on }) : this.#words.filters;
  }

  #fold() {
    const open = this.element.toggleAttribute("data-open");
    this.#button.setAttribute("aria-expanded", String(open));
  }

  /**
   * @param {string} name
   * @param {(facet: string, code: string, on: boolean) => void} tick
   */
  #group(name, tick) {
    const list = document.querySelector(`details[data-facet="${name}"]`);
    if (!list) return [];
    const rows = new Map(links(list).map((link) => [codeOf(link), this.#row(name, link, tick)]));
    this.#rows.set(name, rows);
    const title = list.querySelector("summary")?.textContent ?? name;
    return [
      make(
        "details",
        { open: !NARROW.matches && OPEN_AT_FIRST.includes(name) },
        make("summary", {}, title),
        make("div", { role: "group", "aria-label": title }, ...[...rows.values()].map(({ row }) => row)),
      ),
    ];
  }

  /**
   * @param {string} facet
   * @param {HTMLAnchorElement} link
   * @param {(facet: string, code: string, on: boolean) => void} tick
   * @returns {Row}
   */
  #row(facet, link, tick) {
    const code = codeOf(link);
    const label = link.querySelector("span")?.textContent ?? code;
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", value: code }));
    box.addEventListener("change", () => tick(facet, code, box.checked));
    const count = make("span", { class: "n" });
    return { box, count, label, row: make("label", { class: isEnded(facet, code) ? "ended" : "" }, box, make("span", {}, label), " ", count) };
  }
}
