/** Who or what a name is, as the record has it: offices over time, other names, company, excerpts. */

import { inPath, search, tool } from "../api.js";
import { chip } from "../citation.js";
import * as dates from "../dates.js";
import { foreign, h, svg } from "../dom.js";
import { origin } from "../origin.js";
import { showView } from "../page.js";
import { closeSource } from "../source.js";
import { counted } from "../words.js";
import { filters } from "./filters.js";
import { fetched, nothing } from "./result.js";

/**
 * @typedef {import("../types.js").Citation} Citation
 * @typedef {{title: string, from: string | null, to: string | null, former: boolean, citation: Citation}} Role
 * @typedef {{name: string, type: string, mentions: number}} Match
 * @typedef {{name: string, type: string, aliases: string[], roles: Role[], mentions: number, documents: number, first: string | null,
 *   last: string | null, related: Match[], matches: Match[], excerpts: Citation[], truncated: boolean, note: string | null}} Entity
 */

/** @param {import("../router.js").Place} place */
export function show({ parts: [name], query }) {
  closeSource({ keepAddress: true });
  const found = h("div", { class: "found" });
  const given = new URLSearchParams({ name, as_of: query.get("as_of") ?? "" });
  const form = filters(
    "/e/",
    given,
    [
      { name: "name", label: "Person, body, place or agreement", placeholder: "A name" },
      { name: "as_of", label: "As of", type: "date" },
    ],
    "Look up",
    ({ name: wanted, as_of }) => `/e/${inPath(wanted)}${search({ as_of })}`,
  );
  showView({ title: name || "Names", body: h("div", { class: "scroll" }, h("div", { class: "view" }, form, found)) });
  if (!name) {
    found.append(h("p", { class: "hint lead" }, "Offices with the days the record shows them held, other names, who and what is named beside it, and the excerpts it all rests on."));
    /** @type {HTMLElement | null} */ (form.querySelector("input"))?.focus();
    return;
  }
  fetched(found, () => tool("entity_lookup", { name, as_of: query.get("as_of"), limit: 20 }), (entity) => draw(entity, query.get("as_of") ?? ""));
}

/** @param {Entity} entity @param {string} as_of */
function draw(entity, as_of) {
  if (!entity.name) {
    const others = entity.matches.map((match) => h("li", null, link(match.name, as_of), h("span", { class: "hint" }, ` ${match.type}, ${counted(match.mentions, "mention")}`)));
    return nothing(entity.note ?? "The record does not name this.", others.length ? h("ul", { class: "matches" }, others) : null);
  }
  const all = entity.excerpts.map((citation, index) => Object.assign(citation, { number: index + 1 }));
  const roleIds = new Set(entity.roles.map((role) => role.citation.id));
  const rest = all.filter((citation) => !roleIds.has(citation.id));
  const seen = [counted(entity.mentions, "mention"), `in ${counted(entity.documents, "document")}`, entity.first && (entity.first === entity.last ? dates.long(entity.first) : `${dates.long(entity.first)} to ${dates.long(entity.last)}`)].filter(Boolean).join(", ");
  return h(
    "article",
    { class: "card" },
    h("header", null, h("h2", null, foreign(entity.name)), h("span", { class: "tag accent" }, entity.type), h("p", { class: "hint" }, `${seen}${as_of ? `, as of ${dates.long(as_of)}` : ""}.`)),
    entity.aliases.length ? part("Also named", h("p", { class: "people" }, entity.aliases.map((alias) => foreign(alias, "alias")))) : null,
    entity.roles.length ? part("Offices, as the record shows them", h("ul", { class: "roles" }, roles(entity, all))) : null,
    entity.related.length ? part("Named beside", company(entity, as_of)) : null,
    part("Go on", h("p", { class: "people" }, h("a", { class: "button", href: `/timeline${search({ entity: entity.name, to: as_of })}` }, "Timeline"), h("a", { class: "button", href: `/quotes${search({ speaker: entity.name, to: as_of })}` }, "Quotes"), h("a", { class: "button", href: `/${search({ q: `Who is ${entity.name}?` })}` }, "Ask"))),
    rest.length ? part(`Excerpts${entity.truncated ? " (the first ones)" : ""}`, h("ol", { class: "excerpts" }, rest.map((citation) => excerpt(citation, all)))) : null,
  );
}

/** @param {string} title @param {Node} body */
function part(title, body) {
  return h("section", { class: "card-part" }, h("h3", null, title), body);
}

/** @param {string} name @param {string} as_of */
function link(name, as_of) {
  return h("a", { class: "person", href: `/e/${inPath(name)}${search({ as_of })}` }, foreign(name));
}

/** Offices as bars over the days on which the record shows them held. @param {Entity} entity @param {Citation[]} all */
function roles(entity, all) {
  const days = entity.roles.flatMap((role) => [role.from, role.to]).filter((day) => day !== null).map(dates.moment);
  const [lo, hi] = [Math.min(...days), Math.max(...days)];
  return entity.roles.map((role) => {
    const shown = role.from ? (role.from === role.to ? dates.long(role.from) : `${dates.long(role.from)} to ${dates.long(role.to)}`) : "no day told";
    return h("li", null, h("div", null, h("strong", null, foreign(role.title)), role.former ? h("span", { class: "tag" }, "former") : null, chip(role.citation, { number: "source", among: () => all })), h("span", { class: "hint" }, shown), role.from ? bar(role, lo, hi) : null);
  });
}

/** @param {Role} role @param {number} lo @param {number} hi */
function bar(role, lo, hi) {
  const width = Math.max(1, hi - lo);
  const left = ((dates.moment(role.from ?? "") - lo) / width) * 94;
  const right = ((dates.moment(role.to ?? role.from ?? "") - lo) / width) * 94;
  return svg("svg", { class: "role-bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" }, svg("rect", { class: "role-ground", width: 100, height: 4 }), svg("rect", { class: "role-held", x: left, width: Math.max(6, right - left + 6), height: 4 }));
}

/** Who and what is named in the same sentences, by how often. @param {Entity} entity @param {string} as_of */
function company(entity, as_of) {
  const most = Math.max(...entity.related.map((match) => match.mentions));
  return h("ul", { class: "company" }, entity.related.map((match) => h("li", null, link(match.name, as_of), h("meter", { min: 0, max: most, value: match.mentions, "aria-label": `sentences shared with ${match.name}` }), h("span", { class: "hint" }, counted(match.mentions, "sentence")))));
}

/** @param {Citation} citation @param {Citation[]} all */
function excerpt(citation, all) {
  return h("li", null, h("blockquote", { dir: "auto" }, citation.text, " ", chip(citation, { number: "source", among: () => all })), origin(citation));
}

