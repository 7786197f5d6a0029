/** The key a server may ask for. */

import { key, useKey } from "./api.js";
import { sheet } from "./dialogs.js";
import { h } from "./dom.js";
import { status } from "./state.js";

let asking = false;

/** Ask for a key; the page is loaded anew with it. @param {string} [told] */
export function askForKey(told = "This server asks for an access key. Whoever runs it makes one with: attache keys add") {
  if (asking) return;
  asking = true;
  const who = status()?.who;
  const field = h("input", { class: "input", type: "password", name: "key", autocomplete: "off", spellcheck: "false", placeholder: "att_…", "aria-label": "Access key" });
  const stay = h("input", { type: "checkbox" });
  const dialog = sheet({
    title: "Access key",
    confirm: "Use this key",
    body: [
      h("p", null, who && key() ? `You are here as ${who.name}. An empty field signs you out.` : told),
      h("label", { class: "field" }, h("span", null, "Key"), field),
      h("label", { class: "choice" }, stay, h("span", null, "Remember it in this browser")),
    ],
    done: () => {
      const secret = field.value.trim();
      if (!secret && !key()) return false;
      useKey(secret || null, stay.checked);
      location.reload();
      return true;
    },
  });
  dialog.addEventListener("close", () => {
    asking = false;
  });
}
