/**
 * Elements made by hand. Text becomes text nodes and nothing else: no function here takes markup.
 *
 * @typedef {Node | string | number | null | undefined | false} Child
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element. `props` are attributes, except `on` (listeners by event) and `class`; null and false are left out.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, any> | null} [props] @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** @param {string} tag @param {Record<string, any> | null} [props] @param {...(Child | Child[])} children */
export function svg(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** @template {Element} E @param {E} node @param {any} props @param {any[]} children @returns {E} */
function fill(node, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...nodes(children));
  return node;
}

/** @param {any[]} children @returns {(Node | string)[]} */
function nodes(children) {
  return children
    .flat()
    .filter((child) => child !== null && child !== undefined && child !== false)
    .map((child) => (child instanceof Node ? child : String(child)));
}

/** Put these in place of what an element holds. @param {Element} node @param {...(Child | Child[])} children */
export function put(node, ...children) {
  node.replaceChildren(...nodes(children));
}

/** One of the drawings of icons.svg. @param {string} name */
export function icon(name) {
  return svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `/assets/icons.svg#${name}` }));
}

/**
 * A button with an icon, words, or both; without visible words `label` names it.
 *
 * @param {{label: string, icon?: string, bare?: boolean, class?: string, press?: (event: MouseEvent) => unknown,
 *   [attribute: string]: any}} options
 */
export function button({ label, icon: drawing, bare = false, class: kind = "", press, ...rest }) {
  const named = bare ? { "aria-label": label, title: label } : {};
  const props = { type: "button", class: `button ${bare ? "bare " : ""}${kind}`.trim(), ...named, ...rest };
  return h("button", press ? { ...props, on: { click: press } } : props, drawing && icon(drawing), bare ? null : label);
}

/** Words of a document or a model: their own direction, their own spaces. @param {string} text @param {string} [kind] */
export function foreign(text, kind) {
  return h("bdi", { dir: "auto", class: kind }, text);
}

/** Say something to a screen reader. @param {string} text @param {"polite" | "assertive"} [how] */
export function announce(text, how = "polite") {
  const place = document.getElementById(how);
  if (place) place.textContent = text;
}

/** @template {Element} E @param {string} selector @param {ParentNode} [within] @returns {E} */
export function find(selector, within = document) {
  const found = within.querySelector(selector);
  if (!found) throw new Error(`nothing on the page fits ${selector}`);
  return /** @type {E} */ (found);
}
