/** Files dropped or chosen go to the server one by one; each is told what became of it. */

import { Trouble, request } from "../api.js";
import { announce, button, foreign, h, icon, put } from "../dom.js";
import { serverEvents } from "../stream.js";
import { status } from "../state.js";
import { counted } from "../words.js";

const OUTCOMES = /** @type {Record<string, [string, string]>} */ ({
  added: ["good", "added"],
  replaced: ["good", "replaced"],
  unchanged: ["", "unchanged"],
  refused: ["bad", "refused"],
});

/** @param {() => unknown} changed called when documents went in */
export function intake(changed) {
  const picker = h("input", { type: "file", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true", "data-picker": "" });
  const list = h("ul", { class: "intake-list", "aria-label": "What became of the files" });
  const collection = collections();
  const zone = h(
    "section",
    { class: "intake", "aria-label": "Add documents" },
    h("div", { class: "intake-lead" }, icon("upload"), h("div", null, h("p", null, h("strong", null, "Drop files here"), ", or ", button({ label: "choose them", class: "choose", press: () => picker.click() }), "."), h("p", { class: "hint" }, "Text, Markdown, HTML, PDF, Word, e-mail, JSON lines. A document without a date goes in flagged as undated."))),
    collection,
    picker,
    list,
  );
  /** @param {File[]} files */
  const take = async (files) => {
    if (!files.length) return;
    const name = /** @type {HTMLInputElement | null} */ (collection?.querySelector("input"))?.value.trim() ?? "";
    const rows = files.map((file) => waiting(file));
    list.prepend(...rows.map((row) => row.node));
    let taken = 0;
    for (const row of rows) taken += Number(await sent(row, name));
    announce(`${counted(files.length, "file")} done, ${taken} taken in.`);
    if (taken) changed();
  };
  picker.addEventListener("change", () => {
    take([...(picker.files ?? [])]);
    picker.value = "";
  });
  droppable(zone, take);
  return zone;
}

/** Which collection new documents go into, where there is a choice. */
function collections() {
  const known = Object.keys(status()?.collections ?? {});
  const names = h("datalist", { id: "collections" }, known.map((name) => h("option", { value: name })));
  return h("details", { class: "intake-where" }, h("summary", null, "Into a collection of their own"), h("label", { class: "field" }, h("span", null, "Collection"), h("input", { class: "input", list: "collections", placeholder: "default", maxlength: 41, autocomplete: "off" })), names);
}

/** @param {HTMLElement} zone @param {(files: File[]) => void} take */
function droppable(zone, take) {
  const over = (/** @type {boolean} */ on) => zone.classList.toggle("over", on);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    take([...(event.dataTransfer?.files ?? [])]);
  });
}

/** @param {File} file */
function waiting(file) {
  const state = h("span", { class: "intake-state" }, "waiting");
  const detail = h("span", { class: "hint", dir: "auto" });
  const node = h("li", null, icon("file"), h("div", null, foreign(file.name), detail), state);
  return { file, node, state, detail };
}

/** @param {ReturnType<typeof waiting>} row @param {string} collection @returns {Promise<boolean>} whether a document went in */
async function sent(row, collection) {
  put(row.state, h("span", { class: "pulse", "aria-hidden": "true" }), "reading");
  const form = new FormData();
  form.append("files", row.file, row.file.name);
  if (collection) form.append("collection", collection);
  try {
    const response = await request("/v1/documents", { method: "POST", body: form, headers: { Accept: "text/event-stream" } });
    const outcomes = await outcomesOf(response);
    const kinds = outcomes.map((one) => one.outcome);
    const worst = ["refused", "added", "replaced", "unchanged"].find((kind) => kinds.includes(kind)) ?? "refused";
    const [look, told] = OUTCOMES[worst];
    put(row.state, h("span", { class: `tag ${look}` }, kinds.length > 1 ? summary(kinds) : told));
    row.detail.textContent = outcomes.flatMap((one) => [one.reason, ...(one.flags ?? [])]).filter(Boolean).slice(0, 3).join("; ");
    return kinds.some((kind) => kind === "added" || kind === "replaced");
  } catch (error) {
    put(row.state, h("span", { class: "tag bad" }, "refused"));
    row.detail.textContent = /** @type {Error} */ (error).message;
    return false;
  }
}

/** @param {string[]} kinds */
function summary(kinds) {
  return [...Map.groupBy(kinds, (kind) => kind)].map(([kind, some]) => `${some.length} ${OUTCOMES[kind]?.[1] ?? kind}`).join(", ");
}

/** @param {Response} response @returns {Promise<{name: string, outcome: string, reason: string | null, flags: string[]}[]>} */
async function outcomesOf(response) {
  if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) return (await response.json()).documents;
  const outcomes = [];
  for await (const { event, data } of serverEvents(response)) {
    if (event === "error") throw new Trouble(data.detail, data.status);
    if (data.outcome) outcomes.push(data);
  }
  return outcomes;
}
