import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import type { HostPage } from "../../browser/host-pages.ts";
import { bundleWithLit } from "../bytes/bare-lit.ts";

/** Lit and one field: a script of its own, and nothing to ask anybody for. */
const field = `
import { html, LitElement } from "lit";
class Bare extends LitElement {
  render() { return html\`<label>Document number <input></label>\`; }
}
customElements.define("bare-element", Bare);
`;

/** Lit and the sponsor's form, which takes a session token first. */
const form = `
import { html, LitElement } from "lit";
class Bare extends LitElement {
  static properties = { form: { state: true } };
  connectedCallback() {
    super.connectedCallback();
    void this.load();
  }
  async load() {
    const authorization = \`Bearer \${await this.getToken()}\`;
    const answer = await fetch(this.bff + "/v1/sponsors/sponsor-sandbox/forms", { headers: { authorization } });
    [this.form] = await answer.json();
  }
  render() { return html\`\${this.form?.fields.map(({ label }) => html\`<label>\${label} <input></label>\`)}\`; }
}
customElements.define("bare-element", Bare);
`;

const getToken = 'const getToken = () => fetch("/token", { method: "POST" }).then((reply) => reply.text());';

/** Pages with bare Lit in them, whose scripts come compressed from an origin of their own as the widget's do. */
export type BareSite = {
  /** One script, one field. */
  field: HostPage;
  /** A loader that loads the script, and an element that asks for a token and then for the form. */
  form: HostPage;
  close(): Promise<void>;
};

export async function openBareSite(): Promise<BareSite> {
  const scripts: Record<string, string> = {
    "/field.js": await bundleWithLit(field),
    "/form.js": await bundleWithLit(form),
    "/loader.js": 'window.bareReady = import(new URL("form.js", document.currentScript.src).href);',
  };
  const compressed = new Map(
    Object.entries(scripts).map(([path, script]) => [path, brotliCompressSync(script)]),
  );
  const server = createServer(({ url = "" }, response) => {
    response.writeHead(200, {
      "content-type": "text/javascript; charset=utf-8",
      "content-encoding": "br",
      "access-control-allow-origin": "*",
    });
    response.end(compressed.get(url));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    field: {
      body: `<script type="module" src="${origin}/field.js" async></script><bare-element></bare-element>`,
      script: mounting,
    },
    form: {
      body: `<script id="loader" src="${origin}/loader.js" async></script><div id="place"></div>`,
      script: `
        ${getToken}
        const start = () => bareReady.then(() => {
          const element = Object.assign(document.createElement("bare-element"), { getToken, bff: "{{bff}}" });
          document.querySelector("#place").append(element);
        });
        if (window.bareReady) start();
        else document.querySelector("#loader").addEventListener("load", start);`,
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Gives the bare element what the widget's page has for mounting it. */
const mounting = `
  window.mountWidget = () => {
    const element = document.createElement("bare-element");
    document.body.append(element);
    return { unmount: () => element.remove() };
  };`;
