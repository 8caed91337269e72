/** Hides the page around the widget, without leaving room for it: what is printed is one sheet with the outcome. */
const printStyles = `@media print {
  html, body { block-size: 100vh !important; margin: 0 !important; overflow: hidden !important; }
  body { visibility: hidden !important; }
  osigu-preauth { visibility: visible; position: fixed !important; inset: 0; background: #fff; z-index: 2147483647; }
}`;

/** Prints the widget and nothing of the page that it is in; the page is as before when the print is done. */
export function printWidget(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(printStyles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const done = () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };
  addEventListener("afterprint", done, { once: true });
  print();
}
