/** The frame that every view stands in: its bar, its title, where focus goes. */

import { button, find, h, put } from "./dom.js";

/**
 * Show a view.
 *
 * @param {{title: string, heading?: import("./dom.js").Child, actions?: Node[], body: Node, foot?: Node | null, focus?: boolean}} view
 */
export function showView({ title, heading = title, actions = [], body, foot = null, focus = true }) {
  const main = find("#main");
  const opener = button({ label: "Open the desk", icon: "menu", bare: true, class: "opens-side", press: openSide });
  const head = h("h1", { tabindex: "-1", dir: "auto" }, heading);
  document.title = title === "Attaché" ? title : `${title} · Attaché`;
  put(main, h("header", { class: "bar" }, opener, head, actions), body, foot);
  closeSide();
  if (focus) head.focus({ preventScroll: true });
}

/** @param {string} title */
export function retitle(title) {
  document.title = `${title} · Attaché`;
  const head = document.querySelector(".bar h1");
  if (head) head.textContent = title;
}

let before = /** @type {Element | null} */ (null);

export function openSide() {
  before = document.activeElement;
  find("#shell").classList.add("side-open");
  find("#veil").removeAttribute("hidden");
  /** @type {HTMLElement | null} */ (document.querySelector("#side .brand"))?.focus();
}

export function closeSide() {
  const shell = find("#shell");
  if (!shell.classList.contains("side-open")) return false;
  shell.classList.remove("side-open");
  find("#veil").setAttribute("hidden", "");
  if (before instanceof HTMLElement && before.isConnected) before.focus();
  return true;
}

/** A strip above the view. @param {string | null} text null takes it away @param {{kind?: string, actions?: Node[]}} [how] */
export function notice(text, { kind = "", actions = [] } = {}) {
  const strip = find("#notice");
  strip.className = `notice ${kind}`.trim();
  if (text === null) {
    strip.setAttribute("hidden", "");
    return;
  }
  put(strip, h("span", null, text), actions);
  strip.removeAttribute("hidden");
}
