// @ts-check
/**
 * The frame's behaviour: says that scripts run (class `js` on <html>) and that the address asks for something (`data-asked`),
 * tells when a script that the page needs did not come, opens and closes the menu of narrow screens, and readies the page for
 * paper. Without it the menu is simply shown. Must not know anything about programs or search.
 */

document.documentElement.classList.replace("no-js", "js") || document.documentElement.classList.add("js");

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", wireMenu, { once: true });
else wireMenu();

if (location.search) document.documentElement.dataset.asked = "";
// The window is loaded when every script has run, or never will.
addEventListener("load", tellLost);
addEventListener("beforeprint", readyForPaper);

/** Shows the note that a page has for the lack of a script, unless that came and took it, or its `data-needs`, away. Nothing is awaited then. */
function tellLost() {
  for (const note of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-needs]"))) {
    note.hidden = false;
    delete document.documentElement.dataset.asked;
  }
}

/** Makes the Menu button show and hide what `aria-controls` names. Escape closes it and gives focus back. */
function wireMenu() {
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-menu]"));
  const panel = document.getElementById(button?.getAttribute("aria-controls") ?? "");
  const bar = button?.closest("header");
  if (!button || !panel || !bar) return;

  const isOpen = () => button.getAttribute("aria-expanded") === "true";

  /** @param {boolean} open */
  const show = (open) => {
    button.setAttribute("aria-expanded", String(open));
    panel.toggleAttribute("data-open", open);
  };

  button.addEventListener("click", () => show(!isOpen()));
  // Search asks for its field from anywhere (Ctrl+K): the panel that holds it must be open first.
  panel.addEventListener("passerelle:reveal", () => show(true));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !isOpen()) return;
    const inside = bar.contains(document.activeElement);
    show(false);
    if (inside) button.focus();
  });
}

/** Lets paper say the whole address of what it shows, and no address twice. What follows # may be answers and stays off paper. */
function readyForPaper() {
  const printed = /** @type {HTMLElement | null} */ (document.querySelector(".printed"));
  if (printed) printed.dataset.search = location.search;
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('main a[href^="http"]'))) {
    link.classList.toggle("spelled-out", link.getAttribute("href") === link.textContent?.trim());
  }
}
