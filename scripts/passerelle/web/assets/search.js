// @ts-check
/**
 * Where search begins: finds the page's search form, loads the engine when its field gets focus, and joins both to
 * the popup of the header or to the results of the search page. Ctrl+K (or Cmd+K) goes to the field.
 * Without it both forms lead to the search page, which shows lists.
 */
import { warm } from "./search-engine.js";
import { wirePopup } from "./search-popup.js";
import { wirePage } from "./search-page.js";

const header = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-find]"));
const page = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-find-page]"));
const form = page ?? header;
const field = /** @type {HTMLInputElement | null} */ (form?.querySelector("input[type=search]") ?? null);

document.querySelector("[data-needs=search]")?.remove();
if (header) wirePopup(header);
if (page) wirePage(page);

if (field) {
  field.addEventListener("focus", () => void warm(), { once: true });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    field.dispatchEvent(new CustomEvent("passerelle:reveal", { bubbles: true }));
    field.focus();
    field.select();
  });
}
