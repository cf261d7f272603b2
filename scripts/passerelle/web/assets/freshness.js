// @ts-check
/**
 * Lets facts age between two builds: what a page says of its freshness follows the visitor's calendar.
 * The days and words come from the page; nothing is loaded.
 */

export const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto" }).format(new Date());

/**
 * Turns a badge to what it says today.
 * @param {Element} badge with `data-later`
 */
export function aged(badge) {
  /** @type {[string, string, string][]} first day, state, label */
  const turns = JSON.parse(badge.getAttribute("data-later") ?? "[]");
  const passed = turns.filter(([day]) => today >= day).at(-1);
  if (passed) {
    badge.className = `badge ${passed[1]}`;
    badge.textContent = passed[2];
  }
}

/** @param {ParentNode} page a document, perhaps one that is only read */
export function age(page) {
  for (const badge of page.querySelectorAll("[data-later]")) aged(badge);
  for (const note of page.querySelectorAll("[data-from]")) {
    if (today >= (note.getAttribute("data-from") ?? "")) note.removeAttribute("hidden");
  }
}

age(document);
