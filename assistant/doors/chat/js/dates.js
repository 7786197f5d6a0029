/** Days in words. Everything is a calendar day, so no time zone moves one. */

const LONG = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const DAY = 86_400_000;

/** Milliseconds of a day's first moment. @param {string} day YYYY-MM-DD */
export function moment(day) {
  return Date.parse(`${day}T00:00:00Z`);
}

/** @param {string | null | undefined} day */
export function long(day) {
  return day ? LONG.format(moment(day)) : "undated";
}

/** @param {string | null | undefined} day */
export function short(day) {
  return day ? SHORT.format(moment(day)) : "undated";
}

/** @param {number} at milliseconds */
export function iso(at) {
  return new Date(at).toISOString().slice(0, 10);
}

export function today() {
  const now = new Date();
  return iso(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
}

/** How old a source is, as in "9 years old". @param {string | null} day @param {string} [from] */
export function age(day, from = today()) {
  if (!day) return "";
  const days = Math.round((moment(from) - moment(day)) / DAY);
  if (days < 0) return "dated later than today";
  if (days === 0) return "of today";
  if (days < 60) return `${days} ${days === 1 ? "day" : "days"} old`;
  if (days < 730) return `${Math.round(days / 30.44)} months old`;
  return `${Math.floor(days / 365.25)} years old`;
}

/** An interval in the unit its words named. @param {import("./types.js").Days | null} days */
export function span(days) {
  if (!days) return "";
  if (days.lo === days.hi) return long(days.lo);
  if (days.grain === "year" && days.lo.slice(0, 4) === days.hi.slice(0, 4)) return days.lo.slice(0, 4);
  if (days.grain === "month" && days.lo.slice(0, 7) === days.hi.slice(0, 7)) return MONTH.format(moment(days.lo));
  if (days.grain === "quarter" && days.lo.slice(0, 4) === days.hi.slice(0, 4)) {
    return `quarter ${Math.ceil(Number(days.lo.slice(5, 7)) / 3)} of ${days.lo.slice(0, 4)}`;
  }
  if (days.grain === "decade") return `${days.lo.slice(0, 3)}0s`;
  return `${short(days.lo)} to ${short(days.hi)}`;
}

/** When something was last touched, for a list. @param {string} stamp an ISO moment */
export function group(stamp) {
  const then = new Date(stamp);
  const now = new Date();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  if (then.getTime() >= midnight) return "Today";
  if (then.getTime() >= midnight - DAY) return "Yesterday";
  if (then.getTime() >= midnight - 6 * DAY) return "This week";
  return MONTH.format(then);
}

/** @param {string | undefined} stamp */
export function asked(stamp) {
  if (!stamp) return "";
  const then = new Date(stamp);
  const day = iso(Date.UTC(then.getFullYear(), then.getMonth(), then.getDate()));
  return `${day === today() ? "today" : short(day)}, ${CLOCK.format(then)}`;
}
