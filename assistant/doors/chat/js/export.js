/** A briefing on its way out: copied, printed, or as a file; and what else can be done with an answer. */

import { request, save, search } from "./api.js";
import { remove, rename } from "./desk.js";
import { menuButton } from "./dialogs.js";
import { announce, button, h } from "./dom.js";
import * as dates from "./dates.js";
import { notice } from "./page.js";

/**
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {import("./conversation.js").ConversationView} ConversationView
 */

const FORMATS = [
  ["docx", "Word, with footnotes"],
  ["md", "Markdown"],
  ["html", "Web page"],
  ["json", "JSON bundle, to verify later"],
];

/** The row below an answer. @param {Answer} answer @param {ConversationView} view @returns {Node[]} */
export function actionsOf(answer, view) {
  const sources = answer.citations();
  return [
    button({ label: "Copy", icon: "copy", class: "quiet", "data-act": "copy", press: () => copy(answer) }),
    menuButton({ label: "Export", icon: "download", class: "quiet" }, () => formats(view, answer)),
    button({ label: "Retry", icon: "retry", class: "quiet", press: () => view.retry(answer) }),
    sources.length ? h("a", { class: "button quiet", href: timelineAddress(answer, view) }, "Timeline") : null,
    sources.length ? h("a", { class: "button quiet", href: quotesAddress(answer) }, "Quotes") : null,
  ].filter((node) => node !== null);
}

/** The menu of a whole conversation. @param {ConversationView} view */
export function conversationMenu(view) {
  return menuButton({ label: "This conversation", icon: "dots", bare: true }, () => [
    ...formats(view),
    null,
    { label: "Copy the link", icon: "link", press: () => write(location.href, "The link is copied.") },
    { label: "Rename", icon: "edit", press: () => view.id && rename(view.id, view.title) },
    { label: "Delete", icon: "trash", press: () => view.id && remove(view.id, view.title) },
  ]);
}

/** @param {ConversationView} view @param {Answer} [answer] one answer; without it all */
function formats(view, answer) {
  return [
    ...FORMATS.map(([format, label]) => ({ label, icon: "file", press: () => download(view, format, answer) })),
    { label: "Print, or save as PDF", icon: "print", press: () => print(answer) },
  ];
}

/** @param {ConversationView} view @param {string} format @param {Answer} [answer] */
async function download(view, format, answer) {
  if (!view.id) return notice("There is nothing to export yet: ask a question first.");
  try {
    const response = await request(`/v1/conversations/${encodeURIComponent(view.id)}/export${search({ format, turn: answer?.ordinal })}`);
    const named = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
    save(await response.blob(), named ?? `briefing.${format}`);
    announce("The file is downloaded.");
  } catch (error) {
    notice(/** @type {Error} */ (error).message);
  }
}

/** @param {Answer} [answer] */
function print(answer) {
  document.documentElement.dataset.print = answer ? "answer" : "conversation";
  answer?.node.setAttribute("data-printed", "");
  addEventListener("afterprint", () => {
    delete document.documentElement.dataset.print;
    answer?.node.removeAttribute("data-printed");
  }, { once: true });
  window.print();
}

/** The last finished answer, for the keyboard. @param {ConversationView} view */
export function copyLast(view) {
  const answer = view.answers.findLast((one) => one.briefing);
  if (answer) copy(answer);
}

/** @param {Answer} answer */
function copy(answer) {
  return write(asText(answer), "Copied, with its citations.");
}

/** The answer as plain text with numbered sources. @param {Answer} answer */
export function asText(answer) {
  const { briefing, claims } = answer;
  if (briefing?.grounding === "none") return `${answer.question}\n\n${briefing.answer}\n`;
  const said = claims.filter((claim) => claim.status !== "withheld").map((claim, i) => {
    const marks = claim.status === "supported" ? claim.citations.map((citation) => `[${citation.number}]`).join("") : "[not supported]";
    return `${i && claim.lead?.includes("\n") ? "\n\n" : i ? " " : ""}${claim.text} ${marks}`;
  });
  const sources = answer.citations().map((one) => `[${one.number}] ${[one.source, dates.long(one.date), one.title ?? one.document].filter(Boolean).join(", ")} (characters ${one.start} to ${one.end} of ${one.document})${one.current === false ? ", no longer in the record as cited" : ""}\n    “${one.text}”`);
  return `${answer.question}\n\n${said.join("")}\n\nSources\n${sources.join("\n")}\n`;
}

/** @param {string} text @param {string} told */
async function write(text, told) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    oldWay(text);
  }
  announce(told);
  notice(told, { kind: "good" });
  setTimeout(() => notice(null), 2500);
}

/** Where the page is not served over HTTPS, browsers offer no other. @param {string} text */
function oldWay(text) {
  const box = h("textarea", { class: "unseen", "aria-hidden": "true" });
  box.value = text;
  document.body.append(box);
  box.select();
  document.execCommand("copy");
  box.remove();
}

/** The slice of time an answer rests on: the assistant's own where it read the timeline, else around its sources. */
/** @param {Answer} answer @param {ConversationView} view */
function timelineAddress(answer, view) {
  const asked = answer.doings.argumentsOf("timeline_slice") ?? {};
  const { from, to, entity, about } = asked;
  return `/timeline${search({ from, to, entity, about, answer: view.id ? `${view.id}/${answer.ordinal}` : undefined })}`;
}

/** @param {Answer} answer */
function quotesAddress(answer) {
  const { speaker, about, from, to } = answer.doings.argumentsOf("quote_retrieval") ?? {};
  return `/quotes${search({ speaker, about, from, to })}`;
}

