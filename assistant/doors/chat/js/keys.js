/** The keyboard: every shortcut, in one table that is also what `?` shows. */

import { hidePreview } from "./citation.js";
import { current } from "./conversation.js";
import { focusSearch, nextTheme } from "./desk.js";
import { sheet } from "./dialogs.js";
import { h } from "./dom.js";
import { copyLast } from "./export.js";
import { browser } from "./memory.js";
import { closeSide, openSide } from "./page.js";
import { go } from "./router.js";
import { closeSource, step } from "./source.js";

/** @type {[string, string, () => unknown][]} */
const KEYS = [
  ["/", "Write a question", () => (current() ? current()?.composer.focus() : go("/"))],
  ["n", "New briefing", () => go("/")],
  ["j", "Next answer", () => turn(1)],
  ["k", "Answer before", () => turn(-1)],
  ["]", "Next citation", () => (document.querySelector("#source:not([hidden])") ? step(1) : firstChip())],
  ["[", "Citation before", () => step(-1)],
  ["c", "Copy the last answer with its citations", () => current() && copyLast(/** @type {any} */ (current()))],
  ["s", "Search conversations", () => (matchMedia("(max-width: 1100px)").matches && openSide(), focusSearch())],
  ["t", "Timeline", () => go("/timeline")],
  ["q", "Quotes", () => go("/quotes")],
  ["e", "Names", () => go("/e/")],
  ["d", "Documents", () => go("/documents")],
  ["l", "Change the colours", nextTheme],
  ["?", "This list", () => showShortcuts()],
];

const FIXED = [
  ["Enter", "Ask"],
  ["Shift Enter", "New line in the question"],
  ["Esc", "Stop the answer; close what is open"],
  ["← →", "Move along a timeline; + and − zoom"],
];

export function listenToKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") return void escape(event);
    if (browser.read("keys") === false || writes(event.target) || document.querySelector("dialog[open], [popover=auto]")) return;
    const found = KEYS.find(([key]) => key === event.key.toLowerCase());
    if (!found) return;
    event.preventDefault();
    found[2]();
  });
}

/** @param {EventTarget | null} target */
function writes(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

/** @param {KeyboardEvent} event */
function escape(event) {
  if (document.querySelector("dialog[open], [popover=auto]")) return;
  const view = current();
  if (hidePreview() || closeSide() || closeSource()) event.preventDefault();
  else if (view?.abort) view.stop();
}

/** @param {1 | -1} by */
function turn(by) {
  const heads = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".turn h2")]);
  const at = heads.findIndex((head) => head.closest(".turn")?.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : heads.length - 1) : Math.max(0, Math.min(heads.length - 1, at + by));
  heads[next]?.closest(".turn")?.scrollIntoView({ block: "start" });
  heads[next]?.focus({ preventScroll: true });
}

function firstChip() {
  const turns = [...document.querySelectorAll(".turn")];
  const here = turns.find((node) => node.contains(document.activeElement)) ?? turns.at(-1);
  /** @type {HTMLElement | null | undefined} */ (here?.querySelector(".sources .chip"))?.click();
}

export function showShortcuts() {
  const rows = [...FIXED.map(([key, does]) => [key, does]), ...KEYS.map(([key, does]) => [key.length === 1 ? key.toUpperCase() : key, does])];
  const off = h("input", { type: "checkbox", checked: browser.read("keys") !== false });
  off.addEventListener("change", () => browser.write("keys", off.checked ? null : false));
  sheet({
    title: "Keyboard shortcuts",
    body: [
      h("dl", { class: "shortcuts" }, rows.flatMap(([key, does]) => h("div", null, h("dt", null, key.split(" ").flatMap((one, i) => (i ? [" ", h("kbd", null, one)] : [h("kbd", null, one)]))), h("dd", null, does)))),
      h("label", { class: "choice" }, off, h("span", null, "Shortcuts of a single letter")),
    ],
  });
}
