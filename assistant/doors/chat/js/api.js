/** Requests to this server and to no other. */

import { browser, tab } from "./memory.js";
import { serverEvents } from "./stream.js";

/** What went wrong, in one sentence for a person. `status` is 0 where the server was not reached. */
export class Trouble extends Error {
  /** @param {string} sentence @param {number} status */
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

const LOST = "The server cannot be reached. What is shown here is kept; try again when it is back.";
/** @type {{lost?: () => void, found?: () => void, locked?: () => void}} */
const listeners = {};

/** Be told when the server is lost, found again, or wants a key. @param {typeof listeners} given */
export function listen(given) {
  Object.assign(listeners, given);
}

/** The key this browser sends, if any. */
export function key() {
  return tab.read("key") ?? browser.read("key");
}

/** @param {string | null} secret @param {boolean} stay keep it when the tab is closed */
export function useKey(secret, stay) {
  tab.write("key", secret);
  browser.write("key", stay ? secret : null);
}

/** @param {string} path @param {RequestInit & {json?: unknown}} [options] @returns {Promise<Response>} */
export async function request(path, { json, ...options } = {}) {
  const headers = new Headers(options.headers);
  if (json !== undefined) headers.set("Content-Type", "application/json");
  if (key()) headers.set("Authorization", `Bearer ${key()}`);
  let response;
  try {
    response = await fetch(path, { ...options, headers, body: json === undefined ? options.body : JSON.stringify(json) });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    listeners.lost?.();
    throw new Trouble(LOST, 0);
  }
  listeners.found?.();
  if (response.ok) return response;
  if (response.status === 401) listeners.locked?.();
  throw new Trouble(await sentence(response), response.status);
}

/** @param {Response} response */
async function sentence(response) {
  try {
    const problem = await response.json();
    const faults = (problem.errors ?? []).map((/** @type {{message: string}} */ fault) => fault.message).join("; ");
    if (typeof problem.detail === "string" && problem.detail) return faults ? `${problem.detail} ${faults}` : problem.detail;
  } catch {
    // Not ours: a proxy's page, say.
  }
  return `The server answered ${response.status} ${response.statusText}`.trim() + "; try again, or ask whoever runs it.";
}

/** @param {string} path @param {Record<string, any>} [query] */
export async function get(path, query = {}) {
  return (await request(path + search(query))).json();
}

/** @param {string} method @param {string} path @param {unknown} [json] */
export async function send(method, path, json) {
  const response = await request(path, { method, json });
  return response.status === 204 ? null : response.json();
}

/** A tool's result. @param {string} name @param {Record<string, any>} given empty values count as not given */
export function tool(name, given) {
  const filled = Object.entries(given).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return send("POST", `/v1/tools/${name}`, Object.fromEntries(filled));
}

/**
 * Ask, and hear what happens. Throws Trouble; an aborted `signal` throws AbortError.
 *
 * @param {Record<string, any>} question @param {AbortSignal} signal
 * @returns {AsyncGenerator<import("./types.js").TurnEvent>}
 */
export async function* ask(question, signal) {
  const headers = { Accept: "text/event-stream" };
  const response = await request("/v1/briefings", { method: "POST", json: question, headers, signal });
  try {
    yield* serverEvents(response);
  } catch (error) {
    if (signal.aborted) throw error;
    listeners.lost?.();
    throw new Trouble("The connection was lost while the answer came in. What had been verified is kept; try again.", 0);
  }
}

/** `?a=1&b=2`, empty values left out. @param {Record<string, any>} values */
export function search(values) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== "" && one !== null && one !== undefined) query.append(name, String(one));
    }
  }
  return query.size ? `?${query}` : "";
}

/** A document id or a name as part of a path: its slashes stay. @param {string} text */
export function inPath(text) {
  return text.split("/").map(encodeURIComponent).join("/");
}

/** Hand a file to the person. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
