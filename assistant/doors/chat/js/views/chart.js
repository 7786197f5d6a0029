/**
 * A drawn timeline: each event a mark on an axis of days, in as many rows as keep marks apart. Zoomed and moved by
 * wheel, drag, buttons and keys; what is near a mark is named where there is room for it.
 */

import * as dates from "../dates.js";
import { button, h, put, svg } from "../dom.js";
import { STATUSES, counted } from "../words.js";

/**
 * @typedef {{date: import("../types.js").Days, status: string, text: string, participants: string[], documents: number,
 *   citation: import("../types.js").Citation}} TimelineEvent
 * @typedef {{event: TimelineEvent, index: number, lo: number, hi: number}} Mark
 */

const DAY = 86_400_000;
const ROW = 26;
const AXIS = 30;
const LETTER = 6.4; // about the width of a letter of a label
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export class Chart {
  /** @param {TimelineEvent[]} events @param {(index: number) => void} pick */
  constructor(events, pick) {
    this.pick = pick;
    /** @type {Mark[]} */
    this.marks = events.map((event, index) => ({ event, index, lo: dates.moment(event.date.lo), hi: dates.moment(event.date.hi) + DAY }));
    const [lo, hi] = [Math.min(...this.marks.map((mark) => mark.lo)), Math.max(...this.marks.map((mark) => mark.hi))];
    const margin = Math.max(3 * DAY, (hi - lo) * 0.04);
    this.whole = { lo: lo - margin, hi: hi + margin };
    this.view = this.bulk();
    this.at = 0;
    this.width = 0; // in units of a drawing whose letters are 16 high; it is drawn once there is room
    this.unit = 1;
    this.drawing = svg("svg", { class: "chart", role: "group", "aria-label": `Timeline of ${counted(events.length, "event")}. Arrow keys go from event to event, plus and minus zoom.` });
    this.range = h("span", { role: "status" });
    this.before = button({ label: "", class: "quiet", press: () => this.reach(-1) });
    this.beyond = button({ label: "", class: "quiet", press: () => this.reach(1) });
    const tools = h(
      "div",
      { class: "chart-tools" },
      legend(),
      h("span", { class: "chart-range" }, this.before, this.range, this.beyond),
      button({ label: "Zoom in", icon: "zoomin", bare: true, press: () => this.zoom(0.5) }),
      button({ label: "Zoom out", icon: "zoomout", bare: true, press: () => this.zoom(2) }),
      button({ label: "Whole", class: "quiet", press: () => this.show(this.whole) }),
    );
    this.node = h("figure", { class: "chart-frame" }, tools, h("div", { class: "chart-scroll" }, this.drawing));
    this.listen();
    this.tell();
    new ResizeObserver(([entry]) => {
      this.unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16; // the reader's own letters
      const width = Math.floor(entry.contentRect.width / this.unit);
      if (width < 50 || width === this.width) return;
      this.width = width;
      this.draw();
    }).observe(this.node);
  }

  /** Where most events lie, if a few stand far off; else the whole. */
  bulk() {
    const starts = this.marks.map((mark) => mark.lo).sort((a, b) => a - b);
    const cut = Math.ceil(starts.length * 0.05);
    const [lo, hi] = [starts[cut] ?? starts[0], starts.at(-1 - cut) ?? starts[0]];
    const margin = Math.max(10 * DAY, (hi - lo) * 0.08);
    const far = this.whole.hi - this.whole.lo > 2.5 * (hi - lo + 2 * margin);
    return starts.length > 4 && far ? { lo: lo - margin, hi: hi + margin } : { ...this.whole };
  }

  /** @param {number} at milliseconds */
  x(at) {
    return ((at - this.view.lo) / (this.view.hi - this.view.lo)) * this.width;
  }

  listen() {
    this.drawing.addEventListener("keydown", (event) => this.key(/** @type {KeyboardEvent} */ (event)));
    this.drawing.addEventListener("wheel", (event) => this.wheel(/** @type {WheelEvent} */ (event)), { passive: false });
    this.drawing.addEventListener("pointerdown", (event) => this.drag(/** @type {PointerEvent} */ (event)));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const moves = /** @type {Record<string, () => void>} */ ({
      ArrowRight: () => this.focus(this.at + 1),
      ArrowLeft: () => this.focus(this.at - 1),
      Home: () => this.focus(0),
      End: () => this.focus(this.marks.length - 1),
      "+": () => this.zoom(0.5),
      "=": () => this.zoom(0.5),
      "-": () => this.zoom(2),
      0: () => this.show(this.whole),
      Enter: () => this.pick(this.at),
      " ": () => this.pick(this.at),
    });
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in moves)) return;
    event.preventDefault();
    moves[event.key]();
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    if (!event.ctrlKey && !event.shiftKey) return; // the page scrolls as ever
    event.preventDefault();
    const { left, width } = this.drawing.getBoundingClientRect();
    const shown = this.view.hi - this.view.lo;
    if (event.ctrlKey) this.zoom(event.deltaY > 0 ? 1.25 : 0.8, this.view.lo + ((event.clientX - left) / width) * shown);
    else this.move(((event.deltaY || event.deltaX) / width) * shown);
  }

  /** @param {PointerEvent} start */
  drag(start) {
    if (start.button !== 0 || (start.target instanceof Element && start.target.closest(".event"))) return;
    const from = { ...this.view };
    const scale = (from.hi - from.lo) / this.drawing.getBoundingClientRect().width;
    const moved = (/** @type {Event} */ event) => {
      const by = (start.clientX - /** @type {PointerEvent} */ (event).clientX) * scale;
      this.show({ lo: from.lo + by, hi: from.hi + by });
    };
    this.drawing.setPointerCapture(start.pointerId);
    this.drawing.addEventListener("pointermove", moved);
    this.drawing.addEventListener("pointerup", () => this.drawing.removeEventListener("pointermove", moved), { once: true });
  }

  /** @param {number} factor below 1 looks closer @param {number} [around] milliseconds */
  zoom(factor, around) {
    const { lo, hi } = this.view;
    const width = Math.max(10 * DAY, Math.min((hi - lo) * factor, (this.whole.hi - this.whole.lo) * 1.5));
    const focused = this.drawing.contains(document.activeElement) ? this.marks[this.at].lo : undefined;
    const centre = around ?? focused ?? (lo + hi) / 2;
    const left = centre - ((centre - lo) / (hi - lo)) * width;
    this.show({ lo: left, hi: left + width });
  }

  /** @param {number} by milliseconds */
  move(by) {
    this.show({ lo: this.view.lo + by, hi: this.view.hi + by });
  }

  /** Widen the view to the events on one side of it. @param {1 | -1} way */
  reach(way) {
    this.show(way < 0 ? { lo: this.whole.lo, hi: this.view.hi } : { lo: this.view.lo, hi: this.whole.hi });
  }

  /** @param {{lo: number, hi: number}} view */
  show(view) {
    const slack = (view.hi - view.lo) / 2;
    const over = Math.max(0, this.whole.lo - slack - view.lo) - Math.max(0, view.hi - this.whole.hi - slack);
    this.view = { lo: view.lo + over, hi: view.hi + over };
    this.draw();
  }

  /** Bring an event into sight and give it the focus. @param {number} index */
  focus(index) {
    this.at = Math.max(0, Math.min(this.marks.length - 1, index));
    const mark = this.marks[this.at];
    const margin = (this.view.hi - this.view.lo) * 0.08;
    if (mark.lo < this.view.lo + margin || mark.lo > this.view.hi - margin) this.move(mark.lo - (this.view.lo + this.view.hi) / 2);
    else this.draw();
    /** @type {SVGElement | null} */ (this.drawing.querySelector(`[data-event="${this.at}"]`))?.focus();
  }

  draw() {
    const seen = this.marks.filter((mark) => mark.hi >= this.view.lo && mark.lo <= this.view.hi);
    if (seen.length && !seen.some((mark) => mark.index === this.at)) this.at = seen[0].index; // where Tab leads
    const rows = packed(seen, (mark) => this.extent(mark));
    const height = Math.max(4, rows.length) * ROW + AXIS + 8;
    const held = this.drawing.contains(document.activeElement);
    this.drawing.setAttribute("width", String(this.width * this.unit));
    this.drawing.setAttribute("height", String(height * this.unit));
    this.drawing.setAttribute("viewBox", `0 0 ${this.width} ${height}`);
    put(this.drawing, pattern(), this.axis(height), rows.flatMap((row, at) => row.map((mark) => this.mark(mark, AXIS + 8 + at * ROW + ROW / 2))));
    this.tell();
    if (held) /** @type {SVGElement | null} */ (this.drawing.querySelector(`[data-event="${this.at}"]`))?.focus({ preventScroll: true });
  }

  /** Say which days are shown, and how many events lie on either side of them. */
  tell() {
    const [before, beyond] = [this.marks.filter((mark) => mark.hi < this.view.lo).length, this.marks.filter((mark) => mark.lo > this.view.hi).length];
    put(this.before, `‹ ${before} earlier`);
    put(this.beyond, `${beyond} later ›`);
    this.before.hidden = before === 0;
    this.beyond.hidden = beyond === 0;
    this.range.textContent = `${dates.short(dates.iso(Math.max(this.view.lo, this.whole.lo)))} – ${dates.short(dates.iso(Math.min(this.view.hi, this.whole.hi)))}`;
  }

  /** How far a mark with its label reaches. @param {Mark} mark @returns {[number, number]} */
  extent(mark) {
    const [left, right] = [this.x(mark.lo) - 8, Math.max(this.x(mark.hi), this.x(mark.lo) + 12) + 4];
    const words = label(mark.event).length * LETTER + 10;
    return this.leads(mark) ? [left - words, right] : [left, right + words];
  }

  /** Whether the label stands before the mark, for want of room behind it. @param {Mark} mark */
  leads(mark) {
    const end = this.x(mark.hi);
    return end + label(mark.event).length * LETTER > this.width && this.x(mark.lo) > this.width / 2;
  }

  /** @param {Mark} mark @param {number} y */
  mark(mark, y) {
    const { event, index } = mark;
    const [left, right] = [this.x(mark.lo), this.x(mark.hi)];
    const bar = event.date.lo !== event.date.hi;
    const width = Math.max(12, right - left);
    const middle = (left + right) / 2;
    const end = bar ? left + width : middle + 7;
    const told = `${dates.span(event.date)}, ${STATUSES[event.status] ?? event.status}: `;
    const shape = bar
      ? svg("rect", { class: "shape", x: left, y: y - 5, width, height: 10, rx: 5 })
      : svg("circle", { class: "shape", cx: middle, cy: y, r: 5.5 });
    const struck = event.status === "denied" ? svg("path", { class: "strike", d: bar ? `M${left - 3} ${y}h${width + 6}` : `M${middle - 7} ${y + 7}l14 -14` }) : null;
    const begin = bar ? left : middle - 7;
    const text = svg("text", this.leads(mark) ? { x: begin - 6, y: y + 4, class: "label", "text-anchor": "end" } : { x: end + 6, y: y + 4, class: "label" }, label(event));
    const node = svg("g", { class: `event ${event.status}`, tabindex: index === this.at ? 0 : -1, role: "button", "aria-label": told + label(event), "data-event": index }, svg("title", null, told + event.text), svg("rect", { class: "target", x: left - 8, y: y - ROW / 2, width: end - left + 14, height: ROW }), shape, struck, text);
    node.addEventListener("click", () => {
      this.at = index;
      this.pick(index);
    });
    node.addEventListener("focus", () => {
      this.at = index;
    });
    return node;
  }

  /** @param {number} height */
  axis(height) {
    return ticks(this.view.lo, this.view.hi, this.width).flatMap(({ at, name, strong }) => {
      const x = this.x(at);
      return [svg("path", { class: strong ? "tick strong" : "tick", d: `M${x} ${AXIS - 6}V${height}` }), svg("text", { class: strong ? "when strong" : "when", x: x + 4, y: 16 }, name)];
    });
  }
}

/** @param {TimelineEvent} event */
function label(event) {
  const words = event.text.replace(/\s+/g, " ").trim();
  return words.length > 44 ? `${words.slice(0, 42).trimEnd()}…` : words;
}

/** Marks in rows in which none touches another, each in the first row that has room. @param {Mark[]} marks @param {(mark: Mark) => [number, number]} extent */
function packed(marks, extent) {
  /** @type {Mark[][]} */
  const rows = [];
  /** @type {number[]} */
  const ends = [];
  const placed = marks.map((mark) => ({ mark, reach: extent(mark) })).sort((a, b) => a.reach[0] - b.reach[0]);
  for (const { mark, reach: [left, right] } of placed) {
    const free = ends.findIndex((end) => end <= left);
    const at = free < 0 ? rows.length : free;
    (rows[at] ??= []).push(mark);
    ends[at] = right;
  }
  return rows;
}

/** Where the axis is marked: years, months or days, as many as are easily read. @param {number} lo @param {number} hi @param {number} width */
function ticks(lo, hi, width) {
  const most = Math.max(2, Math.floor(width / 90));
  const days = (hi - lo) / DAY;
  const months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000].find((step) => days / 30.44 / step <= most) ?? 12000;
  const step = days / most < 20 ? ([1, 2, 7, 14].find((some) => days / some <= most) ?? 14) : 0;
  const found = [];
  const first = new Date(lo);
  if (step) {
    for (let at = Math.ceil(lo / DAY / step) * step * DAY; at < hi; at += step * DAY) {
      const day = new Date(at);
      found.push({ at, name: `${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}${found.length ? "" : ` ${day.getUTCFullYear()}`}`, strong: day.getUTCDate() <= step });
    }
    return found;
  }
  const start = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months;
  for (let month = start; ; month += months) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > hi) return found;
    const january = month % 12 === 0;
    if (at >= lo) found.push({ at, name: months >= 12 ? String(Math.floor(month / 12)) : january || !found.length ? `${MONTHS[month % 12]} ${Math.floor(month / 12)}` : MONTHS[month % 12], strong: january });
  }
}

/** What only some source reports is hatched. */
function pattern() {
  return svg("defs", null, svg("pattern", { id: "hatched", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("rect", { class: "hatch-ground", width: 4, height: 4 }), svg("rect", { class: "hatch", width: 2, height: 4 })));
}

/** The sign of a status, as the chart draws it. @param {string} status */
export function sign(status) {
  return svg("svg", { class: "sign", viewBox: "0 0 18 18", "aria-hidden": "true" }, svg("g", { class: `event ${status}` }, svg("circle", { class: "shape", cx: 9, cy: 9, r: 5.5 }), status === "denied" ? svg("path", { class: "strike", d: "M2 16 16 2" }) : null));
}

function legend() {
  return h("ul", { class: "legend", "aria-label": "Legend" }, Object.entries(STATUSES).map(([status, name]) => h("li", null, sign(status), name)));
}
