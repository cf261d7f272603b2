// @ts-check
/**
 * Owns how a question is answered: one field for each type of question, and what its inputs say.
 * No input stands in a form, and only radio buttons have a name: nothing can be sent.
 */
import { NOT_TESTED } from "../eligibility/person.js";
import { SKILLS } from "../eligibility/meanings.js";
import { isMonth, isWithin, termsOf } from "./answers.js";
import { fill, make } from "./elements.js";

/** @typedef {{value?: any, problem?: string}} Given an answer, null if declined; nothing if left open; or what is wrong */
/** @typedef {{element: HTMLElement, read: () => Given}} Field */

/**
 * The field of a question, holding an answer if there is one.
 * @param {string} name
 * @param {any} answer
 * @param {any} listing
 * @returns {Field}
 */
export function fieldOf(name, answer, listing) {
  const field = /** @type {Record<string, typeof radioField>} */ (MAKERS)[listing.questions[name].type];
  return field(name, answer, listing);
}

/**
 * The options of a question in the order to show them, each with how deep it lies.
 * @param {string} name
 * @param {any} listing
 * @returns {{code: string, label: string, description?: string, depth: number}[]}
 */
function optionsOf(name, listing) {
  const question = listing.questions[name];
  const terms = termsOf(question, listing);
  return question.offered.map((/** @type {[string, number]} */ [code, depth]) => ({ code, depth, ...terms[code] }));
}

/**
 * @param {string} name
 * @param {any} answer
 * @param {any} listing
 * @returns {Field}
 */
function radioField(name, answer, listing) {
  const words = listing.words.check;
  const isYesNo = listing.questions[name].type === "yes-no";
  const choices = isYesNo
    ? [{ value: true, label: words.yes }, { value: false, label: words.no }]
    : optionsOf(name, listing).map(({ code, label, description }) => ({ value: code, label, description }));
  const inputs = [...choices, { value: null, label: words.declined }].map((choice) => {
    const input = /** @type {HTMLInputElement} */ (make("input", { type: "radio", name: `question-${name}`, "data-code": String(choice.value) }));
    input.checked = answer !== undefined && answer === choice.value;
    return { input, choice, label: option(input, choice.label, /** @type {any} */ (choice).description) };
  });
  return {
    element: make("div", { class: "options" }, inputs.map(({ label }) => label)),
    read: () => ({ value: inputs.find(({ input }) => input.checked)?.choice.value }),
  };
}

/**
 * @param {HTMLElement} input
 * @param {string} label
 * @param {string} [description]
 */
function option(input, label, description) {
  return make("label", { class: "option" }, input, make("span", {}, label, description && make("span", { class: "soft small" }, description)));
}

/**
 * @param {string} name
 * @param {any} answer
 * @param {any} listing
 * @returns {Field}
 */
function checkboxField(name, answer, listing) {
  const words = listing.words.check;
  const boxes = optionsOf(name, listing).map(({ code, label, description }) => {
    const input = checkbox((answer ?? []).includes(code));
    input.dataset.code = code;
    return { code, input, label: option(input, label, description) };
  });
  const none = checkbox(Array.isArray(answer) && answer.length === 0);
  const declined = checkbox(answer === null);
  // "None" and "rather not say" exclude everything else, and each other.
  const clearOthers = (/** @type {HTMLInputElement[]} */ others) => others.forEach((other) => (other.checked = false));
  const codes = boxes.map(({ input }) => input);
  // What one looks for is a wish: to wish for nothing is to pass the question over.
  const others = listing.questions[name].choose ? [] : [option(none, words.none), option(declined, words.declined)];
  none.addEventListener("change", () => clearOthers([...codes, declined]));
  declined.addEventListener("change", () => clearOthers([...codes, none]));
  codes.forEach((input) => input.addEventListener("change", () => clearOthers([none, declined])));
  return {
    element: make("div", { class: "options" }, boxes.map(({ label }) => label), others),
    read: () => {
      if (declined.checked) return { value: null };
      const chosen = boxes.filter(({ input }) => input.checked).map(({ code }) => code);
      return chosen.length || none.checked ? { value: chosen } : {};
    },
  };
}

/** @param {boolean} checked */
function checkbox(checked) {
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox" }));
  input.checked = checked;
  return input;
}

/**
 * @param {{value: string, label: string}[]} options
 * @param {string} chosen
 * @param {Record<string, string>} attributes
 */
function select(options, chosen, attributes) {
  const element = /** @type {HTMLSelectElement} */ (make("select", attributes, options.map(({ value, label }) => make("option", { value }, label))));
  element.value = chosen;
  return element;
}

const DECLINED = "declined";

/**
 * @param {string} name
 * @param {any} answer
 * @param {any} listing
 * @returns {Field}
 */
export function treeField(name, answer, listing) {
  const words = listing.words.check;
  const places = optionsOf(name, listing).map(({ code, label, depth }) => ({ value: code, label: "\u2003".repeat(depth) + label }));
  const all = [{ value: "", label: words.choose }, ...places, { value: DECLINED, label: words.declined }];
  const field = select(all, answer === null ? DECLINED : (answer ?? ""), { "aria-labelledby": `legend-${name}`, class: "field" });
  return { element: make("div", {}, field), read: () => (field.value ? { value: field.value === DECLINED ? null : field.value } : {}) };
}

/**
 * @param {string} name
 * @param {any} answer
 * @param {any} listing
 * @returns {Field}
 */
function levelField(name, answer, listing) {
  const words = listing.words.check;
  const scale = listing.words.screening.answers[name];
  const levels = Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1), label: fill(scale, { level: index + 1 }) }));
  const all = [{ value: "", label: words.choose }, { value: "0", label: words.level_none }, ...levels, { value: NOT_TESTED, label: words.not_tested }, { value: DECLINED, label: words.declined }];
  const isWhole = answer === null || typeof answer !== "object";
  const whole = select(all, isWhole ? writtenLevel(answer) : "", { "aria-labelledby": `legend-${name} same-${name}`, class: "field" });
  const parts = SKILLS.map((skill) => {
    const chosen = isWhole ? "" : writtenLevel(answer[skill]);
    const field = select(all, chosen, { class: "field" });
    return { skill, field, label: make("label", { class: "skill" }, make("span", {}, listing.skills[skill]), field) };
  });
  whole.addEventListener("change", () => parts.forEach(({ field }) => (field.value = "")));
  parts.forEach(({ field }) => field.addEventListener("change", () => (whole.value = "")));
  return {
    element: make("div", {},
      make("p", { class: "small", id: `same-${name}` }, words.same_level), whole,
      make("details", { open: !isWhole }, make("summary", {}, words.by_skill), make("div", { class: "skills" }, parts.map(({ label }) => label)))),
    read: () => readLevels(whole, parts),
  };
}

/** @param {any} level */
function writtenLevel(level) {
  return level === undefined ? "" : level === null ? DECLINED : String(level);
}

/**
 * @param {HTMLSelectElement} whole
 * @param {{skill: string, field: HTMLSelectElement}[]} parts
 * @returns {Given}
 */
function readLevels(whole, parts) {
  const chosen = parts.filter(({ field }) => field.value);
  if (!chosen.length) return whole.value ? { value: levelIn(whole) } : {};
  return { value: Object.fromEntries(chosen.map(({ skill, field }) => [skill, levelIn(field)])) };
}

/** @param {HTMLSelectElement} field */
function levelIn(field) {
  return field.value === DECLINED ? null : field.value === NOT_TESTED ? NOT_TESTED : Number(field.value);
}

/**
 * @param {string} name
 * @param {any} answer
 * @param {any} listing
 * @returns {Field}
 */
function numberField(name, answer, listing) {
  const words = listing.words.check;
  const { minimum = 0, maximum = 999, unit } = listing.questions[name];
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "text", inputmode: "decimal", autocomplete: "off", class: "field short", "aria-labelledby": `legend-${name} unit-${name}` }));
  input.value = answer ?? "";
  const declined = checkbox(answer === null);
  declined.addEventListener("change", () => (input.value = ""));
  input.addEventListener("input", () => (declined.checked = false));
  return {
    element: make("div", {}, make("p", { class: "row" }, input, make("span", { id: `unit-${name}` }, unit ? words.units[unit] : "")), option(declined, words.declined)),
    read: () => {
      if (declined.checked) return { value: null };
      const text = input.value.trim().replace(",", ".");
      if (!text) return {};
      const value = Number(text);
      return isWithin(value, { minimum, maximum }) ? { value } : { problem: fill(words.impossible.number, { low: minimum, high: maximum }) };
    },
  };
}

/**
 * @param {string} name
 * @param {any} answer
 * @param {any} listing
 * @returns {Field}
 */
function monthField(name, answer, listing) {
  const words = listing.words.check;
  const [givenYear = "", givenMonth = ""] = (answer ?? "").split("-");
  const format = new Intl.DateTimeFormat(`${listing.language}-CA`, { month: "long", timeZone: "UTC" });
  const months = Array.from({ length: 12 }, (_, index) => ({ value: String(index + 1).padStart(2, "0"), label: format.format(Date.UTC(2001, index, 15)) }));
  const month = select([{ value: "", label: words.choose }, ...months], givenMonth, { class: "field" });
  const year = /** @type {HTMLInputElement} */ (make("input", { type: "text", inputmode: "numeric", maxlength: "4", autocomplete: "off", class: "field short" }));
  year.value = givenYear;
  const declined = checkbox(answer === null);
  declined.addEventListener("change", () => ((year.value = ""), (month.value = "")));
  for (const part of [year, month]) part.addEventListener("input", () => (declined.checked = false));
  return {
    element: make("div", {},
      make("div", { class: "row" }, make("label", {}, make("span", { class: "small" }, words.month), month), make("label", {}, make("span", { class: "small" }, words.year), year)),
      option(declined, words.declined)),
    read: () => {
      if (declined.checked) return { value: null };
      if (!month.value && !year.value.trim()) return {};
      const value = `${year.value.trim()}-${month.value}`;
      return isMonth(value, listing.today) ? { value } : { problem: words.impossible.month };
    },
  };
}

const MAKERS = { "yes-no": radioField, choice: radioField, choices: checkboxField, tree: treeField, level: levelField, number: numberField, month: monthField };
