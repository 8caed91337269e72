const names = [
  "preauth-ready",
  "preauth-step",
  "preauth-complete",
  "preauth-decision",
  "preauth-error",
  "preauth-close",
];

/** Writes every event of the widget into a list, the newest first. */
export function logEvents(from: HTMLElement, list: HTMLElement, hint: HTMLElement): void {
  for (const name of names) {
    from.addEventListener(name, (event) => {
      hint.hidden = true;
      list.prepend(entry(name, event instanceof CustomEvent ? event.detail : undefined));
    });
  }
}

function entry(name: string, detail: unknown): HTMLElement {
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
