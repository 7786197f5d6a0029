/** The box at the foot of a conversation: a question, where to look, which model, ask or stop. */

import { button, h, icon, put } from "./dom.js";
import { tab } from "./memory.js";
import { ScopeChoice } from "./scope.js";
import { status } from "./state.js";

/**
 * @typedef {object} Asking
 * @property {(question: string) => void} ask
 * @property {() => void} stop
 */

export class Composer {
  /** @param {Asking} asking @param {string} draft the name under which an unsent question is kept */
  constructor(asking, draft) {
    this.asking = asking;
    this.draft = draft;
    this.scope = new ScopeChoice();
    this.busy = false;
    this.box = h("textarea", { id: "question", rows: 1, dir: "auto", "aria-label": "Your question", placeholder: "Ask who, what, when, or who said what", maxlength: 8000, enterkeyhint: "send" });
    this.box.value = tab.read(`draft.${draft}`) ?? "";
    this.act = button({ label: "Ask", icon: "send", class: "primary ask", press: () => (this.busy ? this.asking.stop() : this.send()) });
    this.box.addEventListener("input", () => this.changed());
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.send();
    });
    this.node = h(
      "form",
      { class: "composer", "aria-label": "Ask a question" },
      h("div", { class: "composer-box" }, this.box, h("div", { class: "composer-foot" }, this.scope.node, this.models(), this.act)),
      h("p", { class: "composer-hint" }, "Every sentence of an answer is checked against the excerpt it cites."),
    );
    this.node.addEventListener("submit", (event) => event.preventDefault());
    this.changed();
  }

  /** Which model answers, where there is a choice. */
  models() {
    const { models = [], model = "" } = status() ?? {};
    this.model = h("select", { "aria-label": "Model", class: "model" }, models.map((name) => h("option", { value: name, selected: name === model }, name)));
    return models.length > 1 ? this.model : null;
  }

  /** What to send with a question beside its words. */
  options() {
    const { model } = status() ?? {};
    const chosen = this.model?.value;
    return { ...this.scope.values(), ...(chosen && chosen !== model ? { model: chosen } : {}) };
  }

  changed() {
    this.box.style.height = "auto";
    if (this.box.value) this.box.style.height = `${Math.min(this.box.scrollHeight, innerHeight * 0.4)}px`;
    this.act.disabled = !this.busy && !this.box.value.trim();
    tab.write(`draft.${this.draft}`, this.box.value || null);
  }

  send() {
    const question = this.box.value.trim();
    if (!question || this.busy) return;
    this.box.value = "";
    this.changed();
    this.asking.ask(question);
  }

  /** @param {string} text */
  suggest(text) {
    this.box.value = text;
    this.changed();
    this.focus();
  }

  /** @param {boolean} busy */
  setBusy(busy) {
    this.busy = busy;
    put(this.act, icon(busy ? "stop" : "send"), busy ? "Stop" : "Ask");
    this.act.classList.toggle("stops", busy);
    this.changed();
  }

  focus() {
    this.box.focus({ preventScroll: true });
    this.box.setSelectionRange(this.box.value.length, this.box.value.length);
  }
}
