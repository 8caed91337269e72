import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import type { HostPage } from "../../browser/host-pages.ts";
import { bundleWithLit } from "../bytes/bare-lit.ts";

/** Lit and one field: a script of its own, and no call. */
const field = `
import { html, LitElement } from "lit";
class Bare extends LitElement {
  render() { return html\`<label>Document number <input></label>\`; }
}
customElements.define("bare-element", Bare);
`;

/** Lit and the sponsor's form, which needs a session token. */
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

/** Pages with bare Lit. Their scripts are compressed and come from an origin of their own, as the widget's do. */
export type BareSite = {
  /** One script, one field. */
  field: HostPage;
  /** The widget's tag: a loader that loads the script, and an element that requests a token and then the form. */
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
      "cache-control": "max-age=300",
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
      body: `<div id="place"></div><script src="${origin}/loader.js" defer crossorigin></script>
        <script type="module">
          await window.bareReady;
          const getToken = () => fetch("/token", { method: "POST" }).then((reply) => reply.text());
          const element = Object.assign(document.createElement("bare-element"), { getToken, bff: "{{bff}}" });
          document.querySelector("#place").append(element);
        </script>`,
      script: "",
    },
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Mounts the bare element as the widget's page mounts the widget. */
const mounting = `
  window.mountWidget = () => {
    const element = document.createElement("bare-element");
    document.body.append(element);
    return { unmount: () => element.remove() };
  };`;
