/** What happened when: drawn, and as a list; each event opens its source. */

import { get, search, tool } from "../api.js";
import { chip } from "../citation.js";
import * as dates from "../dates.js";
import { foreign, h, icon } from "../dom.js";
import { origin } from "../origin.js";
import { showView } from "../page.js";
import { closeSource, openSource } from "../source.js";
import { STATUSES, counted } from "../words.js";
import { Chart, sign } from "./chart.js";
import { filters } from "./filters.js";
import { fetched, nothing } from "./result.js";

/** @typedef {import("./chart.js").TimelineEvent} TimelineEvent */

const MOST = 300;

/** @param {import("../router.js").Place} place */
export function show({ query }) {
  closeSource({ keepAddress: true });
  const answer = query.get("answer");
  const found = h("div", { class: "found" });
  const form = filters(
    "/timeline",
    query,
    [
      { name: "entity", label: "Who takes part", placeholder: "Anybody" },
      { name: "about", label: "About", placeholder: "Anything" },
      { name: "from", label: "From", type: "date" },
      { name: "to", label: "To", type: "date" },
    ],
    "Show",
  );
  const lead = answer ? h("p", { class: "slice" }, h("span", { class: "scope-chip" }, "the documents one answer rests on", h("a", { href: `/timeline${search({ ...Object.fromEntries(query), answer: "" })}`, "aria-label": "Show all documents" }, icon("close"))), h("a", { href: `/c/${answer}` }, "Back to the answer")) : null;
  showView({ title: "Timeline", body: h("div", { class: "scroll" }, h("div", { class: "view wide" }, form, lead, found)) });
  const given = { entity: query.get("entity"), about: query.get("about"), from: query.get("from"), to: query.get("to"), limit: MOST };
  fetched(found, async () => ({ result: await tool("timeline_slice", given), only: answer ? await documentsOf(answer) : null }), ({ result, only }) => draw(result, only));
}

/** The documents that an answer cites. @param {string} address `conversation/turn` @returns {Promise<Set<string>>} */
async function documentsOf(address) {
  const [id, turn] = address.split("/");
  /** @type {import("../types.js").Conversation} */
  const conversation = await get(`/v1/conversations/${encodeURIComponent(id)}`);
  const claims = conversation.turns.find((one) => one.turn === Number(turn))?.briefing.claims ?? [];
  return new Set(claims.filter((claim) => claim.status === "supported").flatMap((claim) => claim.citations.map((citation) => citation.document)));
}

/** @param {{events: TimelineEvent[], truncated: boolean, note: string | null}} result @param {Set<string> | null} only */
function draw(result, only) {
  const events = only ? result.events.filter((event) => only.has(event.citation.document)) : result.events;
  if (!events.length) return nothing(result.note ?? "The record tells no dated event like this. Widen the days, or leave a field empty.");
  const citations = events.map((event, index) => ({ ...event.citation, id: `event-${index}`, number: null }));
  /** @param {number} index */
  const open = (index) => openSource(citations[index], { among: citations });
  const chart = new Chart(events, (index) => {
    open(index);
    list.querySelector(`[data-row="${index}"]`)?.scrollIntoView({ block: "nearest" });
  });
  const list = h("ol", { class: "events" }, events.map((event, index) => row(event, index, citations)));
  const told = `${counted(events.length, "event")}${result.truncated ? ", the first ones; narrow the days to see others" : ""}.`;
  return [chart.node, h("h2", { class: "view-head" }, told), list];
}

/** @param {TimelineEvent} event @param {number} index @param {import("../types.js").Citation[]} citations */
function row(event, index, citations) {
  const people = event.participants.map((name) => h("a", { class: "person", href: `/e/${encodeURIComponent(name)}` }, foreign(name)));
  return h(
    "li",
    { "data-row": index, class: event.status },
    h("div", { class: "event-when" }, h("time", { datetime: event.date.lo }, dates.span(event.date)), h("span", { class: "event-status" }, sign(event.status), STATUSES[event.status] ?? event.status)),
    h("div", { class: "event-what" }, h("p", { dir: "auto" }, event.text, " ", chip(citations[index], { number: "source", among: () => citations })), h("p", { class: "event-from" }, origin(citations[index], { age: false }), event.documents > 1 ? h("span", null, `told by ${event.documents} documents`) : null, people.length ? h("span", { class: "people" }, people) : null)),
  );
}
