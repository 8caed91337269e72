import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Stack, startStack } from "../stack/stack.ts";
import { type HostSite, startHostSite } from "./server.ts";

describe("the invented clinic's site", () => {
  let site: HostSite;
  let stack: Stack;

  before(async () => {
    site = await startHostSite({
      host: () => stack.host,
      bff: () => stack.bff.url,
      setFaults: (rules) => stack.sandbox.faults.set(rules),
    });
    stack = await startStack({ origins: [site.url] });
  });
  after(async () => {
    await site?.close();
    await stack?.stop();
  });

  const askForToken = (from: string) =>
    fetch(`${site.url}/preauth-token`, { method: "POST", headers: { "sec-fetch-site": from } });

  test("gives its own page a session token that the BFF takes", async () => {
    const { access_token } = await (await askForToken("same-origin")).json();
    const response = await fetch(`${stack.bff.url}/v1/sponsors`, {
      headers: { authorization: `Bearer ${access_token}`, origin: site.url },
    });
    assert.equal(response.status, 200);
  });

  test("gives no token to another site's page", async () => {
    for (const from of ["cross-site", "same-site", "none"]) {
      const response = await askForToken(from);
      assert.equal(response.status, 403);
      assert.equal(await response.text(), "");
    }
  });

  test("embeds the widget with the BFF's loader, and never shows its key", async () => {
    for (const path of ["/", "/clinic", "/main.js", "/embed.js", "/words/es.js", "/site.json", "/page.css"]) {
      const response = await fetch(site.url + path);
      assert.equal(response.status, 200, path);
      assert.ok(!(await response.text()).includes(stack.host.key));
    }
    const page = await (await fetch(site.url)).text();
    assert.ok(
      page.includes(`<script src="${stack.bff.url}/widget/v1/loader.js" async crossorigin></script>`),
    );
  });

  test("serves its page's files and nothing beside them", async () => {
    for (const path of ["/server.ts", "/..%2fserver.ts", "/%2e%2e/server.ts", "/nothing.js"]) {
      assert.equal((await fetch(site.url + path)).status, 404, path);
    }
  });

  test("forbids its pages what the widget's documentation does not ask for", async () => {
    for (const path of ["/", "/clinic", "/docs/widget/docs/start.md"]) {
      const policy = (await fetch(site.url + path)).headers.get("content-security-policy") ?? "";
      assert.match(policy, /^default-src 'none'; script-src 'self' http:[^;]+;/, path);
      assert.match(policy, /require-trusted-types-for 'script'/, path);
      assert.doesNotMatch(policy, /unsafe/, path);
    }
  });

  test("shows the documentation, and no other file of the repository", async () => {
    const page = await fetch(`${site.url}/docs/widget/docs/start.md`);
    assert.match(await page.text(), /<h1 id="five-minute-start">/);
    for (const path of [
      "/docs/package.json",
      "/docs/..%2fsecret.md",
      "/docs/.env",
      "/docs/node_modules/lit/README.md",
      "/docs/widget/node_modules/lit/README.md",
      "/docs/bff/%2e%2e/package.json",
      "/docs/bff/hosts.json",
      "/docs/bff/deploy/secrets/session",
      "/docs/bff/.env",
      "/docs/.git/config",
      "/docs//etc/passwd",
    ]) {
      assert.equal((await fetch(site.url + path)).status, 404, path);
    }
  });

  test("shows sources as text, which no browser takes for anything else", async () => {
    for (const path of ["test/examples/plain-html/index.html", "bff/token-route/token-route.js"]) {
      const { headers } = await fetch(`${site.url}/docs/${path}`);
      assert.equal(headers.get("content-type"), "text/plain; charset=utf-8", path);
      assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    }
  });

  test("switches the line to the insurers for its own page, and for no other site's", async () => {
    const ask = (line: string, from: string) =>
      fetch(`${site.url}/line/${line}`, { method: "POST", headers: { "sec-fetch-site": from } });
    assert.equal((await ask("down", "cross-site")).status, 403);
    assert.equal((await ask("constructor", "same-origin")).status, 404);
    assert.deepEqual(stack.sandbox.faults.list(), []);
    assert.equal((await ask("slow", "same-origin")).status, 204);
    assert.equal(stack.sandbox.faults.list().length, 1);
    assert.equal((await ask("good", "same-origin")).status, 204);
    assert.deepEqual(stack.sandbox.faults.list(), []);
  });

  test("offers a document that is a real PDF", async () => {
    const bytes = Buffer.from(await (await fetch(`${site.url}/indication.pdf`)).arrayBuffer());
    assert.ok(bytes.subarray(0, 5).toString() === "%PDF-");
    assert.match(bytes.subarray(-7).toString(), /%%EOF/);
  });
});
