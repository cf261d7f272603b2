// @ts-check
/** Owns making elements. Every string becomes text, never markup: what a record or a link says stays words. */

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * An element with attributes, listeners and children. `true` sets an attribute without a value, `false` leaves it out.
 * @param {string} tag
 * @param {Record<string, string | number | boolean | EventListener | undefined>} [attributes] a listener under `on<event>`
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  for (const child of children.flat()) if (child) element.append(child);
  return element;
}

/**
 * A button that acts only here.
 * @param {string} style its classes
 * @param {EventListener} act
 * @param {...Child} children
 */
export function button(style, act, ...children) {
  return make("button", { class: style, type: "button", onclick: act }, ...children);
}

/**
 * A drawing that the page carries in a template.
 * @param {string} name
 * @returns {Node}
 */
export function icon(name) {
  const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector(`template[data-icon="${name}"]`));
  return template ? template.content.cloneNode(true) : document.createTextNode("");
}

/**
 * A template of the interface with its placeholders filled: "{count} left" is "3 left".
 * @param {string} template
 * @param {Record<string, string | number>} values
 */
export function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/**
 * The form of a phrase for a number.
 * @param {Record<string, string>} forms with `one`, `other` and perhaps `none`
 * @param {number} count
 */
export function plural(forms, count) {
  return count === 0 && forms.none ? forms.none : count === 1 ? forms.one : forms.other;
}
