/** One conversation: its answers in order, the box to ask in, and what must not be lost when something breaks. */

import { Answer } from "./answer.js";
import { Trouble, ask, get } from "./api.js";
import { Composer } from "./composer.js";
import { refreshPast } from "./desk.js";
import { sheet } from "./dialogs.js";
import { announce, h } from "./dom.js";
import { actionsOf, conversationMenu } from "./export.js";
import { tab } from "./memory.js";
import { retitle, showView } from "./page.js";
import { note } from "./router.js";
import { closeSource, openSource } from "./source.js";
import { welcome } from "./welcome.js";
import { counted } from "./words.js";

/** @typedef {import("./types.js").Citation} Citation */

/** Conversations that still run, by id, so that going elsewhere and back finds them going on. @type {Map<string, ConversationView>} */
const running = new Map();
/** @type {ConversationView | null} */
let shown = null;

addEventListener("pagehide", () => {
  for (const view of running.values()) view.save();
});

/** The conversation on the page, if one is. */
export function current() {
  return shown?.list.isConnected ? shown : null;
}

/** @param {import("./router.js").Place} place */
export async function conversationView({ parts: [id = "", turn = ""], query, mark }) {
  closeSource({ keepAddress: true });
  const view = (shown?.id === id && id ? shown : null) ?? running.get(id) ?? new ConversationView(id);
  shown = view;
  view.show();
  if (id && !view.loaded) await view.load();
  if (shown !== view || !view.list.isConnected) return;
  view.goTo(turn === "" ? null : Number(turn), mark);
  if (!id && query.get("q")) view.composer.suggest(query.get("q") ?? "");
}

export class ConversationView {
  /** @param {string} id empty for one that has not begun */
  constructor(id) {
    this.id = id;
    this.title = "New briefing";
    this.loaded = false;
    /** @type {Answer[]} */
    this.answers = [];
    /** @type {Map<string, number>} */
    this.numbers = new Map();
    /** @type {AbortController | null} */
    this.abort = null;
    /** What is shown of an answer that is not whole yet. @type {{question: string, ordinal: number, claims: import("./types.js").Claim[]} | null} */
    this.pending = null;
    this.list = h("div", { class: "turns" });
    this.scroll = h("div", { class: "scroll", role: "region", "aria-label": "Answers", tabindex: "0" }, this.list);
    this.composer = new Composer({ ask: (question) => this.ask(question), stop: () => this.stop() }, id || "new");
  }

  show() {
    const begun = this.id !== "";
    showView({ title: begun ? this.title : "Attaché", heading: this.title, actions: [conversationMenu(this)], body: this.scroll, foot: this.composer.node, focus: false });
    if (!begun && !this.answers.length) this.list.replaceChildren(welcome((question, send) => (send ? this.ask(question) : this.composer.suggest(question))));
    this.composer.focus();
    this.composer.changed();
  }

  async load() {
    const wait = h("p", { class: "hint loading" }, "Opening the conversation …");
    this.list.append(wait);
    try {
      /** @type {import("./types.js").Conversation} */
      const stored = await get(`/v1/conversations/${encodeURIComponent(this.id)}`);
      this.title = stored.title;
      const { lo, hi, ...rest } = stored.scope;
      this.composer.scope.set({ ...rest, from: lo, to: hi });
      if (this.list.isConnected) retitle(this.title);
      for (const turn of stored.turns ?? []) this.addStored(turn);
      this.loaded = true;
      this.offerInterrupted();
    } catch (error) {
      const never = error instanceof Trouble && error.status === 404 && tab.read(`pending.${this.id}`) !== null;
      if (never) this.offerInterrupted(); // a first answer is stored when it is whole, and this one never was
      else this.list.append(h("p", { class: "note bad", role: "alert" }, /** @type {Error} */ (error).message, " ", h("a", { href: "/" }, "Begin a new one")));
    } finally {
      wait.remove();
    }
  }

  /** @param {import("./types.js").StoredTurn} turn */
  addStored(turn) {
    const answer = this.place(turn.question, turn.turn);
    for (const event of turn.events) answer.replay(event);
    answer.finish(turn.briefing, turn.created);
  }

  /** What was shown of an answer that a reload cut off, kept by this tab. */
  offerInterrupted() {
    const kept = tab.read(`pending.${this.id}`);
    if (!kept || this.abort) return;
    tab.write(`pending.${this.id}`, null);
    if (this.answers.some((answer) => answer.ordinal === kept.ordinal && answer.question === kept.question)) return;
    const answer = this.place(kept.question, kept.ordinal);
    for (const claim of kept.claims) answer.add(claim);
    answer.lose("This answer was cut off before it was whole. The sentences above were verified and are kept here; ask again for the rest.");
  }

  /** @param {number | null} ordinal @param {string} mark the id of a citation to open */
  goTo(ordinal, mark) {
    const answer = this.answers.find((one) => one.ordinal === ordinal);
    if (!answer) {
      if (this.answers.length) this.scroll.scrollTo({ top: this.scroll.scrollHeight });
      return;
    }
    answer.node.scrollIntoView({ block: "start" });
    const citation = answer.citations().find((one) => one.id === mark);
    if (citation) openSource(citation, { among: answer.citations(), address: (other) => this.address(other, answer.ordinal) });
    else answer.node.querySelector("h2")?.focus({ preventScroll: true });
  }

  // --- asking ---

  /** @param {string} question @param {Answer} [instead] the answer this one replaces, with all after it where it is stored */
  async ask(question, instead) {
    if (this.abort) return;
    this.abort = new AbortController();
    this.composer.setBusy(true);
    this.list.querySelector(".welcome")?.remove();
    const from = instead?.state === "done" ? instead.ordinal : undefined;
    if (instead) this.drop(instead);
    const answer = this.place(question, from ?? this.answers.filter((one) => one.state === "done").length);
    this.composer.focus();
    answer.node.scrollIntoView({ block: "start", behavior: "smooth" });
    announce("Searching the record.");
    try {
      await this.hear(answer, from);
    } catch (error) {
      if (this.abort.signal.aborted) answer.stop();
      else if (!(error instanceof Trouble)) throw error;
      else if (!(error.status === 0 && (await this.recovered(answer)))) answer.lose(error.message);
    } finally {
      this.save();
      if (answer.state !== "lost") tab.write(`pending.${this.id}`, null);
      this.abort = null;
      this.composer.setBusy(false);
      running.delete(this.id);
      if (this.id) refreshPast();
    }
  }

  /** @param {Answer} answer @param {number} [from] */
  async hear(answer, from) {
    // A conversation is kept from its first whole answer on; before that there is none to go on with.
    const where = this.answers.some((one) => one.state === "done") || from !== undefined ? { conversation: this.id } : {};
    const replace = from === undefined ? {} : { replace_from: from };
    const signal = /** @type {AbortController} */ (this.abort).signal;
    for await (const event of ask({ question: answer.question, ...where, ...replace, ...this.composer.options() }, signal)) {
      if (event.event === "conversation") this.begun(event.data, answer);
      else if (event.event === "error") throw new Trouble(event.data.detail ?? "The answer failed; try again.", event.data.status ?? 500);
      else if (event.event === "briefing") {
        await answer.shown();
        answer.finish(event.data);
      } else answer.take(event);
      if (event.event === "sentence") this.pending?.claims.push(event.data);
    }
    if (answer.state === "working") throw new Trouble("The connection was lost while the answer came in. What had been verified is kept; try again.", 0);
    const told = { grounded: "Grounded.", partial: "Partly grounded.", none: "The record does not say." }[answer.briefing?.grounding ?? "none"];
    announce(`The answer is complete. ${told} ${counted(answer.cited.length, "source")}.`);
  }

  /** @param {{conversation: string, turn: number}} data @param {Answer} answer */
  begun(data, answer) {
    const fresh = this.id !== data.conversation;
    this.id = data.conversation;
    this.loaded = true;
    this.composer.draft = this.id;
    running.set(this.id, this);
    this.pending = { question: answer.question, ordinal: answer.ordinal, claims: [] };
    this.save();
    if (!fresh) return;
    this.title = answer.question;
    if (this.list.isConnected) {
      note(`/c/${this.id}`);
      retitle(this.title);
    }
    refreshPast();
  }

  /** Keep what was shown, should the page be reloaded before the answer is whole. */
  save() {
    if (this.abort) tab.write(`pending.${this.id}`, this.pending);
  }

  /** The connection broke: perhaps the server finished the answer all the same. @param {Answer} answer */
  async recovered(answer) {
    if (!this.id) return false;
    try {
      const stored = await get(`/v1/conversations/${encodeURIComponent(this.id)}`);
      const turn = stored.turns?.find((/** @type {any} */ one) => one.turn === answer.ordinal && one.question === answer.question);
      if (turn) answer.finish(turn.briefing, turn.created);
      return Boolean(turn);
    } catch {
      return false;
    }
  }

  stop() {
    this.abort?.abort();
  }

  /** @param {Answer} answer */
  retry(answer) {
    this.ask(answer.question, answer);
  }

  /** @param {Answer} answer */
  edit(answer) {
    if (this.abort) return;
    const later = this.answers.filter((one) => one.ordinal > answer.ordinal && one.state === "done").length;
    const box = h("textarea", { class: "input", name: "question", rows: 3, dir: "auto", "aria-label": "Question" });
    box.value = answer.question;
    const told = later ? `The answer and the ${counted(later, "answer")} after it are replaced.` : "The answer is replaced.";
    const done = () => {
      const question = box.value.trim();
      if (!question) return false;
      this.ask(question, answer);
      return true;
    };
    const dialog = sheet({ title: "Edit the question", confirm: "Ask", body: [box, h("p", { class: "hint" }, told)], done });
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (done()) dialog.close();
    });
    box.focus();
  }

  // --- its answers ---

  /** @param {string} question @param {number} ordinal */
  place(question, ordinal) {
    const answer = new Answer(question, ordinal, {
      number: (citation) => this.number(citation),
      address: (citation, of) => this.address(citation, of),
      actions: (of) => actionsOf(of, this),
      retry: (of) => this.retry(of),
      edit: (of) => this.edit(of),
    });
    this.answers.push(answer);
    this.list.append(answer.node);
    return answer;
  }

  /** Take away an answer; where it is stored, those after it, too. @param {Answer} answer */
  drop(answer) {
    const at = this.answers.indexOf(answer);
    const gone = answer.state === "done" ? this.answers.slice(at) : [answer];
    for (const one of gone) one.node.remove();
    this.answers = this.answers.filter((one) => !gone.includes(one));
  }

  /** The number a reader sees: the server's, else the next by first citation, the same ever after. @param {Citation} citation */
  number(citation) {
    const known = this.numbers.get(citation.id) ?? citation.number ?? Math.max(0, ...this.numbers.values()) + 1;
    this.numbers.set(citation.id, known);
    return known;
  }

  /** A link to a citation. @param {Citation} citation @param {number} ordinal */
  address(citation, ordinal) {
    return this.id ? `/c/${this.id}/${ordinal}#${citation.id}` : null;
  }
}
