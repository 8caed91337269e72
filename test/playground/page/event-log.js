import { create } from "./site.js";

const names = [
  "preauth-ready",
  "preauth-step",
  "preauth-complete",
  "preauth-decision",
  "preauth-error",
  "preauth-close",
  "preauth-open",
  "preauth-use-again",
];

/**
 * Writes every event of the widget into a list, the newest first.
 * @param {HTMLElement} from
 * @param {HTMLElement} list
 * @param {HTMLElement} hint
 */
export function logEvents(from, list, hint) {
  for (const name of names) {
    from.addEventListener(name, (event) => {
      hint.hidden = true;
      list.prepend(entry(name, event instanceof CustomEvent ? event.detail : undefined));
    });
  }
}

/**
 * @param {string} name
 * @param {unknown} detail
 */
function entry(name, detail) {
  const time = new Date().toLocaleTimeString("en", { hour12: false });
  const line = [create("code", { class: name }, name), create("time", {}, time)];
  if (detail === undefined || detail === null) return create("li", {}, create("p", {}, ...line));
  const body = create("pre", {}, JSON.stringify(detail, undefined, 2));
  const head = create("summary", {}, ...line, create("span", { class: "brief" }, briefly(detail)));
  const details = create("details", {}, head, body);
  details.open = name === "preauth-complete";
  return create("li", {}, details);
}

/**
 * What an event is about, in a few words.
 * @param {unknown} detail
 */
function briefly(detail) {
  const { name, code, status, authorizations } = /** @type {Record<string, unknown>} */ (detail);
  const states = Array.isArray(authorizations) ? authorizations.map((one) => one.status).join(", ") : "";
  return String(name ?? code ?? (states || status) ?? "");
}
