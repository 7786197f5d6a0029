/** Server-sent events read from a response's body (the format of the HTML standard, as far as ours go). */

/**
 * @param {Response} response
 * @returns {AsyncGenerator<import("./types.js").TurnEvent>}
 */
export async function* serverEvents(response) {
  if (!response.body) return;
  let rest = "";
  let event = "message";
  /** @type {string[]} */
  let data = [];
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const lines = (rest + part.value).split("\n");
      rest = lines.pop() ?? "";
      for (const raw of lines) {
        const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
        if (line === "") {
          if (data.length) yield { event, data: JSON.parse(data.join("\n")) };
          event = "message";
          data = [];
        } else if (line.startsWith("event:")) event = line.slice(6).trim();
        else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
