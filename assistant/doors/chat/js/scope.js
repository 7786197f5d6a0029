/** Which part of the record may be seen: collections, sources, days of publication, a day to stand on. */

import { short } from "./dates.js";
import { sheet } from "./dialogs.js";
import { button, foreign, h, icon, put } from "./dom.js";
import { status } from "./state.js";

/** @typedef {{as_of?: string, from?: string, to?: string, sources?: string[], collections?: string[], mark?: boolean}} Chosen */

export class ScopeChoice {
  constructor() {
    /** @type {Chosen} */
    this.chosen = {};
    this.node = h("div", { class: "scope", role: "group", "aria-label": "Where to look" });
    this.draw();
  }

  /** What to send: every bound, open ones too, so that one taken away is not kept by the conversation. */
  values() {
    const { as_of = null, from = null, to = null, sources = [], collections = [], mark = false } = this.chosen;
    return { as_of, from, to, sources, collections: collections.length ? collections : null, mark };
  }

  /** @param {Chosen} chosen */
  set(chosen) {
    this.chosen = { ...chosen };
    this.draw();
  }

  draw() {
    const opener = button({ label: "Scope", icon: "filter", class: "quiet", "aria-haspopup": "dialog", press: () => this.open() });
    put(this.node, opener, this.chips());
  }

  chips() {
    const { as_of, from, to, sources = [], collections = [], mark } = this.chosen;
    const days = from && to ? `${short(from)} to ${short(to)}` : from ? `from ${short(from)}` : `until ${short(to)}`;
    return [
      ...collections.map((name) => this.chip(`collection ${name}`, () => ({ collections: collections.filter((one) => one !== name) }))),
      as_of ? this.chip(`as of ${short(as_of)}`, () => ({ as_of: undefined })) : null,
      from || to ? this.chip(`published ${days}`, () => ({ from: undefined, to: undefined })) : null,
      ...sources.map((name) => this.chip(name, () => ({ sources: sources.filter((one) => one !== name) }))),
      mark ? this.chip("unsupported shown", () => ({ mark: undefined })) : null,
    ];
  }

  /** @param {string} text @param {() => Partial<Chosen>} without */
  chip(text, without) {
    const remove = h("button", { type: "button", "aria-label": `Remove: ${text}`, on: { click: () => this.change(without()) } }, icon("close"));
    return h("span", { class: "scope-chip" }, foreign(text), remove);
  }

  /** @param {Partial<Chosen>} changes */
  change(changes) {
    this.set({ ...this.chosen, ...changes });
    /** @type {HTMLElement | null} */ (this.node.querySelector("button"))?.focus();
  }

  open() {
    const { sources = {}, collections = {}, first, last } = status() ?? {};
    const record = first && last ? `The record runs from ${short(first)} to ${short(last)}.` : "";
    sheet({
      title: "Where to look",
      confirm: "Apply",
      body: [
        day("as_of", "Stand on this day", this.chosen.as_of, "Nothing published later is seen, offices and quotations included."),
        h("fieldset", null, h("legend", { class: "unseen" }, "Days of publication"), h("div", { class: "row" }, day("from", "Published from", this.chosen.from), day("to", "until", this.chosen.to)), record && h("p", { class: "hint" }, record)),
        choices("sources", "Sources", sources, this.chosen.sources),
        Object.keys(collections).length > 1 ? choices("collections", "Collections", collections, this.chosen.collections) : null,
        h("label", { class: "choice" }, h("input", { type: "checkbox", name: "mark", checked: this.chosen.mark }), h("span", null, "Show sentences that do not hold, marked, instead of withholding them")),
      ],
      done: (form) => {
        const given = new FormData(form);
        const { from, to } = Object.fromEntries(given);
        if (from && to && from > to) {
          const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("to"));
          field.setCustomValidity("The first day is later than the last; swap them.");
          field.reportValidity();
          field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
          return false;
        }
        this.change({
          as_of: String(given.get("as_of") ?? "") || undefined,
          from: String(from ?? "") || undefined,
          to: String(to ?? "") || undefined,
          sources: given.getAll("sources").map(String),
          collections: given.getAll("collections").map(String),
          mark: given.has("mark") || undefined,
        });
      },
    });
  }
}

/** @param {string} name @param {string} label @param {string} [value] @param {string} [hint] */
export function day(name, label, value, hint) {
  return h("label", { class: "field" }, h("span", null, label), h("input", { class: "input", type: "date", name, value, min: "1000-01-01", max: "9999-12-31" }), hint && h("span", { class: "hint" }, hint));
}

/** @param {string} name @param {string} label @param {Record<string, number>} counts @param {string[]} [chosen] */
function choices(name, label, counts, chosen = []) {
  const boxes = Object.entries(counts).map(([value, count]) =>
    h("label", { class: "choice" }, h("input", { type: "checkbox", name, value, checked: chosen.includes(value) }), h("span", null, foreign(value), " ", h("span", { class: "hint" }, count))),
  );
  if (!boxes.length) return null;
  const list = h("div", { class: "listbox" }, boxes);
  return h("fieldset", null, h("legend", null, `${label} (none chosen: all)`), boxes.length > 12 ? narrowing(boxes, label) : null, list);
}

/** @param {HTMLElement[]} boxes @param {string} label */
function narrowing(boxes, label) {
  const field = h("input", { class: "input", type: "search", placeholder: `Narrow the ${label.toLowerCase()}`, "aria-label": `Narrow the ${label.toLowerCase()}` });
  field.addEventListener("input", () => {
    const wanted = field.value.toLowerCase();
    for (const box of boxes) box.hidden = !box.textContent?.toLowerCase().includes(wanted);
  });
  return field;
}
