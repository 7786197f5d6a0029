/**
 * The server counts Unicode code points, JavaScript UTF-16 units. Only here is one turned into the other.
 */

/** The index in `text` of the code point `count` places after the unit `from`. @param {string} text @param {number} count */
export function unitAt(text, count, from = 0) {
  let unit = from;
  for (let left = count; left > 0 && unit < text.length; left -= 1) {
    const code = text.charCodeAt(unit);
    const pair = code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(unit + 1));
    unit += pair ? 2 : 1;
  }
  return unit;
}

/** How many code points a text has. @param {string} text */
export function length(text) {
  let count = 0;
  for (let unit = 0; unit < text.length; unit += 1) if (!isLow(text.charCodeAt(unit)) || !isHigh(text.charCodeAt(unit - 1))) count += 1;
  return count;
}

/** @param {number} code */
const isLow = (code) => code >= 0xdc00 && code < 0xe000;
/** @param {number} code */
const isHigh = (code) => code >= 0xd800 && code < 0xdc00;

/**
 * A text in pieces, each with the spans that lie over it. Spans are in code points, counted from `offset`.
 *
 * @template {{start: number, end: number}} S
 * @param {string} text @param {number} offset @param {S[]} spans
 * @returns {{text: string, start: number, spans: S[]}[]}
 */
export function pieces(text, offset, spans) {
  const total = offset + length(text);
  const inside = spans.filter((span) => span.start < total && span.end > offset && span.start < span.end);
  const cuts = new Set([offset, total]);
  for (const span of inside) cuts.add(Math.max(span.start, offset)).add(Math.min(span.end, total));
  const places = [...cuts].sort((a, b) => a - b);
  const parts = [];
  let unit = 0;
  for (let i = 0; i + 1 < places.length; i += 1) {
    const next = unitAt(text, places[i + 1] - places[i], unit);
    const over = inside.filter((span) => span.start <= places[i] && span.end >= places[i + 1]);
    parts.push({ text: text.slice(unit, next), start: places[i], spans: over });
    unit = next;
  }
  return parts;
}
