/** What the server said of itself, kept for all views. */

import { get } from "./api.js";

/** @type {import("./types.js").Status | null} */
let current = null;

export function status() {
  return current;
}

/** Ask the server anew. */
export async function refreshStatus() {
  current = await get("/v1/status");
  document.dispatchEvent(new Event("attache:status"));
  return current;
}
