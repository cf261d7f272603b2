// @ts-check
/**
 * Words and shapes that search prints. All of both come from the page (partials/search-words.html and its templates);
 * data are set as text only.
 */
import { accessBadge, spoken, stateBadge } from "./lines.js";

/**
 * @typedef {import("./search-engine.js").Hit} Hit
 *
 * A text for one and for more, as the language counts.
 * @typedef {{ one: string, other: string }} Forms
 *
 * What search says: `site.search` of interface.yml.
 * @typedef {{ searching: string, count: Forms, popup: Forms, all: string, none: string, none_option: string, error_option: string, error: string, more: string, corrected: string, near: string }} Words
 */

/** @returns {Words} in the page's language */
export function readWords() {
  return JSON.parse(document.querySelector("script[data-search-words]")?.textContent ?? "{}");
}

/**
 * Picks the form for a number (French counts 0 as one) and fills in what it says about it.
 * @param {Forms} forms
 * @param {number} count
 * @param {string} [query]
 */
export function counted(forms, count, query = "") {
  const rule = new Intl.PluralRules(document.documentElement.lang).select(count);
  return phrase(rule === "one" ? forms.one : forms.other, { count: count.toLocaleString(document.documentElement.lang), query });
}

/**
 * @param {string} text with {names}
 * @param {Record<string, string>} values
 */
export function phrase(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/**
 * What is found, where it is not what was typed: a letter was set right, or words that nobody uses were taken for near ones.
 * @param {import("./search-engine.js").Meant} meant
 * @param {string} typed
 * @param {{ near: string, corrected: string }} words
 */
export function meaning({ query, near }, typed, words) {
  if (near.length) return phrase(words.near, { words: near.join(", ") });
  return query === typed ? "" : phrase(words.corrected, { query });
}

/**
 * A copy of a template's first element.
 * @param {string} selector of a <template>
 */
export function copy(selector) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector(selector));
  return /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
}

/**
 * Fills the slots of a copied template with a hit; empty ones are removed.
 * @param {HTMLElement} element
 * @param {Hit} hit
 */
export function fill(element, hit) {
  const put = (/** @type {string} */ name, /** @type {(Node | string)[]} */ content) => {
    const slot = element.querySelector(`[data-slot="${name}"]`);
    if (content.length) slot?.replaceChildren(...content);
    else slot?.remove();
  };
  const swap = (/** @type {string} */ name, /** @type {Node | null} */ badge) => {
    const slot = element.querySelector(`[data-slot="${name}"]`);
    if (badge) slot?.replaceWith(badge);
    else slot?.remove();
  };
  const link = element.querySelector("a");
  if (link) link.href = hit.url;
  put("title", [spoken(hit.title)]);
  swap("access", hit.access && accessBadge(hit.access.code, hit.access.label));
  put("organization", hit.organization ? [spoken(hit.organization)] : []);
  put("areas", hit.areas ? [hit.areas] : []);
  swap("state", hit.state && stateBadge(hit.state.code, hit.state.label, hit.state.later));
  put("text", hit.summary ? [spoken(hit.summary)] : hit.excerpt.map(({ text, marked }) => (marked ? mark(text) : text)));
  for (const row of element.querySelectorAll(".meta")) if (!row.firstElementChild) row.remove();
  return element;
}

/** @param {string} text */
function mark(text) {
  const element = document.createElement("mark");
  element.textContent = text;
  return element;
}
