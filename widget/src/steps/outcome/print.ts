/** Hides the page around the widget and its space, so that the print is one sheet with the outcome. */
const printStyles = `@media print {
  html, body { block-size: 100vh !important; margin: 0 !important; overflow: hidden !important; }
  body { visibility: hidden !important; }
  osigu-preauth { visibility: visible; position: fixed !important; inset: 0; background: #fff; z-index: 2147483647; }
}`;

/** Prints the widget without the page around it. */
export function printWidget(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(printStyles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const restore = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  addEventListener("afterprint", restore, { once: true });
  print();
}
