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

/** Bundles a module that needs Lit as the widget is bundled, into one script. */
export async function bundleWithLit(module: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    root: import.meta.dirname,
    build: { write: false, target: "es2022", modulePreload: false, rolldownOptions: { input: entry } },
    plugins: [
      {
        name: "bare-lit",
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? module : undefined),
      },
    ],
  });
  const outputs = [result].flat().flatMap((one) => ("output" in one ? one.output : []));
  return outputs.map((file) => (file.type === "chunk" ? file.code : "")).join("");
}

/** What bare Lit weighs. Bytes: Brotli at 11, gzip at 9. */
export async function weighBareLit(): Promise<{ brotli: number; gzip: number }> {
  const code = Buffer.from(await bundleWithLit(source));
  return { brotli: brotliOf(code), gzip: gzipOf(code) };
}
