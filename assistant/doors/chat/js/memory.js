/** What this browser remembers; where storage is forbidden or full it simply forgets. */

/** @param {Storage | null} storage */
function memory(storage) {
  return {
    /** @param {string} name @returns {any} */
    read(name) {
      try {
        return JSON.parse(storage?.getItem(`attache.${name}`) ?? "null");
      } catch {
        return null;
      }
    },
    /** @param {string} name @param {unknown} value null forgets */
    write(name, value) {
      try {
        if (value === null) storage?.removeItem(`attache.${name}`);
        else storage?.setItem(`attache.${name}`, JSON.stringify(value));
      } catch {
        // Full or forbidden: nothing depends on it.
      }
    },
  };
}

/** @param {() => Storage} get */
function allowed(get) {
  try {
    return get();
  } catch {
    return null;
  }
}

/** Until the tab is closed. */
export const tab = memory(allowed(() => sessionStorage));
/** For this browser. */
export const browser = memory(allowed(() => localStorage));
