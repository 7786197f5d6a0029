/** A document as a page of its own, at the marked span where the address names one. */

import { h, put } from "../dom.js";
import { cautionTags, origin } from "../origin.js";
import { showView } from "../page.js";
import { closeSource, showText } from "../source.js";

/** @param {import("../router.js").Place} place */
export async function show({ parts: [id], query }) {
  closeSource({ keepAddress: true });
  const [start, end] = [count(query.get("start")), count(query.get("end"))];
  const head = h("header", { class: "document-head" });
  const body = h("div", { class: "source-body document", tabindex: "0", role: "region", "aria-label": "Text of the document" });
  showView({ title: id, heading: "Document", body: h("div", { class: "document-page" }, head, body) });
  put(body, h("p", { class: "hint" }, "Opening the document …"));
  const part = await showText(body, { document: id, start, end: Math.max(start, end) }, []);
  if (!part || !head.isConnected) return;
  const name = part.title ?? part.id;
  const place = { ...part, document: part.id, page: null, number: null };
  showHead(head, place, name);
}

/** @param {HTMLElement} head @param {any} place @param {string} name */
function showHead(head, place, name) {
  document.title = `${name} · Attaché`;
  put(head, h("h2", { dir: "auto" }, name), origin(place), h("span", { class: "tag" }, `collection ${place.collection}`), cautionTags(place.flags));
}

/** @param {string | null} text */
function count(text) {
  const number = Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}
