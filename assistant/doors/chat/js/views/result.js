/** What a view shows while it waits, when nothing is found, and when it failed. */

import { announce, button, h, icon, put } from "../dom.js";

/**
 * Run a request and show what it brings; a later run of the same place wins.
 *
 * @template T
 * @param {HTMLElement} place @param {() => Promise<T>} request @param {(result: T) => import("../dom.js").Child | import("../dom.js").Child[]} draw
 */
export async function fetched(place, request, draw) {
  put(place, h("p", { class: "hint loading" }, "Looking through the record …"));
  place.setAttribute("aria-busy", "true");
  try {
    const result = await request();
    if (place.isConnected) put(place, ...[draw(result)].flat());
  } catch (error) {
    const told = /** @type {Error} */ (error).message;
    put(place, h("div", { class: "note bad" }, icon("warn"), h("div", null, h("p", { dir: "auto" }, told), button({ label: "Try again", icon: "retry", press: () => fetched(place, request, draw) }))));
    announce(told, "assertive");
  } finally {
    place.removeAttribute("aria-busy");
  }
}

/** @param {string} told @param {import("../dom.js").Child} [more] */
export function nothing(told, more) {
  announce(told);
  return h("div", { class: "nothing" }, icon("none"), h("p", { dir: "auto" }, told), more);
}
