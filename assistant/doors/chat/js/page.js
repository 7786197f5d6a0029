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
  if (focus && !sideIsOpen()) head.focus({ preventScroll: true });
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

function sideIsOpen() {
  return find("#shell").classList.contains("side-open");
}

export function closeSide() {
  if (!sideIsOpen()) return false;
  find("#shell").classList.remove("side-open");
  find("#veil").setAttribute("hidden", "");
  const back = before?.isConnected ? before : document.querySelector(".opens-side"); // another view may have come meanwhile
  if (back instanceof HTMLElement) back.focus();
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
