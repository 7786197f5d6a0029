/** Whether the server is there. When it is not, the page says so, keeps what it shows, and looks for it quietly. */

import { button } from "./dom.js";
import { notice } from "./page.js";
import { refreshPast } from "./desk.js";
import { refreshStatus } from "./state.js";

const WAITS = [1000, 2000, 4000, 8000, 15000];
let lost = false;
let timer = 0;
let tries = 0;

export function isLost() {
  return lost;
}

export function lose() {
  if (lost) return;
  lost = true;
  tries = 0;
  notice("The server cannot be reached. What is shown here is kept.", { actions: [button({ label: "Try now", press: look })] });
  wait();
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(look, WAITS[Math.min(tries, WAITS.length - 1)]);
}

async function look() {
  tries += 1;
  try {
    const response = await fetch("/healthz", { cache: "no-store" });
    if (response.ok) return found();
  } catch {
    // still away
  }
  return wait();
}

export function found() {
  if (!lost) return;
  lost = false;
  clearTimeout(timer);
  notice("Connected again.", { kind: "good" });
  setTimeout(() => !lost && notice(null), 3000);
  refreshStatus().catch(() => undefined);
  refreshPast();
}
