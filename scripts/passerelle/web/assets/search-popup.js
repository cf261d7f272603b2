// @ts-check
/**
 * The header's search field as a combobox with a list popup (ARIA Authoring Practices: editable, list autocomplete).
 * Arrows move, Enter opens the chosen page or else submits the form, Escape and Tab close.
 */
import { find } from "./search-engine.js";
import { copy, counted, fill, meaning, readWords } from "./search-view.js";

/**
 * @typedef {import("./search-engine.js").Found} Found
 * @typedef {import("./search-engine.js").Hit} Hit
 */

const SHOWN = 8;
const PAUSE = 150;

/** @param {HTMLFormElement} form */
export function wirePopup(form) {
  new Popup(form);
}

class Popup {
  /** Index of the chosen option; -1 for none. */
  #chosen = -1;
  /** Number of the latest look-up: answers to earlier ones come too late. */
  #turn = 0;
  #timer = 0;
  #words = readWords();

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.field = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
    this.box = /** @type {HTMLElement} */ (form.querySelector("[data-find-popup]"));
    this.list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
    this.meant = /** @type {HTMLElement} */ (form.querySelector("[data-find-meant]"));
    this.status = /** @type {HTMLElement} */ (form.querySelector("[data-find-status]"));
    this.#announceRoles();
    this.#listen();
  }

  #announceRoles() {
    const { field, list } = this;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
  }

  #listen() {
    this.field.addEventListener("input", () => this.#lookSoon());
    this.field.addEventListener("keydown", (event) => this.#press(event));
    // Keeps focus in the field while the mouse is on the list.
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => open(/** @type {Element} */ (event.target).closest("[role=option]")));
    this.form.addEventListener("focusout", (event) => {
      if (!this.form.contains(/** @type {Node | null} */ (event.relatedTarget))) this.#close();
    });
  }

  get #options() {
    return [...this.list.children];
  }

  get #isOpen() {
    return !this.box.hidden;
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.#isOpen) this.#step(event.key === "ArrowDown" ? 1 : -1);
      else void this.#look();
    } else if (!this.#isOpen) return;
    else if (event.key === "Enter" && this.#chosen >= 0) {
      event.preventDefault();
      open(this.#options[this.#chosen]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#close();
    } else if (event.key === "Tab") this.#close();
  }

  /** @param {1 | -1} by one option down or up; past an end lies the field itself */
  #step(by) {
    const places = this.#options.length + 1;
    this.#choose(((this.#chosen + 1 + by + places) % places) - 1);
  }

  /** @param {number} index */
  #choose(index) {
    this.#chosen = index;
    this.#options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = this.#options[index];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  /** @param {boolean} open */
  #show(open) {
    this.box.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
    this.#choose(-1);
  }

  #close() {
    this.#turn += 1;
    window.clearTimeout(this.#timer);
    this.#show(false);
    this.status.textContent = "";
  }

  #lookSoon() {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#look(), PAUSE);
  }

  async #look() {
    const mine = ++this.#turn;
    const query = this.field.value.trim();
    if (!query) return this.#close();
    /** @type {Found | undefined} */
    let found;
    /** @type {Hit[]} */
    let hits = [];
    try {
      found = await find(query);
      hits = (await found?.load(0, SHOWN)) ?? [];
    } catch (error) {
      console.warn(error);
      found = undefined;
    }
    if (mine === this.#turn && document.activeElement === this.field) this.#offer(query, hits, found);
  }

  /**
   * Shows the hits, before them what was looked for where it is not as typed, and last the way to the search page.
   * @param {string} query
   * @param {Hit[]} hits
   * @param {Found} [found] nothing where search does not work
   */
  #offer(query, hits, found) {
    const words = this.#words;
    const none = found ? words.none_option : words.error_option;
    const rest = link(found?.total ? words.all : none, this.#searchPage());
    const meant = found?.total ? meaning(found, query, words) : "";
    this.list.replaceChildren(...[...hits, rest].map((hit, index) => option(hit, `${this.list.id}-${index}`)));
    this.meant.textContent = meant;
    this.#show(true);
    this.status.textContent = found?.total ? `${counted(words.popup, found.total)} ${meant}`.trim() : none;
  }

  #searchPage() {
    return `${this.form.action}?${new URLSearchParams({ q: this.field.value.trim() })}`;
  }
}

/**
 * @param {Hit} hit
 * @param {string} id
 */
function option(hit, id) {
  const element = fill(copy("template[data-find-option]"), hit);
  element.id = id;
  element.dataset.url = hit.url;
  return element;
}

/**
 * @param {string} title
 * @param {string} url
 * @returns {Hit}
 */
function link(title, url) {
  return { title: [title, null], url, summary: null, excerpt: [], organization: null, areas: "", access: null, state: null };
}

/** @param {Element | null | undefined} element */
function open(element) {
  if (element instanceof HTMLElement && element.dataset.url) window.location.assign(element.dataset.url);
}
