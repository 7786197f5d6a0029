/** Who said what, by speaker and date, in the documents' own words. */

import { search, tool } from "../api.js";
import { chip } from "../citation.js";
import * as dates from "../dates.js";
import { foreign, h } from "../dom.js";
import { origin } from "../origin.js";
import { showView } from "../page.js";
import { closeSource } from "../source.js";
import { counted } from "../words.js";
import { filters } from "./filters.js";
import { fetched, nothing } from "./result.js";

/**
 * @typedef {{speaker: {name: string, role: string | null}, kind: string, words: string, said: import("../types.js").Days | null,
 *   reported_by: string | null, documents: number, citation: import("../types.js").Citation}} Quote
 */

const KINDS = /** @type {Record<string, string>} */ ({ indirect: "reported, not word for word", mixed: "partly word for word" });

/** @param {import("../router.js").Place} place */
export function show({ query }) {
  closeSource({ keepAddress: true });
  const found = h("div", { class: "found" });
  const form = filters(
    "/quotes",
    query,
    [
      { name: "speaker", label: "Speaker", placeholder: "Name or office" },
      { name: "about", label: "About", placeholder: "Anything" },
      { name: "from", label: "From", type: "date" },
      { name: "to", label: "To", type: "date" },
      { name: "kind", label: "Kind", type: "select", choices: [["any", "All"], ["direct", "Word for word"], ["indirect", "Reported"]] },
      { name: "by", label: "By", type: "select", choices: [["speaker", "Speaker"], ["date", "Date"]] },
    ],
    "Show",
  );
  showView({ title: "Quotes", body: h("div", { class: "scroll" }, h("div", { class: "view" }, form, found)) });
  const given = Object.fromEntries(["speaker", "about", "from", "to", "kind"].map((name) => [name, query.get(name)]));
  fetched(found, () => tool("quote_retrieval", { ...given, limit: 200 }), (result) => draw(result, query));
}

/** @param {{quotes: Quote[], matches: string[], truncated: boolean, note: string | null}} result @param {URLSearchParams} query */
function draw(result, query) {
  if (!result.quotes.length) {
    const others = result.matches.map((name) => h("li", null, h("a", { href: `/quotes${search({ ...Object.fromEntries(query), speaker: name })}` }, foreign(name))));
    return nothing(result.note ?? "The record has no such words. Leave a field empty, or widen the days.", others.length ? h("ul", { class: "matches" }, others) : null);
  }
  const byDate = query.get("by") === "date";
  const groups = Map.groupBy(result.quotes, (quote) => (byDate ? dates.long(day(quote)) : quote.speaker.name));
  const sorted = byDate ? [...groups] : [...groups].sort(([a, some], [b, others]) => Number(a === "") - Number(b === "") || others.length - some.length || a.localeCompare(b));
  const all = result.quotes.map((quote, index) => Object.assign(quote.citation, { id: `quote-${index}`, number: null }));
  const told = `${counted(result.quotes.length, "quotation")}${result.truncated ? ", the latest; narrow the search to see others" : ""}.`;
  return [h("h2", { class: "view-head" }, told), ...sorted.map(([name, some]) => h("section", { class: "quote-group" }, head(name, some, byDate), h("ul", null, some.map((quote) => row(quote, all, byDate)))))];
}

/** The day of the words, or of their publication. @param {Quote} quote */
function day(quote) {
  return quote.said?.lo ?? quote.citation.date;
}

/** @param {string} name @param {Quote[]} some @param {boolean} byDate */
function head(name, some, byDate) {
  if (byDate) return h("h3", null, name);
  if (!name) return h("h3", null, "Speaker not told");
  const role = some.find((quote) => quote.speaker.role)?.speaker.role;
  return h("h3", null, h("a", { href: `/e/${encodeURIComponent(name)}` }, foreign(name)), role ? h("span", { class: "hint" }, " ", foreign(role)) : null);
}

/** @param {Quote} quote @param {import("../types.js").Citation[]} all @param {boolean} byDate */
function row(quote, all, byDate) {
  const said = quote.said ? `said ${dates.span(quote.said)}` : `published ${dates.long(quote.citation.date)}; the day it was said is not told`;
  return h(
    "li",
    { class: `quote ${quote.kind}` },
    h("blockquote", { dir: "auto" }, quote.kind === "direct" ? ["“", quote.words, "”"] : quote.words, " ", chip(quote.citation, { number: "source", among: () => all })),
    h("p", { class: "quote-from" }, KINDS[quote.kind] ? h("span", { class: "tag" }, KINDS[quote.kind]) : null, byDate ? h("strong", null, foreign(quote.speaker.name || "Speaker not told")) : null, h("span", null, said), quote.reported_by ? h("span", null, "passed on by ", foreign(quote.reported_by)) : null, quote.documents > 1 ? h("span", null, `in ${quote.documents} documents`) : null, origin(quote.citation, { age: false })),
  );
}
