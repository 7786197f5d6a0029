/** The row of fields above a view of the record, kept in the address. */

import { search } from "../api.js";
import { button, h } from "../dom.js";
import { go } from "../router.js";

/**
 * @typedef {{name: string, label: string, type?: "text" | "date" | "select", choices?: [string, string][], placeholder?: string}} Field
 */

/**
 * @param {string} path @param {URLSearchParams} query @param {Field[]} fields @param {string} verb
 * @param {(values: Record<string, string>) => string} [address] where to go instead of `path` with the fields
 */
export function filters(path, query, fields, verb, address) {
  const form = h("form", { class: "filters", role: "search", "aria-label": verb }, fields.map((field) => shown(field, query.get(field.name) ?? "")), submit(verb));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
    go(address ? address(given) : path + search(given));
  });
  return form;
}

/** @param {string} verb */
function submit(verb) {
  const node = button({ label: verb, icon: "search", class: "primary" });
  node.type = "submit";
  return node;
}

/** @param {Field} field @param {string} value */
function shown({ name, label, type = "text", choices = [], placeholder }, value) {
  const control =
    type === "select"
      ? h("select", { name }, choices.map(([key, told]) => h("option", { value: key, selected: key === value }, told)))
      : h("input", { class: "input", name, type: type === "date" ? "date" : "search", value, placeholder, dir: type === "text" ? "auto" : null, maxlength: type === "text" ? 200 : null });
  return h("label", { class: `field field-${type}` }, h("span", null, label), control);
}
