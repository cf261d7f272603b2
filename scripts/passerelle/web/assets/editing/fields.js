// @ts-check
/**
 * Owns showing fields: a control for every kind of value, what stands in it, and what is wrong with it. No field has a name,
 * so that nothing here could be sent.
 */

import { button, fill, make } from "../checker/elements.js";
import { LANGUAGES, inside, isEmpty } from "./edits.js";
import { numberOf } from "./judging.js";

/** @typedef {import("./edits.js").Field} Field */
/** @typedef {import("./edits.js").Said} Said */
/** @typedef {import("./edits.js").Item} Item */
/** @typedef {import("./edits.js").Scalar} Scalar */
/** @typedef {{[key: string]: Said}} Mapping */
/**
 * A shown field. `faults` shows what is wrong with it under a name, and tells it.
 * @typedef {{element: HTMLElement, read: () => Said, faults: (name: string, required?: boolean) => string[]}} Shown
 */
/**
 * What all fields of a form share. `sources` are the keys of sources with what they are called; `newSource` is the key of
 * the one that is being written.
 * @typedef {{words: any, shapes: Record<string, import("./judging.js").Shape>, judge: import("./judging.js").Judge, mark: string,
 *   isNew: boolean, sources: () => [string, string][], newSource: () => string | undefined, editor: import("./editor.js").Editor}} Frame
 */

const LONG = new Set(["text", "summary", "note"]);
const KEYBOARDS = /** @type {Record<string, string>} */ ({ phone: "tel", email: "email", url: "url", amount: "decimal" });
/** How many characters a line of a text shows at least. */
const CHARACTERS = 36;
/** Stands for the source that is being written, whose key may still change. */
export const NEW_SOURCE = "+";
let count = 0;

/** A field with the value it begins with. @param {Frame} frame @param {Field} field @param {any} value @returns {Shown} */
export function shown(frame, field, value) {
  if (field.kind === "map") return group(frame, field, value ?? {});
  if (field.kind === "list") return list(frame, field, value ?? []);
  if (field.kind === "text") return text(frame, field, value ?? {});
  if (field.kind === "codes") return codes(frame, field, value ?? []);
  return one(frame, field, value);
}

/**
 * One control. `lang` is the language of a text, `isLong` where it may have several lines.
 * @param {Frame} frame @param {Field} field @param {Scalar | undefined} given @param {string} [lang] @param {boolean} [isLong] @returns {Shown}
 */
function one(frame, field, given, lang, isLong) {
  const value = String(given === frame.mark ? "" : (given ?? ""));
  const id = `field-${(count += 1)}`;
  const { options } = field;
  const isChoice = options || field.kind === "source";
  const look = isLong
    ? { rows: Math.max(2, Math.ceil(value.length / CHARACTERS)), lang }
    : { type: "text", inputmode: KEYBOARDS[field.key], spellcheck: lang ? undefined : "false", lang };
  const control = /** @type {HTMLInputElement} */ (
    make(isChoice ? "select" : isLong ? "textarea" : "input", { id, class: "field", autocomplete: "off", "aria-describedby": `${id}-problem`, ...(!isChoice && look) })
  );
  const offer = () => {
    const held = control.value || value;
    const known = options ?? frame.sources();
    const isUnknown = options && held && !known.some(([code]) => code === held);
    const shown = [["", "–"], ...known, ...(isUnknown ? [[held, held]] : [])];
    control.replaceChildren(...shown.map(([code, label]) => make("option", { value: code, selected: code === held }, label)));
  };
  if (isChoice) offer();
  else control.value = value;
  if (field.kind === "source") control.addEventListener("focus", offer);
  const problem = make("p", { class: "problem", id: `${id}-problem` });
  const expected = frame.shapes[field.kind]?.expected;
  const hint = expected && make("p", { class: "small soft" }, fill(frame.words.form_of, { expected }));
  const element = make("div", { class: "blank" }, make("label", { for: id }, field.label), hint, control, problem);
  const read = () => (control.value === NEW_SOURCE ? frame.newSource() : typed(field, control.value));
  return {
    element,
    read,
    faults: (name, required) => {
      // Paper shows this: it would cut what is longer than the control.
      element.dataset.said = isChoice ? /** @type {any} */ (control).selectedOptions[0].text : control.value;
      const missing = required ? frame.judge.missing(name, field.key) : "";
      const wrong = read() === undefined ? missing : isChoice ? "" : frame.judge.typed(name, field, control.value);
      // A new form is full of gaps: they are told in one place, not beside each field.
      const isShown = wrong && !(frame.isNew && wrong === missing);
      problem.textContent = isShown ? wrong : "";
      isShown ? control.setAttribute("aria-invalid", "true") : control.removeAttribute("aria-invalid");
      return wrong ? [wrong] : [];
    },
  };
}

/** What stands in a control, as the record holds it. @param {Field} field @param {string} value @returns {Said} */
function typed(field, value) {
  if (value === "") return undefined;
  if (field.kind === "number") return numberOf(value) ?? value;
  return field.kind === "date" && /^\d{4}$/.test(value) ? Number(value) : value;
}

/** A text in both languages. @param {Frame} frame @param {Field} field @param {any} value @returns {Shown} */
function text(frame, field, value) {
  const parts = LANGUAGES.map(({ key, kind }) => {
    const label = [field.label, frame.words[`in_${key}`]].join(" ");
    return { key, shown: one(frame, { key, label, kind }, value[key], key, LONG.has(field.key)) };
  });
  const read = () => Object.fromEntries(parts.map((part) => [part.key, part.shown.read()]));
  return {
    element: make("div", { class: "both" }, ...parts.map((part) => part.shown.element)),
    read,
    faults: (name, required) => {
      const isAsked = required || !isEmpty(read());
      return parts.flatMap((part) => part.shown.faults(`${name}.${part.key}`, isAsked));
    },
  };
}

/** Codes to tick. @param {Frame} frame @param {Field} field @param {Scalar[]} value @returns {Shown} */
function codes(frame, field, value) {
  const boxes = /** @type {[Scalar, string][]} */ (field.options).map(([code, label]) => {
    const box = /** @type {HTMLInputElement} */ (make("input", { type: "checkbox", autocomplete: "off" }));
    box.checked = value.includes(code);
    return { code, box, element: make("label", { class: "tick" }, box, label) };
  });
  const problem = make("p", { class: "problem" });
  return {
    element: make("fieldset", {}, make("legend", {}, field.label), make("div", { class: "ticks" }, ...boxes.map((one) => one.element)), problem),
    // What was there keeps its order: a tick more changes no other word.
    read: () => {
      const ticked = boxes.filter(({ box }) => box.checked).map(({ code }) => code);
      return [...new Set([...value, ...ticked])].filter((code) => ticked.includes(code));
    },
    faults: (name, required) => {
      const wrong = required && !boxes.some(({ box }) => box.checked) ? frame.judge.missing(name, field.key) : "";
      problem.textContent = frame.isNew ? "" : wrong;
      return wrong ? [wrong] : [];
    },
  };
}

/** Values by key. @param {Frame} frame @param {Field} field @param {any} value @returns {Shown} */
function group(frame, field, value) {
  const parts = inside(field).map((held) => ({ held, shown: shown(frame, held, value[held.key]) }));
  const read = () => {
    const kind = parts.find(({ held }) => held.key === "kind")?.shown.read();
    /** @type {Mapping} */
    const said = {};
    for (const { held, shown: part } of parts) {
      part.element.hidden = Boolean(held.where && held.where !== kind);
      said[held.key] = part.element.hidden ? undefined : part.read();
    }
    return said;
  };
  read();
  return {
    element: make("fieldset", {}, make("legend", {}, field.label), ...parts.map((part) => part.shown.element)),
    read,
    faults: (name, required) => {
      const said = read();
      const isAsked = required || !isEmpty(said);
      const found = parts.flatMap(({ held, shown: part }) => {
        const isNeeded = held.required || held.needed?.includes(String(said.kind));
        return part.element.hidden ? [] : part.faults(`${name}.${held.key}`, isAsked && isNeeded);
      });
      return found.length ? found : frame.judge.order(name, said);
    },
  };
}

/** Items that can be added and removed. @param {Frame} frame @param {Field} field @param {any[]} value @returns {Shown} */
function list(frame, field, value) {
  /** @type {{from: number | null, shown: Shown, element: HTMLElement, remover: HTMLElement}[]} */
  const items = [];
  const place = make("div", { class: "items" });
  const more = button("button quiet", () => {
    add(null, {});
    frame.editor.changed();
    /** @type {HTMLElement} */ (place.querySelector(":scope > :last-child .field")).focus();
  }, fill(frame.words.add_item, { label: field.label }));
  const number = () =>
    items.forEach(({ element, remover }, index) => {
      const label = [field.label, index + 1].join(" ");
      /** @type {HTMLElement} */ (element.querySelector("legend")).textContent = label;
      remover.textContent = fill(frame.words.remove_item, { label });
    });
  /** @param {number | null} from @param {any} held */
  const add = (from, held) => {
    const part = group(frame, field, held);
    const remover = button("link remove", () => {
      items.splice(items.indexOf(item), 1);
      element.remove();
      number();
      frame.editor.changed();
      frame.editor.say(frame.words.removed);
      more.focus();
    });
    const element = make("div", {}, part.element, remover);
    const item = { from, shown: part, element, remover };
    items.push(item);
    place.append(element);
    number();
  };
  value.forEach((held, index) => add(index, held));
  return {
    element: make("div", {}, place, more),
    read: () => /** @type {Item[]} */ (items.map(({ from, shown: part }) => ({ from, held: part.read() }))),
    faults: (name) => items.flatMap(({ shown: part }, index) => part.faults(`${name}[${index}]`, true)),
  };
}
