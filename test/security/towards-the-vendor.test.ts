import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { FaultRule } from "../sandbox/sandbox.ts";
import { type Belongings, named } from "./operations.ts";
import { nothing, otpSponsor, type Person, person, settle } from "./people.ts";
import { type Recorder, startRecorder } from "./recorder.ts";
import { bearer, clinicOrigin, jsonBody, type Site, startSite } from "./site.ts";
import { say } from "./wire.ts";

/*
 * Towards the vendor: API7:2023, API10:2023, ASVS 5.0 1.3.6, 4.2.1, 15.3.2; the path tests of fastify-reply-from
 * (GHSA-2q7r-29rg-6m5h) and others. Whatever a browser sends, the vendor sees one of a closed list of requests.
 */

const hostileParts = [
  "..",
  ".",
  "...",
  "%2e%2e",
  "%2E%2E",
  ".%2e",
  "%2e",
  "%252e%252e",
  "%25252e%25252e",
  "..%2f..",
  "..%2F..%2Fadmin",
  "%2f",
  "%2f%2fevil.example",
  "..%5c..",
  "%5c%5cevil.example",
  "..;",
  "..;%2f",
  "a%2fb",
  "a%5cb",
  "a%00b",
  "%00",
  "a%0d%0aX-Injected:%20yes",
  "%0a",
  "%0d",
  "a%20b",
  "%20",
  "a%09b",
  "a%3fx=y",
  "%3f",
  "a%23b",
  "%23",
  "%c0%ae%c0%ae",
  "%c0%af",
  "%e0%80%af",
  "%f0%80%80%af",
  "%c1%9c",
  "%u002e%u002e",
  "%ff%fe",
  "%",
  "%2",
  "%zz",
  "%%32%65",
  "%EF%BC%8E%EF%BC%8E",
  "%E2%80%AE",
  "%ef%bb%bf",
  "http:%2f%2fevil.example",
  "http%3a%2f%2fevil.example",
  "a%7cb",
  "%60id%60",
  "%24%7bjndi:ldap:%2f%2fevil%7d",
  "%7b%7b7*7%7d%7d",
  "a%22b",
  "a%3cb%3e",
  "a%5eb",
  "a%7bb",
  "x".repeat(201),
  "%C3%A9",
  "",
  "%2e%2e%2f%2e%2e%2fv1%2foauth%2ftoken",
];

describe("addresses", () => {
  let site: Site;
  let owner: Person;
  before(async () => {
    site = await startSite();
    owner = person(site, await site.token({ subject: "ana" }));
  });
  after(() => site?.stop());

  const get = (path: string) =>
    say(
      site.port,
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${owner.token}\r\nConnection: close\r\n\r\n`,
    );

  test(`none of ${hostileParts.length} hostile parts of an address reaches the vendor, in whatever place`, async () => {
    const calls = site.upstreamCalls();
    for (const part of hostileParts) {
      for (const path of [
        `/v1/sponsors/${part}/forms`,
        `/arc/v1/sponsors/${part}/configuration?product_type=LAB`,
        `/arc/v1/authorization-requests/${part}`,
        `/v1/sponsors/${part}/beneficiaries/${part}/dependents`,
        `/${part}/v1/sponsors`,
        `/v1/${part}/sponsors`,
        `/widget/v1/${part}`,
        `/widget/${part}/loader.js`,
      ]) {
        const answer = await get(path);
        assert.match(answer, /^HTTP\/1\.1 40[04] /, `${path}: ${answer.slice(0, 60)}`);
      }
    }
    assert.equal(site.upstreamCalls(), calls);
  });

  for (const part of [
    "a:b",
    "a@evil.example",
    "user:key@evil",
    "a&b=c",
    "a=b",
    "a;b=c",
    "a,b",
    "a+b",
    "a*b",
    "(a)",
    "a'b",
    "~a",
    "a!b",
    "$a",
  ]) {
    test(`the part ${part} reaches the vendor as that one part, and nothing else`, async () => {
      const before = site.stack.sandbox.state.calls.all().length;
      await get(`/v1/sponsors/${part}/forms`);
      const paths = site.stack.sandbox.state.calls
        .all()
        .slice(before)
        .map((call) => call.path);
      assert.deepEqual(paths, [`/v1/sponsors/${encodeURIComponent(part)}/forms`]);
    });
  }

  for (const query of [
    "query=a%26size=1000",
    "query=%0d%0aX:%20y",
    "query=a%23b",
    "query=a&provider_id=9&access_token=x",
    "query=a&query=b",
    "query[$ne]=a",
  ]) {
    test(`the query ${query} adds nothing to the vendor's`, async () => {
      const recorded = site.stack.sandbox.state.calls;
      const before = recorded.all().length;
      await get(`/medical-catalogs/v1/diagnoses?${query}`);
      const [call] = recorded.all().slice(before);
      const address = new URL(call?.path ?? "/", "http://vendor");
      assert.equal(address.pathname, "/medical-catalogs/v1/diagnoses");
      for (const name of address.searchParams.keys())
        assert.ok(["query", "page", "size"].includes(name), name);
    });
  }
});

describe("headers", () => {
  let vendor: Recorder;
  let site: Site;
  let owner: Person;
  before(async () => {
    vendor = await startRecorder(({ url }, response) => {
      response.setHeader("content-type", "application/json");
      if (url.startsWith("/oauth") || url.includes("token")) {
        response.end('{"access_token":"vendor-token-of-this-test","token_type":"bearer","expires_in":3600}');
      } else response.end('{"beneficiary_id":"bnf_1","first_name":"A","last_name":"B"}');
    });
    site = await startSite({ bff: { OSIGU_BASE_URL: vendor.url } });
    owner = person(site, await site.token({ subject: "ana" }));
  });
  after(async () => {
    await site?.stop();
    await vendor?.close();
  });

  test("of 30 that a browser or a proxy may send none goes on, and none is changed by them", async () => {
    const attempt = named("searchBeneficiary").attempt(nothing);
    const before = vendor.requests.length;
    assert.equal((await owner.send(attempt)).status, 200);
    const hostile: Record<string, string> = Object.fromEntries(
      [
        "cookie",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "forwarded",
        "x-real-ip",
        "via",
        "te",
        "upgrade",
        "proxy-authorization",
        "proxy-connection",
        "keep-alive",
        "x_forwarded_for",
        "x-http-method-override",
        "x-original-url",
        "x-rewrite-url",
        "x-api-key",
        "x-osigu-signature",
        "x-request-id",
        "traceparent",
        "baggage",
        "referer",
        "user-agent",
        "accept-language",
        "if-none-match",
        "range",
        "cache-control",
        "idempotency-key",
        "x-provider-slug",
        "transfer-encoding-x",
      ].map((name) => [name, "canary-header"]),
    );
    const reply = await owner.send({
      ...attempt,
      headers: {
        ...attempt.headers,
        ...hostile,
        connection: "x-api-key, authorization",
        origin: clinicOrigin,
      },
    });
    assert.equal(reply.status, 200);
    const [plain, attacked] = vendor.requests.slice(before);
    assert.ok(!JSON.stringify(attacked).includes("canary"));
    const names = (headers: string[] = []) =>
      headers.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    assert.deepEqual(names(attacked?.headers), names(plain?.headers));
    for (const name of names(attacked?.headers)) {
      assert.ok(
        [
          "host",
          "connection",
          "authorization",
          "accept",
          "content-type",
          "content-length",
          "x-request-id",
          "user-agent",
          "accept-encoding",
        ].includes(name),
        name,
      );
    }
    assert.ok(attacked?.headers.includes("Bearer vendor-token-of-this-test"));
    assert.ok(!JSON.stringify(attacked).includes(owner.token));
  });

  test("a body is written anew: only what was read of it goes on", async () => {
    const before = vendor.requests.length;
    await owner.send({
      method: "POST",
      path: `/v1/sponsors/${otpSponsor}/search`,
      ...jsonBody('{ "document_number" : "1", "__proto__": {"a": 1}, "document_number": "2" }'),
    });
    assert.equal(vendor.requests.at(before)?.body, '{"document_number":"2"}');
  });
});

const page = "<html><head><title>canary-page</title></head></html>";
const secretBody = {
  error: "canary-vendor",
  error_description: "canary-secret-51d9ab77c0",
  client_secret: "canary-vendor",
  stack: "at canary-vendor (/srv/app.js:1:1)",
};
const raw = (text: string): FaultRule => ({ on: "*", do: "raw", text });
const json = "Content-Type: application/json\r\n";
const failures: [what: string, fault: FaultRule][] = [
  ...[
    400, 401, 402, 403, 404, 405, 409, 410, 415, 418, 422, 423, 426, 429, 451, 500, 501, 502, 503, 504, 507,
    511, 599,
  ].map((status): [string, FaultRule] => [
    `${status} with secrets in it`,
    {
      on: "*",
      do: "status",
      status,
      body: secretBody,
      headers: { "www-authenticate": "Bearer canary-vendor" },
    },
  ]),
  ["a page", { on: "*", do: "html" }],
  ["a page as an error", { on: "*", do: "html", status: 502 }],
  ["half of the JSON", { on: "*", do: "truncated-json" }],
  ["another type", { on: "*", do: "content-type", type: "text/html" }],
  ["no answer but an end", { on: "*", do: "cut" }],
  ["a reset", { on: "*", do: "cut", reset: true }],
  ["half an answer", { on: "*", do: "cut-response" }],
  ["50 MB", { on: "*", do: "huge-body" }],
  ["no HTTP", raw("canary-vendor is no HTTP\r\n\r\n")],
  [
    "both lengths",
    raw(`HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`),
  ],
  [
    "two lengths",
    raw(`HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\nContent-Length: 13\r\n\r\n"canary-vendor"`),
  ],
  ["headers of 100 KB", raw(`HTTP/1.1 200 OK\r\n${json}X: ${"canary-vendor".repeat(8_000)}\r\n\r\n{}`)],
  [
    "a thousand early answers",
    raw(
      `${"HTTP/1.1 103 Early Hints\r\nLink: canary-vendor\r\n\r\n".repeat(1_000)}HTTP/1.1 200 OK\r\n${json}Content-Length: 2\r\n\r\n[]`,
    ),
  ],
  [
    "a coding that is none",
    raw(
      `HTTP/1.1 200 OK\r\n${json}Content-Encoding: ${"gzip, ".repeat(1_000)}gzip\r\nContent-Length: 13\r\n\r\ncanary-vendor`,
    ),
  ],
  [
    "JSON of another shape",
    raw(`HTTP/1.1 200 OK\r\n${json}Content-Length: 32\r\n\r\n{"beneficiary_id":{"canary":[1]}}`.slice(0)),
  ],
  ["JSON that is text", raw(`HTTP/1.1 200 OK\r\n${json}Content-Length: 15\r\n\r\n"canary-vendor"`)],
  ["nothing with 200", raw(`HTTP/1.1 200 OK\r\n${json}Content-Length: 0\r\n\r\n`)],
  ["204", raw("HTTP/1.1 204 No Content\r\n\r\n")],
];

describe("answers of the vendor's that are none", () => {
  let site: Site;
  let owner: Person;
  let elsewhere: Recorder;
  let things: Belongings;
  /** One that writes nothing and one that reads what is known: neither is kept for the next caller. */
  const attacked = ["searchBeneficiary", "getRequest"];
  before(async () => {
    site = await startSite();
    elsewhere = await startRecorder((_request, response) => response.end(page));
    owner = person(site, await site.token({ subject: "ana" }));
    things = await settle(owner);
  });
  after(async () => {
    await site?.stop();
    await elsewhere?.close();
  });
  /** Until both calls are answered as usual again: a breaker that a row has opened would answer in the vendor's place. */
  async function recovered(): Promise<void> {
    site.stack.sandbox.faults.clear();
    for (const name of attacked) {
      for (let tries = 0; (await owner.send(named(name).attempt(things))).status !== 200; tries += 1) {
        assert.ok(tries < 1_200, `${name} did not recover.`);
        await pause(50);
      }
    }
  }

  for (const [what, fault] of failures) {
    test(`${what}: a problem of ours, short, with nothing of the vendor's in it`, async () => {
      for (const name of attacked) {
        site.stack.sandbox.faults.add({
          ...fault,
          on: name === "getRequest" ? "getAuthorizationRequest" : name,
        });
        const reply = await owner.send(named(name).attempt(things));
        const all = `${JSON.stringify(reply.headers)}${reply.text}`;
        assert.ok(!/canary/.test(all), all);
        if (reply.status < 300) continue;
        assert.deepEqual(reply.headers["content-type"], ["application/problem+json"]);
        assert.ok(reply.text.length <= 1_024);
        assert.ok(reply.status >= 400 && reply.status !== 500, `${reply.status}`);
      }
      await recovered();
      assert.ok(!site.stack.bff.log.join("\n").includes("canary"));
    });
  }

  for (const status of [301, 302, 303, 307, 308]) {
    test(`a ${status} is not followed, of a call or of the token's`, async () => {
      const headers = { location: `${elsewhere.url}/steal` };
      for (const on of ["searchBeneficiary", "getAuthorizationRequest", "issueToken"]) {
        site.stack.sandbox.faults.add({ on, do: "status", status, headers });
      }
      for (const name of attacked) {
        const reply = await owner.send(named(name).attempt(things));
        assert.ok(reply.status >= 500, `${reply.status}`);
        assert.ok(!JSON.stringify(reply.headers).includes("steal"));
      }
      await recovered();
      assert.deepEqual(elsewhere.requests, []);
    });
  }

  test("no secret was in an answer, and no secret and nobody's data in the log", async () => {
    assert.equal((await site.send({ path: "/healthz", headers: bearer("x") })).status, 200);
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});
