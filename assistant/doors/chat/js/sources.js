/** The documents an answer stands on, each with the numbers of its excerpts. On paper the excerpts follow, too. */

import { chip } from "./citation.js";
import { foreign, h } from "./dom.js";
import { cautionTags, origin } from "./origin.js";
import { counted } from "./words.js";

/** @param {import("./answer.js").Answer} answer */
export function sourcesOf(answer) {
  const cited = answer.citations();
  if (!cited.length) return null;
  const documents = [...Map.groupBy(cited, (citation) => citation.document).values()];
  /** @param {import("./types.js").Citation} citation */
  const numbered = (citation) => chip(citation, { among: () => answer.citations(), address: (other) => answer.keeper.address(other, answer.ordinal) });
  const rows = documents.map((some) =>
    h(
      "li",
      null,
      h("div", { class: "sources-head" }, h("span", { class: "sources-title" }, foreign(some[0].title ?? some[0].document)), origin(some[0]), cautionTags(some[0].flags), changed(some)),
      h("div", { class: "sources-chips" }, some.map(numbered)),
      h("ol", { class: "on-paper" }, some.map((citation) => h("li", { value: citation.number }, h("blockquote", { dir: "auto" }, citation.text)))),
    ),
  );
  const label = `${counted(documents.length, "document")}, ${counted(cited.length, "excerpt")}`;
  return h("section", { class: "sources" }, h("h3", null, `Sources: ${label}`), h("ul", null, rows));
}

/** @param {import("./types.js").Citation[]} some */
function changed(some) {
  return some.every((citation) => citation.current !== false) ? null : h("span", { class: "tag care" }, "changed in the record since");
}
