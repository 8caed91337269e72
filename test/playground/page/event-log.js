const names = [
  "preauth-ready",
  "preauth-step",
  "preauth-complete",
  "preauth-decision",
  "preauth-error",
  "preauth-close",
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
  const item = document.createElement("li");
  const time = document.createElement("time");
  time.textContent = new Date().toLocaleTimeString();
  item.append(time, ` ${name}`);
  if (detail !== undefined && detail !== null) {
    const body = document.createElement("pre");
    body.textContent = JSON.stringify(detail, undefined, 2);
    item.append(body);
  }
  return item;
}
