// Runs before the first paint, so that the page never flashes in the wrong colours. No module: those run later.
(() => {
  let theme = null;
  try {
    theme = JSON.parse(localStorage.getItem("attache.theme") ?? "null");
  } catch {
    // Storage may be forbidden; what the system prefers then holds.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
