/** The document beside the conversation: scrolled to the cited passage, the exact span marked. */

import { get, inPath, search } from "./api.js";
import { announce, button, find, foreign, h, icon, put } from "./dom.js";
import { length, pieces } from "./offsets.js";
import { cautionTags, origin } from "./origin.js";
import { note } from "./router.js";
import { counted } from "./words.js";

/**
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {{id: string, title: string | null, text: string, start: number, end: number, characters: number, sha256: string,
 *   source: string | null, date: string | null, source_type: string | null, author?: string | null, url: string | null,
 *   flags: string[], pages?: number[], collection: string, language: string | null}} Part a document, or a stretch of it
 * @typedef {{start: number, end: number, number?: number | null}} Place
 */

const AROUND = 12_000; // characters fetched before and after the passage

/** @type {{among: Citation[], address?: (citation: Citation) => string | null, opener?: HTMLElement, at: Citation} | null} */
let open = null;

/**
 * Open a citation's document in the panel.
 *
 * @param {Citation} citation
 * @param {{among?: Citation[], address?: (citation: Citation) => string | null, opener?: HTMLElement}} [where]
 */
export async function openSource(citation, { among = [citation], address, opener } = {}) {
  open = { among, address, opener: opener ?? open?.opener, at: citation };
  const panel = find("#source");
  panel.removeAttribute("hidden");
  find("#shell").classList.add("has-source");
  markChips(citation);
  const link = address?.(citation);
  if (link) note(link);
  const body = h("div", { class: "source-body", tabindex: "0", role: "region", "aria-label": "Text of the document" }, h("p", { class: "hint" }, "Opening the document …"));
  put(panel, sourceHead(citation), body);
  /** @type {HTMLElement} */ (find(".source-close", panel)).focus({ preventScroll: true });
  const current = open;
  await showText(body, citation, among.filter((other) => other.document === citation.document), () => open === current);
}

/** Close the panel; true when there was one to close. */
export function closeSource({ keepAddress = false } = {}) {
  const panel = find("#source");
  if (panel.hasAttribute("hidden")) return false;
  panel.setAttribute("hidden", "");
  panel.replaceChildren();
  find("#shell").classList.remove("has-source");
  markChips(null);
  if (open?.opener?.isConnected) open.opener.focus({ preventScroll: true });
  if (!keepAddress && location.hash) note(location.pathname + location.search);
  open = null;
  return true;
}

/** The next citation of the answer, or the one before. @param {1 | -1} by */
export function step(by) {
  if (!open || open.among.length < 2) return;
  const at = open.among.findIndex((citation) => citation.id === open?.at.id);
  const next = open.among.at((at + by) % open.among.length);
  if (next) openSource(next, open);
}

/** @param {Citation | null} citation */
function markChips(citation) {
  for (const chip of document.querySelectorAll(".chip[aria-current]")) chip.removeAttribute("aria-current");
  if (!citation) return;
  for (const chip of document.querySelectorAll(".chip[data-cite]")) {
    if (/** @type {HTMLElement} */ (chip).dataset.cite === citation.id) chip.setAttribute("aria-current", "true");
  }
}

/** @param {Citation} citation */
function sourceHead(citation) {
  const among = open?.among ?? [];
  const at = among.findIndex((other) => other.id === citation.id) + 1;
  const alone = among.length < 2;
  const steps = h(
    "div",
    { class: "source-steps" },
    button({ label: "Previous citation", icon: "left", bare: true, disabled: alone, press: () => step(-1) }),
    h("span", null, alone ? "1 citation" : `${at} of ${among.length}`),
    button({ label: "Next citation", icon: "right", bare: true, disabled: alone, press: () => step(1) }),
    h("a", { class: "button bare", href: documentAddress(citation), "aria-label": "Open the document as a page", title: "Open the document as a page" }, icon("open")),
    button({ label: "Close the source", icon: "close", bare: true, class: "source-close", press: () => closeSource() }),
  );
  const number = citation.number ? h("span", { class: "chip still", "aria-hidden": "true" }, citation.number) : null;
  return h("header", { class: "source-head" }, steps, h("h2", null, number, foreign(citation.title ?? citation.document)), origin(citation), cautionTags(citation.flags));
}

/** @param {{document: string, start: number, end: number}} citation */
export function documentAddress({ document, start, end }) {
  return `/d/${inPath(document)}${search({ start, end })}`;
}

/**
 * Fetch a document around a passage and show it.
 *
 * @param {HTMLElement} body @param {{document: string, start: number, end: number, sha256?: string}} passage
 * @param {Place[]} others further spans to mark faintly @param {() => boolean} [wanted] false when the person has gone on
 * @returns {Promise<Part | null>}
 */
export async function showText(body, passage, others, wanted = () => true) {
  /** @type {Part} */
  let part;
  try {
    part = await fetchPart(passage.document, Math.max(0, passage.start - AROUND), passage.end + AROUND);
  } catch (error) {
    if (wanted()) put(body, h("div", { class: "note bad" }, h("div", null, String(/** @type {Error} */ (error).message), button({ label: "Try again", icon: "retry", press: () => showText(body, passage, others, wanted) }))));
    return null;
  }
  if (!wanted()) return null;
  const changed = passage.sha256 && passage.sha256 !== part.sha256;
  const text = h("div", { class: "source-text", dir: "auto" });
  put(
    body,
    changed ? h("p", { class: "note care", role: "alert" }, "This document has changed since it was cited; the mark may stand in the wrong place.") : null,
    text,
    h("p", { class: "source-foot hint" }, [part.author && `By ${part.author}.`, `${counted(part.characters, "character")}; the cited ones are ${passage.start.toLocaleString("en")} to ${passage.end.toLocaleString("en")}.`, `SHA-256 ${part.sha256.slice(0, 12)}…`].filter(Boolean).join(" ")),
  );
  draw(text, part, passage, others);
  const mark = text.querySelector("mark.cited");
  mark?.scrollIntoView({ block: "center" });
  announce(mark ? `The document is open at the cited passage: ${mark.textContent}` : "The document is open.");
  return part;
}

/** @param {string} id @param {number} start @param {number} end @returns {Promise<Part>} */
export function fetchPart(id, start, end) {
  return get(`/v1/documents/${inPath(id)}`, { start, end });
}

/** @param {HTMLElement} text @param {Part} part @param {Place} passage @param {Place[]} others */
function draw(text, part, passage, others) {
  const spans = [{ start: passage.start, end: passage.end, cited: true }, ...others.map((other) => ({ start: other.start, end: other.end, cited: false }))];
  const drawn = pieces(part.text, part.start, spans).map((piece) => {
    const cited = piece.spans.some((span) => span.cited);
    return piece.spans.length ? h("mark", { class: cited ? "cited" : "also" }, piece.text) : piece.text;
  });
  put(text, more(part, "Show earlier text", part.start > 0, async () => widen(-1)), drawn, more(part, "Show later text", part.end < part.characters, async () => widen(1)));

  /** @param {1 | -1} way */
  async function widen(way) {
    const start = way < 0 ? Math.max(0, part.start - 4 * AROUND) : part.end;
    const end = way < 0 ? part.start : Math.min(part.characters, part.end + 4 * AROUND);
    const added = await fetchPart(part.id, start, end);
    const top = text.parentElement?.scrollTop ?? 0;
    const height = text.scrollHeight;
    const whole = way < 0 ? { ...part, start, text: added.text + part.text } : { ...part, end: start + length(added.text), text: part.text + added.text };
    draw(text, whole, passage, others);
    if (way < 0) text.parentElement?.scrollTo({ top: top + text.scrollHeight - height });
  }
}

/** @param {Part} part @param {string} label @param {boolean} wanted @param {() => Promise<void>} press */
function more(part, label, wanted, press) {
  if (!wanted) return null;
  const node = button({ label, class: "quiet more", press: () => press().catch((error) => put(node, `${error.message}`)) });
  return node;
}
