import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Stack, startStack } from "../stack/stack.ts";
import { type HostSite, startHostSite } from "./server.ts";

describe("the invented clinic's site", () => {
  let site: HostSite;
  let stack: Stack;

  before(async () => {
    site = await startHostSite({ host: () => stack.host, bff: () => stack.bff.url });
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
    for (const path of ["/", "/main.js", "/embed.js", "/site.json", "/page.css"]) {
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

  test("offers a document that is a real PDF", async () => {
    const bytes = Buffer.from(await (await fetch(`${site.url}/indication.pdf`)).arrayBuffer());
    assert.ok(bytes.subarray(0, 5).toString() === "%PDF-");
    assert.match(bytes.subarray(-7).toString(), /%%EOF/);
  });
});
