/** The documents of the record, and the place to drop new ones. */

import { get, inPath, send } from "../api.js";
import { long } from "../dates.js";
import { sheet } from "../dialogs.js";
import { button, foreign, h, icon } from "../dom.js";
import { cautionTags } from "../origin.js";
import { notice, showView } from "../page.js";
import { closeSource } from "../source.js";
import { refreshStatus, status } from "../state.js";
import { counted, sourceType } from "../words.js";
import { intake } from "./intake.js";
import { fetched, nothing } from "./result.js";

/**
 * @typedef {{id: string, title: string | null, source: string | null, source_type: string | null, date: string | null, characters: number,
 *   flags: string[], collection: string}} Head
 */

const PAGE = 200;

export function show() {
  closeSource({ keepAddress: true });
  const found = h("div", { class: "found" });
  const again = () => fetched(found, () => get("/v1/documents", { limit: PAGE }), (page) => draw(page));
  const may = status()?.who.scopes.includes("ingest") ?? true;
  const add = status()?.starter ? starterNote() : may ? intake(() => Promise.all([again(), refreshStatus()])) : null;
  showView({ title: "Documents", body: h("div", { class: "scroll" }, h("div", { class: "view wide" }, add, found)) });
  again();
}

/** The starter documents are nobody's to add to. */
function starterNote() {
  const told = ["These are the starter documents, a small record to try things on. Run ", h("code", null, "attache ingest FOLDER"), " and start the server again: your documents take their place, and more can then be dropped here."];
  return h("div", { class: "note" }, icon("file"), h("p", null, told));
}

/** @param {{documents: Head[], next: string | null}} page */
function draw(page) {
  const now = status();
  if (!page.documents.length) return nothing("There are no documents yet. Drop files above, or run: attache ingest FOLDER");
  const body = h("tbody", null, page.documents.map(row));
  const table = h("table", { class: "documents" }, h("thead", null, h("tr", null, ["Title", "Source", "Date", "Kind", "Length"].map((name) => h("th", { scope: "col" }, name)), h("th", null, h("span", { class: "unseen" }, "Delete")))), body);
  const told = now ? `${counted(now.documents, "document")}${now.starter ? ": the starter documents" : ""}.` : "";
  return [h("h2", { class: "view-head" }, told), narrowing(body), h("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": "Documents" }, table), next(page, body)];
}

/** @param {HTMLTableSectionElement} body */
function narrowing(body) {
  const field = h("input", { class: "input narrow", type: "search", placeholder: "Narrow by title, source or id", "aria-label": "Narrow by title, source or id" });
  field.addEventListener("input", () => {
    const wanted = field.value.toLowerCase();
    for (const row of body.rows) row.hidden = !`${row.textContent} ${row.dataset.id}`.toLowerCase().includes(wanted);
  });
  return field;
}

/** @param {{next: string | null}} page @param {HTMLElement} body */
function next(page, body) {
  if (!page.next) return null;
  const more = button({
    label: "Show more",
    press: async () => {
      const following = await get("/v1/documents", { limit: PAGE, after: page.next });
      body.append(...following.documents.map(row));
      const another = next(following, body);
      if (another) more.replaceWith(another);
      else more.remove();
    },
  });
  return more;
}

/** @param {Head} head @returns {HTMLElement} */
function row(head) {
  /** @type {HTMLElement} */
  const line = h(
    "tr",
    { "data-id": head.id },
    h("td", null, h("a", { href: `/d/${inPath(head.id)}` }, foreign(head.title ?? head.id)), " ", cautionTags(head.flags), head.collection === "default" ? null : h("span", { class: "tag" }, head.collection)),
    h("td", null, head.source ? foreign(head.source) : "not told"),
    h("td", null, head.date ? long(head.date) : h("span", { class: "tag care" }, "undated")),
    h("td", null, sourceType(head.source_type)),
    h("td", { class: "number" }, head.characters.toLocaleString("en")),
    h("td", null, status()?.starter || !status()?.who.scopes.includes("ingest") ? null : button({ label: `Delete ${head.title ?? head.id}`, icon: "trash", bare: true, press: () => remove(head, line) })),
  );
  return line;
}

/** @param {Head} head @param {HTMLElement} line */
function remove(head, line) {
  sheet({
    title: "Delete the document?",
    confirm: "Delete",
    danger: true,
    body: [h("p", { dir: "auto" }, `“${head.title ?? head.id}” and all that was read out of it are removed. Answers that cite it keep their words, but cannot be checked again.`)],
    done: async () => {
      try {
        await send("DELETE", `/v1/documents/${inPath(head.id)}`);
        line.remove();
        await refreshStatus();
      } catch (error) {
        notice(/** @type {Error} */ (error).message);
      }
    },
  });
}
