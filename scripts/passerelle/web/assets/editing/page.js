// @ts-check
/** Owns beginning the page for editing: what the address asks for is loaded, and nothing else. */

import { fill } from "../checker/elements.js";
import { Editor } from "./editor.js";

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 60;
const place = /** @type {HTMLElement} */ (document.querySelector(".editing"));

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (place.querySelector(`[data-editing-${name}]`));
}

/** @param {string | undefined} address */
async function load(address = "") {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status}`);
  return response.json();
}

/** Says why no record can be edited, and where to begin. @param {string} why */
function turnAway(why) {
  part("failed").textContent = why;
  for (const name of ["failed", "instead", "begin"]) part(name).hidden = false;
}

/** @param {string} id */
async function edit(id) {
  const data = await load(place.dataset.form);
  const address = `${place.dataset.records}${id}.json`;
  const response = ID.test(id) && id.length <= LONGEST_ID ? await fetch(address) : null;
  if (!response || response.status === 404) {
    const shown = id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID)}…` : id;
    return turnAway(id ? fill(data.words.unknown, { id: shown }) : data.words.no_id);
  }
  // The same record in the other language.
  const others = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("header a[hreflang]"));
  for (const link of others) if (link.hreflang !== document.documentElement.lang) link.search = `?id=${id}`;
  const record = await response.json();
  if (!record.outline) return turnAway(data.words.unusual);
  new Editor(place, data, record, address).start();
}

async function begin() {
  const asked = new URLSearchParams(location.search).get("id");
  part("loading").hidden = false;
  try {
    if (asked === null) {
      const [{ NewProgram }, data] = await Promise.all([import("./new-program.js"), load(place.dataset.new)]);
      part("instead").hidden = false;
      new NewProgram(place, data).start();
    } else await edit(asked);
  } catch (error) {
    part("failed").hidden = false;
    console.error(error);
  }
  part("loading").hidden = true;
}

void begin();
