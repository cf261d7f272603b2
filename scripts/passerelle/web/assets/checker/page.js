// @ts-check
/**
 * Owns starting the checker: everything it needs is loaded with the page, and nothing after. Answers are gone when the page
 * is left. If anything cannot be loaded, the page says so and its plain lists stay.
 */

/** @param {HTMLElement} place */
async function begin(place) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (place.querySelector(`[data-checker-${name}]`));
  part("loading").hidden = false;
  try {
    const mode = await load(place);
    mode.start();
    part("static").hidden = true;
    addEventListener("pagehide", () => mode.forget());
    // A page that comes back from the browser's memory begins anew.
    addEventListener("pageshow", (event) => event.persisted && mode.start());
    // What is folded away on the screen belongs on paper.
    addEventListener("beforeprint", () => place.querySelectorAll("details[data-paper]").forEach((details) => {
      details.setAttribute("open", "");
      details.dispatchEvent(new Event("toggle"));
    }));
  } catch (error) {
    part("failed").hidden = false;
    console.error(error);
  }
  part("loading").hidden = true;
}

/**
 * The mode of a page with its listing, all at once.
 * @param {HTMLElement} place
 * @returns {Promise<import("./checker.js").Mode>}
 */
async function load(place) {
  const isSheet = place.dataset.mode === "client";
  const [listing, { Checker }, modes] = await Promise.all([
    fetch(place.dataset.listing ?? "").then((response) => response.json()),
    import("./checker.js"),
    isSheet ? import("./sheet.js") : import("./interview.js"),
  ]);
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto" }).format(new Date());
  const checker = new Checker(place, listing, today);
  const mode = "Sheet" in modes ? new modes.Sheet(checker) : new modes.Interview(checker);
  checker.mode = mode;
  return mode;
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-checker]"));
if (place) void begin(place);
