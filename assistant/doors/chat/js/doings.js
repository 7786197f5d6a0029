/** What the assistant did for an answer: its calls of tools, what they brought, what failed. */

import { chip } from "./citation.js";
import { foreign, h } from "./dom.js";
import { origin } from "./origin.js";
import { counted, toolArguments, toolName } from "./words.js";

/**
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {{tool: string, arguments: Record<string, any> | null, citations: Citation[] | null, error: string | null}} Call
 */

export class Doings {
  /** @param {() => Citation[]} cited @param {(citation: Citation) => string | null} address */
  constructor(cited, address) {
    this.cited = cited;
    this.address = address;
    /** @type {Call[]} */
    this.calls = [];
    /** @type {string[]} */
    this.remarks = [];
  }

  /** @param {{tool: string, arguments: Record<string, any> | null}} data */
  called(data) {
    this.calls.push({ tool: data.tool, arguments: data.arguments, citations: null, error: null });
  }

  /** @param {{tool: string, citations: Citation[], error?: string | null}} data */
  found(data) {
    const call = this.calls.find((one) => one.tool === data.tool && one.citations === null);
    if (call) Object.assign(call, { citations: data.citations, error: data.error ?? null });
  }

  /** @param {{failed: {text: string}[]}} data */
  repaired(data) {
    this.remarks.push(`${counted(data.failed.length, "sentence")} did not hold; the model was asked once to replace ${data.failed.length === 1 ? "it" : "them"}.`);
  }

  /** @param {{ids: string[]}} data */
  dropped(data) {
    this.remarks.push(`${counted(data.ids.length, "excerpt")} left out of the prompt, which grew too long for the model.`);
  }

  /** What a stored turn says was done. @param {string} event @param {any} data */
  replay(event, data) {
    if (event === "tool_called") this.called(data);
    else if (event === "excerpts_found") this.found(data);
    else if (event === "repair_asked") this.repaired(data);
    else if (event === "excerpts_dropped") this.dropped(data);
  }

  /** What is being done just now, in words. */
  present() {
    const last = this.calls.at(-1);
    return last ? `${toolName(last.tool)}: ${toolArguments(last.arguments)} …` : "Searching the record …";
  }

  /** The arguments of the last call of a tool, if there was one. @param {string} name */
  argumentsOf(name) {
    return this.calls.findLast((call) => call.tool === name && !call.error)?.arguments ?? null;
  }

  /** The first excerpts that were found, as list items. @param {number} most */
  nearest(most) {
    const found = new Map(this.calls.flatMap((call) => call.citations ?? []).map((citation) => [citation.document, citation]));
    const among = [...found.values()].slice(0, most);
    return among.map((citation) => h("li", null, chip(citation, { number: "open", among: () => among, address: this.address }), " ", foreign(citation.title ?? citation.document), " ", origin(citation)));
  }

  /** @param {import("./types.js").Briefing} briefing */
  node(briefing) {
    const rows = this.calls.map((call) =>
      h("li", null, h("strong", null, toolName(call.tool)), " ", foreign(toolArguments(call.arguments)), h("span", { class: "doings-found" }, call.error ? h("span", { class: "tag bad" }, call.error) : call.citations && `${counted(call.citations.length, "excerpt")} `), call.citations?.slice(0, 24).map((citation) => chip(citation, { number: citation.id, among: () => call.citations ?? [], address: this.address }))),
    );
    const told = rows.length ? rows : briefing.searched.map((one) => h("li", null, foreign(one)));
    if (!told.length && !this.remarks.length) return null;
    const { model_calls: replies = 0, prompt_tokens: read = 0, completion_tokens: written = 0, estimated = 0 } = briefing.usage ?? {};
    const cost = read + written ? `, ${estimated ? "about " : ""}${counted(read + written, "token")}` : "";
    const foot = `Model ${briefing.model}; ${counted(replies, "reply", "replies")}${cost}.`;
    return h("details", { class: "doings" }, h("summary", null, `What the assistant did: ${counted(told.length, "search", "searches")}`), h("ol", null, told), this.remarks.map((remark) => h("p", null, remark)), h("p", { class: "hint" }, foot));
  }
}
