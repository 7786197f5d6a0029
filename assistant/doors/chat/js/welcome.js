/** What stands in an empty conversation: what this is, what to ask, and what is missing to begin with. */

import { h, icon } from "./dom.js";
import { long } from "./dates.js";
import { status } from "./state.js";

const STARTERS = [
  "Did Russia rule out a military alliance with the Philippines?",
  "What did Esperon say could be bought first?",
  "Who is Igor Khovaev?",
];
const OPENINGS = ["Who is ", "What happened between ", "What did … say about ", "When did … and … last meet?"];

/** @param {(question: string, send: boolean) => void} take */
export function welcome(take) {
  const now = status();
  const node = h("section", { class: "welcome" }, h("h2", null, "What do you need to know?"), h("p", null, lead(now)));
  const own = now !== null && !now.starter;
  const asked = own ? OPENINGS : STARTERS;
  if (!now || now.documents > 0) node.append(h("ul", { class: "openings" }, asked.map((text) => h("li", null, h("button", { type: "button", on: { click: () => take(own ? text.replaceAll("…", "").replace(/ {2,}/g, " ") : text, !own) } }, text)))));
  node.append(...firstSteps(now));
  return node;
}

/** @param {import("./types.js").Status | null} now */
function lead(now) {
  if (now && now.documents === 0) return "There are no documents yet, and an answer is only ever made of documents.";
  const reach = now?.first && now.last ? ` The record runs from ${long(now.first)} to ${long(now.last)}.` : "";
  return `Answers come in sentences that each stand on an excerpt you can open. Where the record has no answer, it says so.${reach}`;
}

/** @param {import("./types.js").Status | null} now */
function firstSteps(now) {
  const steps = [];
  if (now && now.documents === 0) {
    steps.push(step("file", "Add documents", ["Drop files on ", h("a", { href: "/documents" }, "Documents"), ", or run ", h("code", null, "attache ingest FOLDER"), ". To look around first, start the server without ", h("code", null, "--store"), ": it then answers from the starter documents."]));
  } else if (now?.starter) {
    steps.push(step("file", "These are the starter documents", ["A small record to try things on. Run ", h("code", null, "attache ingest FOLDER"), " and start the server again: your own documents take its place."]));
  }
  if (now?.model === "extractive") {
    steps.push(step("warn", "No language model is connected", ["Answers are the documents’ own sentences, picked by rule (", h("code", null, "extractive"), "). For answers in words of their own, set ", h("code", null, "OPENAI_BASE_URL"), " and ", h("code", null, "ATTACHE_MODEL"), " to any OpenAI-compatible endpoint and start the server again."]));
  }
  return steps.length ? [h("div", { class: "steps" }, steps)] : [];
}

/** @param {string} drawing @param {string} title @param {import("./dom.js").Child[]} told */
function step(drawing, title, told) {
  return h("section", { class: "step" }, icon(drawing), h("div", null, h("h3", null, title), h("p", null, told)));
}
