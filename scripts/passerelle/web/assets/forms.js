// @ts-check
/**
 * Owns the two buttons of a form: print, and clear. Empties the form when the page is left, so that nobody who comes next on
 * a shared computer reads it. Must not read what is typed for anything else: nothing is sent, and nothing is kept.
 */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * Empties every field.
 * @param {HTMLElement} place
 */
function clear(place) {
  for (const field of fieldsOf(place)) {
    if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) field.checked = false;
    else field.value = "";
    if (field instanceof HTMLTextAreaElement) field.rows = rowsOf(field);
  }
}

/**
 * @param {HTMLElement} place
 * @returns {Field[]}
 */
function fieldsOf(place) {
  return [.../** @type {NodeListOf<Field>} */ (place.querySelectorAll("input, textarea"))];
}

/** How many lines a field had at first. @param {HTMLTextAreaElement} field */
function rowsOf(field) {
  return Number(field.getAttribute("data-rows") ?? field.rows);
}

/** Gives a field the lines that its text needs, so that paper cuts nothing. @param {EventTarget | null} field */
function grow(field) {
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.setAttribute("data-rows", String(rowsOf(field)));
  while (field.scrollHeight > field.clientHeight + 1 && field.rows < 60) field.rows += 1;
}

/** @param {HTMLElement} place */
function wire(place) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(`[data-form-${name}]`));
  const status = part("status");
  part("tools").hidden = false;
  part("print").addEventListener("click", () => print());
  part("clear").addEventListener("click", () => {
    clear(place);
    status.textContent = status.dataset.cleared ?? "";
    fieldsOf(place)[0]?.focus();
  });
  place.addEventListener("input", (event) => {
    status.textContent = "";
    grow(event.target);
  });
  addEventListener("pagehide", () => clear(place));
  // A page that comes back from the browser's memory begins empty too.
  addEventListener("pageshow", (event) => event.persisted && clear(place));
}

const sheet = /** @type {HTMLElement | null} */ (document.querySelector("[data-form-page]"));
if (sheet) wire(sheet);
