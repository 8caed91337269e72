import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { refusedFramings, refusedRequests } from "./framing-cases.ts";
import type { Belongings } from "./operations.ts";
import { type Person, person, settle } from "./people.ts";
import { clinicOrigin, type Site, startSite } from "./site.ts";
import { say, silence, statusesIn } from "./wire.ts";

describe("framing", () => {
  let site: Site;
  let owner: Person;
  let things: Belongings;
  /** What an attacker wants to be carried out in a victim's name: it would reach the vendor, and be answered 200. */
  let hidden: string;
  before(async () => {
    site = await startSite();
    owner = person(site, await site.token({ subject: "ana" }));
    things = await settle(owner);
    hidden =
      `GET /arc/v1/authorization-requests/${things.request} HTTP/1.1\r\nHost: bff.example\r\n` +
      `Authorization: Bearer ${owner.token}\r\n\r\n`;
  });
  after(() => site?.stop());

  test("what is hidden below is carried out when it comes in the open", async () => {
    const calls = site.upstreamCalls();
    assert.deepEqual(statusesIn(await say(site.port, hidden)), [200]);
    assert.equal(site.upstreamCalls(), calls + 1);
  });

  for (const [what, bytes] of refusedFramings) {
    test(`${what}: refused, and nothing behind it is carried out`, async () => {
      const calls = site.upstreamCalls();
      const text = await say(site.port, bytes(hidden), silence);
      const statuses = statusesIn(text);
      assert.ok(statuses.length <= 1, `There were ${statuses.length} answers: ${statuses}`);
      assert.ok(
        statuses.every((status) => status >= 400 && status < 500),
        `It was answered ${statuses}.`,
      );
      assert.equal(site.upstreamCalls(), calls);
    });
  }

  for (const [what, status, bytes] of refusedRequests) {
    test(`${what}: ${status}, as a problem document`, async () => {
      const text = await say(site.port, bytes);
      assert.deepEqual(statusesIn(text), [status]);
      assert.match(text, /^Content-Type: application\/problem\+json\r$/m);
      assert.match(text, /^X-Request-Id: [0-9a-f-]{36}\r$/m);
    });
  }

  /** Answers that are given before the body was read: what follows is still the body. */
  const early: [what: string, head: string][] = [
    ["a path that is not there", "POST /nothing HTTP/1.1\r\nHost: x\r\n"],
    [
      "a route without a token",
      "POST /arc/v1/authorization-requests HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n",
    ],
    ["a method that is not meant", "PUT /v1/sponsors HTTP/1.1\r\nHost: x\r\n"],
    ["a health check", "GET /healthz HTTP/1.1\r\nHost: x\r\n"],
    ["a HEAD", "HEAD /healthz HTTP/1.1\r\nHost: x\r\n"],
    ["a widget file", "GET /widget/v1/loader.js HTTP/1.1\r\nHost: x\r\n"],
    [
      "a preflight",
      `OPTIONS /v1/sponsors HTTP/1.1\r\nHost: x\r\nOrigin: ${clinicOrigin}\r\nAccess-Control-Request-Method: GET\r\n`,
    ],
    ["a token call of a page", `POST /v1/oauth/token HTTP/1.1\r\nHost: x\r\nOrigin: ${clinicOrigin}\r\n`],
    ["two hosts", "POST /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n"],
  ];
  for (const [what, head] of early) {
    test(`${what}, with a request for a body: the body is no request`, async () => {
      const calls = site.upstreamCalls();
      const counted = await say(site.port, `${head}Content-Length: ${hidden.length}\r\n\r\n${hidden}`);
      assert.equal(statusesIn(counted).length, 1);
      const size = hidden.length.toString(16);
      const chunked = await say(
        site.port,
        `${head}Transfer-Encoding: chunked\r\n\r\n${size}\r\n${hidden}\r\n0\r\n\r\n`,
      );
      assert.equal(statusesIn(chunked).length, 1);
      assert.equal(site.upstreamCalls(), calls);
    });
  }

  test("an upgrade to HTTP/2 is not taken", async () => {
    const text = await say(
      site.port,
      "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n",
    );
    assert.deepEqual(statusesIn(text), [200]);
    assert.ok(!text.includes("101 Switching"));
  });

  for (const host of [
    "evil.example",
    "evil.example:1234",
    "localhost",
    "169.254.169.254",
    "a b",
    "x\tY",
    "evil.example/path",
  ]) {
    test(`the host ${JSON.stringify(host)} is in no answer`, async () => {
      const text = await say(
        site.port,
        `GET /nothing HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: ${host}\r\nConnection: close\r\n\r\n`,
      );
      assert.ok(!text.toLowerCase().includes(host.toLowerCase()));
    });
  }

  test("no answer can be split: line breaks that reach a header's value are no line breaks", async () => {
    const injected = "%0d%0aSet-Cookie:%20a=b";
    for (const path of [
      `/v1/sponsors/a${injected}/forms`,
      `/widget/v1/${injected}`,
      `/${injected}`,
      `/v1/sponsors?x=${injected}`,
    ]) {
      const text = await say(
        site.port,
        `GET ${path} HTTP/1.1\r\nHost: x\r\nOrigin: https://a${injected}\r\nConnection: close\r\n\r\n`,
      );
      assert.ok(!/^set-cookie/im.test(text));
    }
  });

  test("no line of the log can be forged", async () => {
    const forged = '{"level":30,"msg":"forged"}';
    for (const place of [
      `/x%0a${encodeURIComponent(forged)}`,
      `/v1/sponsors/${encodeURIComponent(forged)}/forms`,
    ]) {
      await say(
        site.port,
        `GET ${place} HTTP/1.1\r\nHost: ${forged}\r\nUser-Agent: ${forged}\r\nReferer: ${forged}\r\nX-Request-Id: ${forged}\r\nConnection: close\r\n\r\n`,
      );
    }
    const log = await site.stack.wholeLog();
    assert.ok(!log.includes("forged"));
    for (const line of log.split("\n")) assert.doesNotThrow(() => JSON.parse(line), line);
    assert.deepEqual(await site.spilt(), []);
  });
});
