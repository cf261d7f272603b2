// @ts-check
/**
 * Lets facts age between two builds: what a page says of its freshness follows the visitor's calendar.
 * The days and words come from the page; nothing is loaded.
 */

const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto" }).format(new Date());

for (const badge of document.querySelectorAll("[data-later]")) {
  /** @type {[string, string, string][]} first day, state, label */
  const turns = JSON.parse(badge.getAttribute("data-later") ?? "[]");
  const passed = turns.filter(([day]) => today >= day).at(-1);
  if (passed) {
    badge.className = `badge ${passed[1]}`;
    badge.textContent = passed[2];
  }
}
for (const note of document.querySelectorAll("[data-from]")) {
  if (today >= (note.getAttribute("data-from") ?? "")) note.removeAttribute("hidden");
}
