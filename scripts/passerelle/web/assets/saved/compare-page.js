// @ts-check
/** Owns the comparison: two to four programs as a table whose rows say in words what differs. The address names them. */
import { fill, make } from "../checker/elements.js";
import { spoken } from "../lines.js";
import { carrying, idsIn, MOST_COMPARED } from "./ids.js";
import { Place } from "./page.js";
import { plain, readPrograms } from "./programs.js";

/** @typedef {import("./programs.js").Program} Program */
/** @typedef {import("./programs.js").Told} Told */
/** @typedef {{code: string, label: string, facts: Told[][], isSame: boolean}} Row what each program tells */

/** Facts whose absence on a page means that there is none, not that nobody knows. */
const NONE_IS_KNOWN = new Set(["caution", "next_step"]);

/** @param {Place} place */
async function draw(place) {
  place.follow();
  const { ids, wrong } = idsIn(location.search.slice(1));
  const { programs, unknown, failed } = await readPrograms(ids.slice(0, MOST_COMPARED), place.home);
  const beyond = ids.slice(MOST_COMPARED);
  const isTable = programs.length > 1;
  place.show([
    ...place.troubles({ wrong, unknown, failed }, () => void draw(place).then(() => place.heading.focus())),
    beyond.length > 0 && place.note(fill(place.words.too_many, { ids: place.list(beyond) })),
    !isTable && !failed.length && place.note(place.words.too_few),
    ...(isTable ? comparison(programs, place) : []),
    !isTable && place.waysOn(),
    saved(place),
  ]);
  const few = failed.length ? fill(place.words.failed, { ids: place.list(failed) }) : place.words.too_few;
  place.say(isTable ? fill(place.words.compared, { count: programs.length }) : few);
}

/**
 * @param {Program[]} programs
 * @param {Place} place
 */
function comparison(programs, place) {
  const rows = rowsOf(programs, place.words.rows);
  const named = (/** @type {boolean} */ same) => place.list(rows.filter((row) => row.isSame === same).map((row) => row.label));
  return [
    make("p", {}, make("strong", {}, place.words.differ), " ", named(false) || place.words.nothing, ". ", make("strong", {}, place.words.alike), " ", named(true) || place.words.nothing, "."),
    make("p", { class: "row no-print" }, place.printing()),
    make("div", { class: "compared", tabindex: 0, role: "region", "aria-label": place.words.table }, table(programs, rows, place)),
  ];
}

/**
 * What the pages of programs tell, row by row; a row that all leave empty is left out.
 * @param {Program[]} programs
 * @param {[string, string][]} labelled codes and labels, in order
 * @returns {Row[]}
 */
function rowsOf(programs, labelled) {
  const rows = labelled.map(([code, label]) => {
    const facts = programs.map((program) => (program.facts.get(code) ?? []).filter((told) => told.length));
    const [first, ...others] = facts.map((one) => one.map(plain).join("\n"));
    return { code, label, facts, isSame: others.every((one) => one === first) };
  });
  return rows.filter((row) => row.facts.some((one) => one.length));
}

/**
 * @param {Program[]} programs
 * @param {Row[]} rows
 * @param {Place} place
 */
function table(programs, rows, place) {
  const heads = programs.map((program) => {
    const others = programs.filter((other) => other !== program).map((other) => other.id);
    const out = make("a", { class: "no-print small", href: `?${carrying(others)}`, "aria-label": fill(place.words.take_out_named, { name: program.name }) }, place.words.take_out);
    return make("th", { scope: "col" }, make("a", { href: program.address }, ...(program.facts.get("name")?.[0] ?? []).map(spoken)), " ", out);
  });
  const lines = rows.map((row) => make("tr", {},
    make("th", { scope: "row" }, row.label, make("span", { class: "soft small" }, row.isSame ? place.words.same : place.words.different)),
    ...row.facts.map((facts) => make("td", {}, ...cell(row.code, facts, place)))));
  return make("table", {},
    make("caption", { class: "visually-hidden" }, place.words.table),
    make("thead", {}, make("tr", {}, make("td", {}), ...heads)),
    make("tbody", {}, ...lines));
}

/**
 * @param {string} code
 * @param {Told[]} facts
 * @param {Place} place
 * @returns {Node[]}
 */
function cell(code, facts, place) {
  if (!facts.length) return [make("span", { class: "soft" }, place.words[NONE_IS_KNOWN.has(code) ? "none" : "not_said"])];
  return facts.length === 1 ? facts[0].map(spoken) : [make("ul", {}, ...facts.map((told) => make("li", {}, ...told.map(spoken))))];
}

/** @param {Place} place */
function saved(place) {
  return make("p", { class: "no-print" }, make("a", { href: `${place.home}saved/` }, place.words.to_saved));
}

const element = /** @type {HTMLElement | null} */ (document.querySelector("[data-compare]"));
if (element) void draw(new Place(element));
