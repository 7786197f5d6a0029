/** A citation where it is cited: a numbered chip that previews its excerpt and opens its source. */

import * as dates from "./dates.js";
import { place } from "./dialogs.js";
import { h, put } from "./dom.js";
import { cautionTags, origin } from "./origin.js";
import { openSource } from "./source.js";

/** @typedef {import("./types.js").Citation} Citation */

/**
 * @param {Citation} citation
 * @param {{number?: number | string | null, among?: () => Citation[], address?: (citation: Citation) => string | null}} [where]
 *   `among` are the citations to step through; `address` gives a link to this one
 */
export function chip(citation, { number = citation.number, among = () => [citation], address } = {}) {
  const from = [citation.source ?? citation.title ?? citation.document, dates.short(citation.date)].join(", ");
  const node = h("button", { type: "button", class: "chip", "data-cite": citation.id, "aria-label": `Source ${number ?? ""}: ${from}` }, number ?? "source");
  node.addEventListener("click", () => {
    hidePreview();
    openSource(citation, { among: among(), address, opener: node });
  });
  node.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && soon(() => preview(node, citation)));
  node.addEventListener("pointerleave", hidePreview);
  node.addEventListener("focus", () => node.matches(":focus-visible") && preview(node, citation));
  node.addEventListener("blur", hidePreview);
  return node;
}

const LONGEST = 420;
let timer = 0;
/** @type {HTMLElement | null} */
let shown = null;

/** @param {() => void} run */
function soon(run) {
  clearTimeout(timer);
  timer = setTimeout(run, 140);
}

/** @param {HTMLElement} anchor @param {Citation} citation */
function preview(anchor, citation) {
  hidePreview();
  const cut = citation.text.length > LONGEST ? `${citation.text.slice(0, LONGEST).trimEnd()}…` : citation.text;
  const floating = h("div", { class: "preview", id: "preview", role: "tooltip", popover: "manual" });
  put(floating, origin(citation), citation.title && h("strong", { dir: "auto" }, citation.title), h("blockquote", { dir: "auto" }, cut), cautionTags(citation.flags));
  document.body.append(floating);
  floating.showPopover();
  place(floating, anchor);
  anchor.setAttribute("aria-describedby", "preview");
  shown = floating;
}

export function hidePreview() {
  clearTimeout(timer);
  if (!shown) return false;
  document.querySelector('[aria-describedby="preview"]')?.removeAttribute("aria-describedby");
  shown.remove();
  shown = null;
  return true;
}
