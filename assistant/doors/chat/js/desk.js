/** The desk: places to go, conversations to go back to, how the server is. */

import { get, send } from "./api.js";
import * as dates from "./dates.js";
import { menuButton, sheet } from "./dialogs.js";
import { announce, button, find, h, icon, put } from "./dom.js";
import { browser } from "./memory.js";
import { closeSide, notice, retitle } from "./page.js";
import { go } from "./router.js";
import { status } from "./state.js";

/** @typedef {import("./types.js").ConversationHead} Head */

const PLACES = [
  ["/timeline", "timeline", "Timeline"],
  ["/quotes", "quotes", "Quotes"],
  ["/e/", "person", "Names"],
  ["/documents", "file", "Documents"],
];

/** @type {HTMLElement} */
let list;
/** @type {HTMLInputElement} */
let searching;

/** @param {{shortcuts: () => void, key: () => void}} doors */
export function buildDesk({ shortcuts, key }) {
  const side = find("#side");
  const places = PLACES.map(([href, drawing, name]) => h("a", { href }, icon(drawing), name));
  searching = h("input", { class: "input", type: "search", placeholder: "Search conversations", "aria-label": "Search conversations" });
  searching.addEventListener("input", () => soon(refreshPast));
  list = h("div", { class: "past", role: "region", "aria-label": "Conversations", tabindex: "-1" });
  const state = h("p", { class: "state" });
  const keyButton = button({ label: "Access key", icon: "key", bare: true, press: key, hidden: true });
  put(
    side,
    h("div", { class: "side-head" }, h("a", { class: "brand", href: "/" }, h("img", { src: "/assets/mark.svg", alt: "", width: 28, height: 28 }), "Attaché"), button({ label: "Close the desk", icon: "close", bare: true, class: "close-side", press: closeSide })),
    h("div", { class: "side-act" }, h("a", { class: "button", href: "/", "data-new": "" }, icon("plus"), "New briefing", h("kbd", { "aria-hidden": "true" }, "N"))),
    h("div", { class: "places" }, places),
    h("div", { class: "side-search", role: "search" }, icon("search"), searching),
    list,
    h("div", { class: "side-foot" }, state, keyButton, themeButton(), button({ label: "Keyboard shortcuts", icon: "keyboard", bare: true, press: shortcuts })),
  );
  document.addEventListener("attache:status", () => {
    const now = status();
    if (!now) return;
    const what = now.starter ? "starter documents" : now.documents === 1 ? "document" : "documents";
    put(state, h("b", null, now.model === "extractive" ? "No language model" : now.model), `${now.documents.toLocaleString("en")} ${what}`);
    keyButton.hidden = now.who.name === "local";
  });
  document.addEventListener("attache:address", () => {
    for (const link of side.querySelectorAll("a")) {
      const path = link.getAttribute("href") ?? "";
      const here = path === "/e/" ? location.pathname.startsWith("/e/") : path !== "/" && (location.pathname === path || location.pathname.startsWith(`${path}/`));
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  });
}

let timer = 0;
/** @param {() => unknown} run */
function soon(run) {
  clearTimeout(timer);
  timer = setTimeout(run, 160);
}

let asked = 0;

/** Ask for the conversations anew; of two at once the later one counts. */
export async function refreshPast() {
  const mine = (asked += 1);
  const page = await past("");
  if (!page || mine !== asked) return; // the notice above the view tells of what failed
  const none = searching.value.trim() ? "No conversation has these words." : "Conversations are kept here.";
  put(list, page.conversations.length ? rows(page) : h("p", { class: "hint" }, none));
  document.dispatchEvent(new Event("attache:address"));
}

/** @typedef {{conversations: Head[], next: string | null}} Page */

/** @param {string} after @returns {Promise<Page | null>} */
async function past(after) {
  try {
    return await get("/v1/conversations", { q: searching.value.trim(), after, limit: 60 });
  } catch {
    return null;
  }
}

/** Conversations by when they were last written, and a way to older ones. @param {Page} page */
function rows({ conversations, next }) {
  const groups = [...Map.groupBy(conversations, (one) => dates.group(one.updated))];
  const found = groups.flatMap(([name, some]) => [h("h2", null, name), h("ul", null, some.map(row))]);
  if (!next) return found;
  const older = button({ label: "Older ones", class: "quiet" });
  older.addEventListener("click", async () => {
    const page = await past(next);
    if (page) older.replaceWith(...rows(page));
  });
  return [...found, older];
}

/** @param {Head} conversation */
function row({ id, title }) {
  const menu = menuButton({ label: `Menu of ${title}`, icon: "dots", bare: true }, () => [
    { label: "Rename", icon: "edit", press: () => rename(id, title) },
    { label: "Delete", icon: "trash", press: () => remove(id, title) },
  ]);
  return h("li", null, h("a", { href: `/c/${id}`, dir: "auto", title }, title), menu);
}

/** @param {string} id @param {string} title */
export function rename(id, title) {
  const field = h("input", { class: "input", name: "title", value: title, maxlength: 200, dir: "auto", "aria-label": "Title", required: true });
  sheet({
    title: "Rename the conversation",
    confirm: "Rename",
    body: [field],
    done: async () => {
      const wanted = field.value.trim();
      if (!wanted) return false;
      return trying(async () => {
        await send("PATCH", `/v1/conversations/${encodeURIComponent(id)}`, { title: wanted });
        if (location.pathname.startsWith(`/c/${id}`)) retitle(wanted);
        await refreshPast();
      });
    },
  });
  field.select();
}

/** @param {string} id @param {string} title */
export function remove(id, title) {
  sheet({
    title: "Delete the conversation?",
    confirm: "Delete",
    danger: true,
    body: [h("p", { dir: "auto" }, `“${title}” and its answers are removed for good. The documents stay.`)],
    done: () =>
      trying(async () => {
        await send("DELETE", `/v1/conversations/${encodeURIComponent(id)}`);
        announce("The conversation is deleted.");
        if (location.pathname.startsWith(`/c/${id}`)) go("/");
        await refreshPast();
      }),
  });
}

/** @param {() => Promise<void>} work */
async function trying(work) {
  try {
    await work();
  } catch (error) {
    notice(/** @type {Error} */ (error).message);
  }
  return true;
}

export function focusSearch() {
  searching.focus();
  searching.select();
}

const THEMES = /** @type {const} */ ([
  ["system", "system", "Colours of the system"],
  ["light", "sun", "Light colours"],
  ["dark", "moon", "Dark colours"],
]);

function themeButton() {
  const node = button({ label: "Colours", icon: "system", bare: true, press: nextTheme });
  dress(node);
  return node;
}

/** @param {Element} node */
function dress(node) {
  const [, drawing, label] = THEMES.find(([name]) => name === (document.documentElement.dataset.theme ?? "system")) ?? THEMES[0];
  node.setAttribute("aria-label", label);
  node.setAttribute("title", label);
  node.setAttribute("data-theme-button", "");
  put(node, icon(drawing));
}

/** System, light, dark, and round again. */
export function nextTheme() {
  const names = THEMES.map(([name]) => name);
  const at = names.indexOf(/** @type {any} */ (document.documentElement.dataset.theme ?? "system"));
  const next = names[(at + 1) % names.length];
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  browser.write("theme", next === "system" ? null : next);
  for (const node of document.querySelectorAll("[data-theme-button]")) dress(node);
  announce(THEMES[(at + 1) % names.length][2]);
}

