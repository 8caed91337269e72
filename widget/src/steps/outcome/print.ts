const mark = "data-preauth-print";

/** Everything but the widget and what contains it leaves the page, so that the paper holds the outcome alone. */
const printStyles = `@media print {
  :not([${mark}]) { display: none !important; }
  [${mark}] {
    all: revert !important; display: block !important; margin: 0 !important; padding: 0 !important; background: #fff !important;
  }
}`;

/** Prints the widget without the page around it. */
export function printWidget(widget: Element): void {
  const path = composedPath(widget);
  const roots = new Set(path.map((element) => element.getRootNode() as Document | ShadowRoot));
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(printStyles);
  for (const element of path) element.setAttribute(mark, "");
  for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const restore = () => {
    for (const element of path) element.removeAttribute(mark);
    for (const root of roots) {
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    }
  };
  addEventListener("afterprint", restore, { once: true });
  print();
}

/** An element and everything that contains it, across shadow roots. */
function composedPath(element: Element): Element[] {
  const path: Element[] = [];
  for (let node: Node | null = element; node; ) {
    if (node instanceof Element) path.push(node);
    node =
      (node instanceof Element && node.assignedSlot) ||
      node.parentNode ||
      (node instanceof ShadowRoot ? node.host : null);
  }
  return path;
}
