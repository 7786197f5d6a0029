/** The page's own words for what the server names by identifiers. */

/** Why a sentence did not hold, shortly. */
const REASONS = /** @type {Record<string, string>} */ ({
  citation: "cites nothing that was found",
  negation: "source says the opposite",
  quote: "wording not in source",
  number: "number not in source",
  date: "date not in source",
  status: "planned is not happened",
  speaker: "said by somebody else, or by nobody",
  name: "name not in source",
  superlative: "a superlative the source does not have",
  cause: "a cause the source does not give",
  coverage: "too little of it in the source",
  uncheckable: "cannot be checked",
});

const TOOLS = /** @type {Record<string, string>} */ ({
  passage_search: "Searched passages",
  entity_lookup: "Looked up a name",
  timeline_slice: "Read the timeline",
  quote_retrieval: "Looked for quotations",
  open_document: "Opened a document",
});

const TYPES = /** @type {Record<string, string>} */ ({
  official: "Official text",
  news: "News report",
  opinion: "Opinion",
  social: "Social media",
});

const FLAGS = /** @type {Record<string, string>} */ ({
  undated: "undated",
  "hidden-characters": "holds hidden characters",
  "addresses-assistant": "addresses an assistant",
});

export const STATUSES = /** @type {Record<string, string>} */ ({
  happened: "happened",
  planned: "planned",
  denied: "denied",
  reported: "reported",
});

/** The weightiest reason, in a few words: the table above is in that order. @param {import("./types.js").Reason[]} given */
export function reason(given) {
  const kinds = given.map(({ kind }) => kind);
  const first = Object.keys(REASONS).find((kind) => kinds.includes(kind)) ?? kinds[0];
  return first ? (REASONS[first] ?? first) : "does not hold";
}

/** @param {string} name */
export function toolName(name) {
  return TOOLS[name] ?? name.replaceAll("_", " ");
}

/** The arguments of a call as words. @param {Record<string, any> | null} given */
export function toolArguments(given) {
  if (!given) return "with arguments that could not be read";
  const told = Object.entries(given)
    .filter(([name, value]) => !["limit", "unit", "days", "length"].includes(name) && value !== null && value !== "")
    .map(([name, value]) => (name === "query" ? `“${value}”` : `${name.replaceAll("_", " ")} ${Array.isArray(value) ? value.join(" or ") : value}`));
  return told.join(", ");
}

/** @param {string | null} type */
export function sourceType(type) {
  return type ? (TYPES[type] ?? type) : "";
}

/** What to be careful about in a document. @param {string[]} [flags] */
export function cautions(flags = []) {
  return flags.filter((flag) => flag in FLAGS && flag !== "undated").map((flag) => FLAGS[flag]);
}

/** @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many = `${one}s`) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
