/** The list of sources below an answer: each excerpt once, under its number. On paper it carries the excerpts, too. */

import { chip } from "./citation.js";
import { foreign, h } from "./dom.js";
import { cautionTags, origin } from "./origin.js";
import { counted } from "./words.js";

/** @param {import("./answer.js").Answer} answer */
export function sourcesOf(answer) {
  const cited = answer.citations();
  if (!cited.length) return null;
  const documents = new Set(cited.map((citation) => citation.document)).size;
  const rows = cited.map((citation) =>
    h(
      "li",
      null,
      chip(citation, { among: () => answer.citations(), address: (other) => answer.keeper.address(other, answer.ordinal) }),
      h("div", null, h("span", { class: "sources-title" }, foreign(citation.title ?? citation.document)), origin(citation), cautionTags(citation.flags), h("blockquote", { class: "on-paper", dir: "auto" }, citation.text)),
    ),
  );
  const label = `${counted(cited.length, "source")}${documents < cited.length ? ` from ${counted(documents, "document")}` : ""}`;
  return h("section", { class: "sources" }, h("h3", null, label), h("ol", null, rows));
}
