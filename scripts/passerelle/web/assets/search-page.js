// @ts-check
/**
 * The search page: shows what the address asks for (?q=), and again as the person types. The address follows, so that
 * a result can be sent to somebody. Says so when nothing is found, and where else to look.
 */
import { find } from "./search-engine.js";
import { copy, counted, fill, meaning, phrase, readWords } from "./search-view.js";

/**
 * @typedef {import("./search-engine.js").Found} Found
 * @typedef {import("./search-engine.js").Hit} Hit
 * @typedef {import("./search-view.js").Words} Words
 */

const STEP = 20;
const PAUSE = 250;

/** @param {HTMLFormElement} form */
export function wirePage(form) {
  const field = /** @type {HTMLInputElement} */ (form.querySelector("input[type=search]"));
  const place = document.querySelector("[data-search-results]");
  if (!place) return;
  const show = shower(place);
  let timer = 0;

  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void show(field.value.trim()), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.clearTimeout(timer);
    void show(field.value.trim());
  });
  // What somebody typed before this script came stays.
  field.value ||= new URLSearchParams(window.location.search).get("q") ?? "";
  if (field.value.trim()) void show(field.value.trim());
  else nothing(place);
}

/**
 * Shows nothing: nothing is asked.
 * @param {Element} place for results
 */
function nothing(place) {
  place.replaceChildren();
  delete document.documentElement.dataset.asked;
}

/**
 * @param {Element} place for results
 * @returns {(query: string) => Promise<void>} looks a query up and shows what was found; an answer that a newer query overtook is dropped
 */
function shower(place) {
  const words = readWords();
  const title = document.title;
  const status = document.createElement("p");
  const body = document.createElement("div");
  status.setAttribute("role", "status");
  let turn = 0;

  return async (query) => {
    const mine = ++turn;
    remember(query, query ? `${query} · ${title}` : title);
    if (!query) return nothing(place);
    if (!status.isConnected) place.replaceChildren(status, body);
    status.textContent = words.searching;
    const { found, first } = await begun(query);
    if (mine !== turn) return;
    status.textContent = summary(words, query, found);
    body.replaceChildren(...(found && first.length ? results(found, first, words) : [copy("template[data-ideas]")]));
    delete document.documentElement.dataset.asked;
  };
}

/**
 * What is found, and the first of it; nothing where it cannot be loaded.
 * @param {string} query
 * @returns {Promise<{ found?: Found, first: Hit[] }>}
 */
async function begun(query) {
  try {
    const found = await find(query);
    return { found, first: (await found?.load(0, STEP)) ?? [] };
  } catch (error) {
    console.warn(error);
    return { first: [] };
  }
}

/**
 * @param {Words} words
 * @param {string} query
 * @param {Found | undefined} found
 */
function summary(words, query, found) {
  if (!found) return words.error;
  if (!found.total) return phrase(words.none, { query });
  const meant = meaning(found, query, words);
  const count = counted(words.count, found.total, found.query);
  return meant ? `${count}. ${meant}` : count;
}

/**
 * The first results, and a button that adds the next ones and moves focus to the first of them.
 * @param {Found} found
 * @param {Hit[]} first
 * @param {Words} words
 * @returns {HTMLElement[]}
 */
function results(found, first, words) {
  const list = document.createElement("ol");
  list.className = "results";
  list.append(...first.map(row));
  if (found.total <= STEP) return [list];
  const more = document.createElement("button");
  more.type = "button";
  more.className = "button quiet";
  more.textContent = words.more;
  const trouble = document.createElement("p");
  trouble.setAttribute("role", "alert");
  more.addEventListener("click", async () => {
    const shown = list.children.length;
    trouble.textContent = "";
    try {
      const rows = (await found.load(shown, shown + STEP)).map(row);
      list.append(...rows);
      if (list.children.length >= found.total) more.remove();
      rows[0]?.querySelector("a")?.focus();
    } catch (error) {
      console.warn(error);
      trouble.textContent = words.error;
    }
  });
  return [list, more, trouble];
}

/** @param {Hit} hit */
function row(hit) {
  const item = document.createElement("li");
  item.append(fill(copy("template[data-result]"), hit));
  return item;
}

/**
 * Writes the query into the address and the window's title; nothing is sent or stored.
 * @param {string} query
 * @param {string} title
 */
function remember(query, title) {
  const address = new URL(window.location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  window.history.replaceState(null, "", address);
  document.title = title;
}
