/**
 * One question with its answer: sentences come in verified, one by one, and are only ever added, never drawn anew.
 */

import { chip } from "./citation.js";
import { announce, button, foreign, h, icon, put } from "./dom.js";
import * as dates from "./dates.js";
import { Doings } from "./doings.js";
import { inline, opening } from "./prose.js";
import { sourcesOf } from "./sources.js";
import { counted, reason } from "./words.js";

/**
 * @typedef {import("./types.js").Briefing} Briefing
 * @typedef {import("./types.js").Citation} Citation
 * @typedef {import("./types.js").Claim} Claim
 * @typedef {object} Keeper what an answer asks of the conversation it stands in
 * @property {(citation: Citation) => number} number
 * @property {(citation: Citation, ordinal: number) => string | null} address
 * @property {(answer: Answer) => Node[]} actions
 * @property {(answer: Answer) => void} retry
 * @property {(answer: Answer) => void} edit
 */

const FRAME = 16; // milliseconds
const MOST_FRAMES = 120;
const SPELL = 5; // milliseconds of a frame for our own work; layout and paint come after it

let made = 0;

export class Answer {
  /** @param {string} question @param {number} ordinal @param {Keeper} keeper */
  constructor(question, ordinal, keeper) {
    this.question = question;
    this.ordinal = ordinal;
    this.keeper = keeper;
    /** @type {Briefing | null} */
    this.briefing = null;
    /** @type {Claim[]} */
    this.claims = [];
    /** @type {Citation[]} */
    this.cited = [];
    /** @type {"working" | "done" | "stopped" | "lost"} */
    this.state = "working";
    this.doings = new Doings(() => this.citations(), (citation) => keeper.address(citation, this.ordinal));
    /** @type {(() => void)[]} */
    this.waiting = [];
    const id = `question-${(made += 1)}`;
    this.text = h("div", { class: "prose", dir: "auto" });
    this.doing = h("span", null, "Searching the record …");
    this.status = h("p", { class: "working" }, h("span", { class: "pulse", "aria-hidden": "true" }), this.doing);
    this.after = h("div", { class: "after" });
    this.when = h("span", { class: "asked" });
    const edit = button({ label: "Edit the question", icon: "edit", bare: true, class: "edit", press: () => this.keeper.edit(this) });
    this.asking = h("div", { class: "asking" }, h("h2", { dir: "auto", tabindex: "-1", id }, this.question), edit);
    this.node = h("article", { class: "turn", "aria-labelledby": id, "data-turn": this.ordinal }, this.asking, this.when, this.text, this.status, this.after);
    this.node.setAttribute("aria-busy", "true");
  }

  /** The citations to step through: those of sentences that hold, by number. */
  citations() {
    return [...this.cited].sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  }

  // --- while it runs ---

  /** @param {import("./types.js").TurnEvent} event */
  take({ event, data }) {
    if (event === "sentence") this.later(() => this.add(data));
    else if (event === "tool_called") {
      this.doings.called(data);
      this.say(this.doings.present());
    } else if (event === "excerpts_found") {
      this.doings.found(data);
      this.say(`Read ${counted(data.citations.length, "excerpt")}; writing …`);
    } else if (event === "repair_asked") {
      this.doings.repaired(data);
      this.say(`Asking the model to replace ${counted(data.failed.length, "sentence")} that did not hold …`);
    } else if (event === "excerpts_dropped") this.doings.dropped(data);
  }

  /** @param {string} text */
  say(text) {
    this.later(() => {
      this.doing.textContent = text;
    });
  }

  /** Changes wait for the next frame; of many, some wait for the ones after, so that none is late. @param {() => void} change */
  later(change) {
    if (this.waiting.push(change) === 1) this.soon();
  }

  soon() {
    requestAnimationFrame(() => {
      this.flush(performance.now() + SPELL);
      if (this.waiting.length) this.soon();
    });
  }

  /** Make the changes that wait. @param {number} [until] a moment after which the rest may go on waiting */
  flush(until = Infinity) {
    while (this.waiting.length && performance.now() < until) this.waiting.shift()?.();
  }

  /** Until everything that came in is shown, but not for long: a page that nobody sees has no frames. */
  async shown() {
    for (let frames = 0; this.waiting.length && frames < MOST_FRAMES; frames += 1) await new Promise((done) => setTimeout(done, FRAME));
  }

  /** @param {Claim} claim */
  add(claim) {
    this.claims.push(claim);
    const line = opening(claim.text);
    const fresh = claim.lead?.includes("\n") || line.kind !== "text" || !this.text.lastElementChild;
    const block = fresh ? this.block(line) : /** @type {Element} */ (this.text.lastElementChild);
    if (block.childNodes.length) block.append(" ");
    block.append(this.sentence(claim, line.text));
    if (claim.status === "supported") announce(claim.text);
  }

  /** @param {import("./prose.js").Line} line */
  block(line) {
    const block = line.kind === "head" ? h("h3") : h("p", { class: line.kind === "item" ? "item" : null, "data-sign": line.kind === "item" ? (line.level ? `${line.level}.` : "•") : null });
    this.text.append(block);
    return block;
  }

  /** @param {Claim} claim @param {string} text */
  sentence(claim, text) {
    if (claim.status === "withheld") return this.withheld(claim, text);
    const chips = claim.status === "supported" ? claim.citations.map((citation) => this.cite(citation)) : [];
    const why = claim.status === "unsupported" ? h("span", { class: "tag bad" }, `not supported: ${reason(claim.reasons)}`) : null;
    const words = inline(text);
    // The chips stay with the last word, so that no line begins with a number.
    return h("span", { class: `sentence ${claim.status}` }, words, chips.length || why ? h("span", { class: "cites" }, "\u2060", chips, why && [" ", why]) : null);
  }

  /** @param {Claim} claim @param {string} text */
  withheld(claim, text) {
    const cited = claim.citations.map((citation) => chip(citation, { number: "source", among: () => claim.citations }));
    const why = claim.reasons.map(({ detail }) => h("li", null, foreign(detail)));
    return h(
      "details",
      { class: "withheld" },
      h("summary", null, `withheld: ${reason(claim.reasons)}`),
      h("span", { class: "withheld-body" }, h("span", { class: "withheld-text", dir: "auto" }, text), why.length ? h("ul", null, why) : null, cited.length ? h("span", { class: "cites" }, "It cited ", cited) : null),
    );
  }

  /** @param {Citation} citation */
  cite(citation) {
    citation.number = this.keeper.number(citation);
    if (!this.cited.some((other) => other.id === citation.id)) this.cited.push(citation);
    return chip(citation, { among: () => this.citations(), address: (other) => this.keeper.address(other, this.ordinal) });
  }

  /** What a stored turn says was done, and what did not hold where nothing did. @param {{event: string} & Record<string, any>} event */
  replay({ event, ...data }) {
    if (event === "sentence") this.claims.push(/** @type {Claim} */ (data));
    else this.doings.replay(event, data);
  }

  // --- when it is over ---

  /** @param {Briefing} briefing @param {string} [created] */
  finish(briefing, created) {
    this.flush();
    this.briefing = briefing;
    if (briefing.grounding === "none") this.text.replaceChildren(); // what did not hold stands with the silence
    else if (!this.claims.length) this.fromStore(briefing);
    this.settle("done");
    this.when.textContent = [dates.asked(created ?? new Date().toISOString()), briefing.as_of && `as of ${dates.long(briefing.as_of)}`].filter(Boolean).join(" · ");
    put(this.after, this.verdict(briefing), this.warnings(briefing), sourcesOf(this), this.doings.node(briefing), h("div", { class: "acts" }, this.keeper.actions(this)));
  }

  /** The sentences of a stored answer; its text says where paragraphs begin. @param {Briefing} briefing */
  fromStore(briefing) {
    let from = 0;
    for (const claim of briefing.claims) {
      const at = claim.status === "withheld" ? -1 : briefing.answer.indexOf(claim.text, from);
      const lead = at > 0 && briefing.answer[at - 1] === "\n" ? "\n" : " ";
      if (at >= 0) from = at + claim.text.length;
      this.add({ ...claim, lead: claim.lead ?? lead });
    }
  }

  /** @param {"done" | "stopped" | "lost"} state */
  settle(state) {
    this.state = state;
    this.status.remove();
    this.node.removeAttribute("aria-busy");
    this.node.dataset.state = state;
  }

  /** The person stopped it. */
  stop() {
    this.broken("stopped", "Stopped. The sentences above were verified; they are not part of the conversation.", "Ask again");
  }

  /** It broke off. @param {string} sentence */
  lose(sentence) {
    this.broken("lost", sentence, "Try again");
    announce(sentence, "assertive");
  }

  /** @param {"stopped" | "lost"} state @param {string} sentence @param {string} again */
  broken(state, sentence, again) {
    this.flush();
    this.settle(state);
    const retry = button({ label: again, icon: "retry", press: () => this.keeper.retry(this) });
    put(this.after, h("div", { class: state === "lost" ? "note bad" : "note" }, icon(state === "lost" ? "warn" : "stop"), h("div", null, h("p", { dir: "auto" }, sentence), retry)), sourcesOf(this));
  }

  /** How far the whole answer stands. @param {Briefing} briefing */
  verdict(briefing) {
    const held = briefing.claims.filter((claim) => claim.status === "supported").length;
    const not = briefing.claims.length - held;
    if (briefing.grounding === "grounded") return stand("good", "check", "Grounded", `${held === 1 ? "The sentence is" : `All ${held} sentences are`} supported by the excerpts cited.`);
    if (briefing.grounding === "partial") {
      const shown = briefing.claims.some((claim) => claim.status === "unsupported");
      const told = not ? `${not} of ${briefing.claims.length} sentences ${shown ? "are not supported and marked" : "withheld"}.` : "";
      return stand("care", "warn", "Partly grounded", [told, briefing.incomplete].filter(Boolean).join(" "));
    }
    return this.silence(briefing);
  }

  /** There is no answer: what did not hold, what was searched, and what lay nearest. @param {Briefing} briefing */
  silence(briefing) {
    const [first, ...rest] = briefing.answer.split(/(?<=\.)\s+(?=Searched:|Nothing was searched|Nearest evidence:)/);
    const nearest = rest.find((part) => part.startsWith("Nearest evidence:"));
    const near = this.doings.nearest(3);
    return h(
      "section",
      { class: "silence" },
      h("p", { class: "silence-head" }, icon("none"), h("strong", { dir: "auto" }, first)),
      this.claims.length ? [h("h3", null, "What did not hold"), h("ul", null, this.claims.map((claim) => h("li", null, this.withheld(claim, opening(claim.text).text))))] : null,
      briefing.searched.length ? [h("h3", null, "What was searched"), h("ul", null, briefing.searched.map((one) => h("li", null, foreign(searched(one)))))] : h("p", null, "Nothing was searched."),
      near.length ? [h("h3", null, "Nearest evidence"), h("ul", null, near)] : nearest ? h("p", { dir: "auto" }, nearest) : null,
    );
  }

  /** @param {Briefing} briefing */
  warnings(briefing) {
    return briefing.warnings.map((warning) => h("p", { class: "note care" }, icon("warn"), foreign(plainer(warning))));
  }
}

/** @param {string} kind @param {string} drawing @param {string} name @param {string} told */
function stand(kind, drawing, name, told) {
  return h("p", { class: `stand ${kind}` }, icon(drawing), h("strong", null, name), h("span", { dir: "auto" }, told));
}

/** A warning that lists ids of excerpts, with their number in place of them. @param {string} warning */
function plainer(warning) {
  const [told, ids] = warning.split("; excerpts left out of it: ");
  return ids ? `${told}: ${counted(ids.split(",").length, "excerpt")} left out of it.` : warning;
}

/** `passage_search for query “x”` in plainer words. @param {string} told */
function searched(told) {
  return told.replace(/^(\w+)_(\w+) for /, "$1 $2: ").replace(/^(\w+) (\w+): query /, "$1 $2: ");
}
