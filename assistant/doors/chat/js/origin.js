/** Where a text comes from: source, day, age, kind; and what to be careful about. */

import * as dates from "./dates.js";
import { foreign, h } from "./dom.js";
import { cautions, sourceType } from "./words.js";

/** @typedef {import("./types.js").Citation} Citation */

/** Where a citation comes from, on one line. @param {Citation} citation @param {{age?: boolean}} [how] */
export function origin(citation, { age = true } = {}) {
  const parts = [
    citation.source && foreign(citation.source, "origin-source"),
    h("time", { datetime: citation.date }, dates.long(citation.date)),
    age && citation.date ? h("span", { class: "origin-age" }, dates.age(citation.date)) : null,
    citation.source_type ? sourceType(citation.source_type) : null,
    citation.page ? `page ${citation.page}` : null,
  ].filter(Boolean);
  return h("span", { class: "origin" }, parts.flatMap((part, i) => (i ? [h("span", { class: "dot", "aria-hidden": "true" }, "·"), part] : [part])));
}

/** What a reader should know of a document before trusting it. @param {string[]} flags */
export function cautionTags(flags) {
  return cautions(flags).map((told) => h("span", { class: "tag care" }, told));
}
