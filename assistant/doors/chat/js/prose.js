/** A sentence of an answer as text: the few Markdown signs that models write become elements, all else stays letters. */

import { h } from "./dom.js";

/** @typedef {{kind: "text" | "item" | "head", level?: string, text: string}} Line */

/** What a sentence opens: a list item, a heading, or plain running text. @param {string} sentence @returns {Line} */
export function opening(sentence) {
  const item = /^\s*(?:[-*+•]|(\d{1,3})[.)])\s+(?=\S)/.exec(sentence);
  if (item) return { kind: "item", level: item[1] ?? "", text: sentence.slice(item[0].length) };
  const head = /^\s*#{1,6}\s+(?=\S)/.exec(sentence);
  if (head) return { kind: "head", text: sentence.slice(head[0].length) };
  return { kind: "text", text: sentence };
}

/** Text with what stands between two pairs of asterisks in bold. @param {string} text @returns {(Node | string)[]} */
export function inline(text) {
  const parts = text.split("**");
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, i) => (i % 2 ? h("strong", null, part) : part)).filter((part) => part !== "");
}
