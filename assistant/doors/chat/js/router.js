/** Which view an address shows. Links within the page change the view without loading it anew. */

import { closeSide } from "./page.js";

/**
 * @typedef {{path: string, query: URLSearchParams, mark: string, parts: string[]}} Place
 * @typedef {(place: Place) => unknown} View
 */

/** @type {[RegExp, View][]} */
const routes = [];

/** @param {RegExp} pattern over the path; its groups are the place's `parts` @param {View} view */
export function route(pattern, view) {
  routes.push([pattern, view]);
}

/** Go to an address of this page. @param {string} address @param {{replace?: boolean}} [how] */
export function go(address, { replace = false } = {}) {
  if (replace) history.replaceState(null, "", address);
  else if (address !== location.pathname + location.search + location.hash) history.pushState(null, "", address);
  show();
}

/** Change the address without changing the view. @param {string} address */
export function note(address) {
  history.replaceState(null, "", address);
  document.dispatchEvent(new Event("attache:address"));
}

let shown = /** @type {Place | null} */ (null);

/** Whether the reader has gone nowhere else since. @param {Place} place */
export function isShown(place) {
  return place === shown;
}

/** Show what the address says. The desk closes at once: a view may take its time to come. */
export function show() {
  const { pathname, search, hash } = location;
  closeSide();
  for (const [pattern, view] of routes) {
    const found = pattern.exec(pathname);
    if (!found) continue;
    const parts = found.slice(1).map((part) => decoded(part ?? ""));
    shown = { path: pathname, query: new URLSearchParams(search), mark: hash.slice(1), parts };
    view(shown);
    document.dispatchEvent(new Event("attache:address"));
    return;
  }
  go("/", { replace: true });
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Follow the links and the browser's own buttons. */
export function start() {
  addEventListener("popstate", show);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
  show();
}
