import { build } from "vite";
import { brotliOf, gzipOf } from "./weigh.ts";

/** The least that a Lit element can be: what every other element made with Lit stands beside. */
const source = `
import { css, html, LitElement } from "lit";
class Bare extends LitElement {
  static styles = css\`:host { display: block }\`;
  render() { return html\`<p>Hello</p>\`; }
}
customElements.define("bare-element", Bare);
`;

const entry = "\0bare-lit";

/** Bundles bare Lit as the widget is bundled. Bytes: Brotli at 11, gzip at 9. */
export async function weighBareLit(): Promise<{ brotli: number; gzip: number }> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    root: import.meta.dirname,
    build: { write: false, target: "es2022", modulePreload: false, rolldownOptions: { input: entry } },
    plugins: [
      {
        name: "bare-lit",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? source : undefined),
      },
    ],
  });
  const outputs = [result].flat().flatMap((one) => ("output" in one ? one.output : []));
  const code = outputs.map((file) => (file.type === "chunk" ? file.code : "")).join("");
  return { brotli: brotliOf(Buffer.from(code)), gzip: gzipOf(Buffer.from(code)) };
}
