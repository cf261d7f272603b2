// @ts-check
/** Owns the button of a program's page that saves it on this device, or takes it out again. */
import { MOST_SAVED } from "./ids.js";
import { keep, savedIds } from "./storage.js";

/** @param {HTMLButtonElement} saver */
function wire(saver) {
  const id = saver.dataset.save ?? "";
  const words = JSON.parse(saver.dataset.words ?? "{}");
  const status = /** @type {HTMLElement} */ (document.querySelector("[data-save-status]"));
  const isSaved = () => (savedIds() ?? []).includes(id);
  const show = () => {
    saver.textContent = isSaved() ? words.take_out : words.save;
  };
  saver.addEventListener("click", () => {
    const ids = savedIds();
    const wasSaved = isSaved();
    const isFull = !wasSaved && ids !== null && ids.length >= MOST_SAVED;
    const isDone = ids !== null && !isFull && keep(wasSaved ? ids.filter((one) => one !== id) : [...ids, id]);
    status.textContent = isFull ? words.full : !isDone ? words.no_storage : wasSaved ? words.taken_out : words.saved;
    show();
  });
  addEventListener("pageshow", show);
  show();
  saver.hidden = false;
}

const saver = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-save]"));
if (saver) wire(saver);
