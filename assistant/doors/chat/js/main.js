/** Where the page begins: the desk is built, the server asked how it is, the address followed. */

import { askForKey } from "./access.js";
import { listen } from "./api.js";
import { found, lose } from "./connection.js";
import { conversationView } from "./conversation.js";
import { buildDesk, refreshPast } from "./desk.js";
import { find } from "./dom.js";
import { listenToKeys, showShortcuts } from "./keys.js";
import { closeSide } from "./page.js";
import { isShown, route, start } from "./router.js";
import { refreshStatus } from "./state.js";

/** A view that is loaded when it is first wanted. @param {() => Promise<{show: import("./router.js").View}>} load */
const late = (load) => (/** @type {import("./router.js").Place} */ place) =>
  load().then((view) => isShown(place) && view.show(place), lose);

listen({ lost: lose, found, locked: () => askForKey() });
buildDesk({ shortcuts: showShortcuts, key: () => askForKey() });
find("#veil").addEventListener("click", closeSide);
listenToKeys();

route(/^\/(?:c\/([^/]+)(?:\/(\d+))?\/?)?$/, conversationView);
route(/^\/d\/(.+)$/, late(() => import("./views/document.js")));
route(/^\/documents\/?$/, late(() => import("./views/documents.js")));
route(/^\/timeline\/?$/, late(() => import("./views/timeline.js")));
route(/^\/quotes\/?$/, late(() => import("./views/quotes.js")));
route(/^\/e\/(.*)$/, late(() => import("./views/entity.js")));

await Promise.allSettled([refreshStatus(), refreshPast()]);
start();
