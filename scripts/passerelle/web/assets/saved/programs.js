// @ts-check
/**
 * Owns reading programs from their own pages, which are the one place where all of it is in words. A page is read, never
 * shown: what is taken from it is text, and in what language that is.
 */
import { age } from "../freshness.js";

/**
 * @typedef {import("../lines.js").Spoken} Spoken
 *
 * A fact as its stretches: each in the page's language or in another.
 * @typedef {Spoken[]} Told
 *
 * A badge's code and what it says.
 * @typedef {{code: string, label: string}} Badge
 *
 * @typedef {{id: string, name: string, address: string, facts: Map<string, Told[]>, access: Badge, state: Badge}} Program
 */

/** The words of a fact. @param {Told} told */
export function plain(told) {
  return told.map(([text]) => text).join("");
}

/**
 * The programs of these ids in their order, those that there are; the ids that no program has; whether something could not
 * be loaded.
 * @param {string[]} ids
 * @param {string} home the language's root
 * @returns {Promise<{programs: Program[], unknown: string[], failed: string[]}>}
 */
export async function readPrograms(ids, home) {
  const read = await Promise.all(ids.map((id) => readProgram(id, home)));
  /** @param {string} what */
  const those = (what) => ids.filter((_, place) => read[place] === what);
  const programs = /** @type {Program[]} */ (read.filter((one) => typeof one !== "string"));
  return { programs, unknown: those("unknown"), failed: those("failed") };
}

/**
 * @param {string} id
 * @param {string} home
 * @returns {Promise<Program | "unknown" | "failed">}
 */
async function readProgram(id, home) {
  const address = `${home}programs/${id}/`;
  try {
    const response = await fetch(address);
    if (response.status === 404) return "unknown";
    if (!response.ok) return "failed";
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    // Hosts may answer with a page of another kind.
    const told = page.querySelector(`[data-program="${id}"]`);
    return told ? { id, address, ...factsOf(told) } : "unknown";
  } catch {
    return "failed";
  }
}

/**
 * @param {Element} told
 * @returns {Omit<Program, "id" | "address">}
 */
function factsOf(told) {
  age(told);
  /** @type {Map<string, Told[]>} */
  const facts = new Map();
  for (const element of told.querySelectorAll("[data-fact]")) {
    if (element.closest("[hidden]")) continue;
    const code = element.getAttribute("data-fact") ?? "";
    facts.set(code, [...(facts.get(code) ?? []), toldBy(element)]);
  }
  const website = told.querySelector('dl.contact a[rel="external"]')?.textContent;
  if (website) facts.set("website", [[[website, null]]]);
  // Where there is no other way to reach a program, its website is one.
  if (website && !facts.has("contact")) facts.set("contact", [[[website, null]]]);
  return { name: plain(facts.get("name")?.[0] ?? []), facts, access: badgeOf(told, "access"), state: badgeOf(told, "state") };
}

/**
 * @param {Element} told
 * @param {string} code
 * @returns {Badge}
 */
function badgeOf(told, code) {
  const badge = told.querySelector(`[data-fact="${code}"] > .badge`);
  return { code: badge?.classList.item(1) ?? "", label: badge?.textContent?.trim() ?? "" };
}

/**
 * The words of an element without its marks and sources.
 * @param {Element} element
 * @returns {Told}
 */
function toldBy(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  copy.querySelectorAll(".src, .mark, dt").forEach((part) => part.remove());
  // Inner groups are put into words before the groups that hold them.
  for (const group of [...copy.querySelectorAll(".one-of, .all-of")].reverse()) group.replaceWith(` ${runningText(group)}`);
  // Where one block ends and the next begins there is a space, and before an aside a dot.
  copy.querySelectorAll("li, p, ul, dd").forEach((part) => part.before(" "));
  copy.querySelectorAll(".soft").forEach((part) => part.before(" · "));
  return tidied(stretches(copy));
}

/**
 * Its text by language.
 * @param {Element} element
 */
function stretches(element) {
  /** @type {Told} */
  const found = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const language = walker.currentNode.parentElement?.closest("[lang]")?.getAttribute("lang") ?? null;
    const last = found.at(-1);
    if (last && last[1] === language) last[0] += walker.currentNode.nodeValue;
    else found.push([walker.currentNode.nodeValue ?? "", language]);
  }
  return found;
}

/**
 * Stretches with single spaces between words, none at the ends, and no dot at the start.
 * @param {Told} told
 * @returns {Told}
 */
function tidied(told) {
  let before = "";
  for (const stretch of told) {
    const text = singleSpaced(stretch[0]);
    stretch[0] = before ? text.replace(before.endsWith(" ") ? /^ / : "", "") : text.replace(/^[ ·]+/, "");
    before += stretch[0];
  }
  const kept = told.filter(([text]) => text);
  const last = kept.at(-1);
  if (last) last[0] = last[0].trimEnd();
  return kept.filter(([text]) => text);
}

/**
 * A group of criteria as running text, as referral sheets have it: "you …; or you …."
 * @param {Element} group
 */
function runningText(group) {
  const word = group.querySelector(":scope > li > .or, :scope > li > .and");
  const joint = `; ${word?.textContent ?? ""} `;
  group.querySelectorAll(":scope > li > .or, :scope > li > .and").forEach((part) => part.remove());
  const parts = [...group.children].map((part) => lowered(spaced(part).trim()).replace(/\.$/, ""));
  return `${parts.join(joint)}.`;
}

/**
 * Its text with single spaces; a no-break space stays one.
 * @param {Element} element
 */
function spaced(element) {
  return singleSpaced(element.textContent ?? "");
}

/** @param {string} text */
function singleSpaced(text) {
  return text.replace(/[^\S\u00a0\u202f]+/g, " ");
}

/**
 * A sentence inside another; abbreviations keep their capitals.
 * @param {string} sentence
 */
function lowered(sentence) {
  return /^.\p{Lu}/u.test(sentence) ? sentence : sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}
