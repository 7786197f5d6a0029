/** Sheets that ask for something, and menus. Both are the browser's own, so Escape, focus and the rest just work. */

import { button, h, icon } from "./dom.js";

/**
 * A sheet with a form; `done` gets the form when it is sent, and the sheet closes unless it returns false.
 *
 * @param {{title: string, body: (Node | null)[], confirm?: string, danger?: boolean, done?: (form: HTMLFormElement) => unknown}} options
 */
export function sheet({ title, body, confirm, danger = false, done }) {
  const dialog = h("dialog", { class: "sheet", "aria-label": title });
  const close = () => dialog.close();
  const send = confirm ? button({ label: confirm, class: danger ? "danger" : "primary" }) : null;
  if (send) send.type = "submit";
  const form = h(
    "form",
    { method: "dialog", novalidate: true },
    h("h2", null, title),
    body,
    h("div", { class: "ends" }, button({ label: confirm ? "Cancel" : "Close", press: close }), send),
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (done && (await done(form)) === false) return;
    close();
  });
  dialog.append(form);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * A button that opens a menu.
 *
 * @param {{label: string, icon?: string, bare?: boolean, class?: string}} look
 * @param {() => ({label: string, icon?: string, press: () => unknown} | null)[]} items null draws a line
 */
export function menuButton(look, items) {
  const opener = button({ ...look, "aria-haspopup": "menu", "aria-expanded": "false", press: open });
  function open() {
    const menu = h("div", { class: "menu", role: "menu", popover: "auto", "aria-label": look.label });
    for (const item of items()) {
      if (!item) menu.append(h("hr", { role: "separator" }));
      else menu.append(h("button", { type: "button", role: "menuitem", tabindex: "-1", on: { click: () => choose(item.press) } }, item.icon && icon(item.icon), item.label));
    }
    /** @param {() => unknown} press */
    const choose = (press) => {
      menu.hidePopover();
      press();
    };
    menu.addEventListener("keydown", (event) => walk(menu, event));
    menu.addEventListener("toggle", (event) => {
      if (event.newState !== "closed") return;
      opener.setAttribute("aria-expanded", "false");
      if (menu.contains(document.activeElement)) opener.focus();
      menu.remove();
    });
    document.body.append(menu);
    menu.showPopover();
    place(menu, opener);
    opener.setAttribute("aria-expanded", "true");
    menu.querySelector("button")?.focus();
  }
  return opener;
}

/** @param {HTMLElement} menu @param {KeyboardEvent} event */
function walk(menu, event) {
  const all = [...menu.querySelectorAll("button")];
  const at = all.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  all.at(to % all.length)?.focus();
}

/** Put something that floats beside what it belongs to, within the window. @param {HTMLElement} floating @param {Element} anchor */
export function place(floating, anchor) {
  const at = anchor.getBoundingClientRect();
  const size = floating.getBoundingClientRect();
  const below = at.bottom + 6 + size.height <= innerHeight || at.top < size.height + 12;
  const left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8));
  floating.style.left = `${left}px`;
  floating.style.top = `${below ? Math.min(at.bottom + 6, Math.max(8, innerHeight - size.height - 8)) : at.top - size.height - 6}px`;
}
