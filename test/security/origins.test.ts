import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { operations, uploadOf } from "./operations.ts";
import { nothing, otpSponsor } from "./people.ts";
import { bearer, clinicOrigin, jsonBody, otherOrigin, type Reply, type Site, startSite } from "./site.ts";

/*
 * Origins: ASVS 5.0 3.4.2 and 3.5.1 to 3.5.3, BCP for browser-based apps 6.1.3.3. Only a page of the session's own
 * host reads an answer or changes anything.
 */

const foreign: [what: string, origin: string][] = [
  ["another host's page", otherOrigin],
  ["a stranger's page", "https://evil.example"],
  ["a page of no origin", "null"],
  ["an origin with more behind it", `${clinicOrigin}.evil.example`],
  ["an origin with more before it", "https://evil-clinic.example"],
  ["a user's name before it", "https://clinic.example@evil.example"],
  ["a subdomain", "https://www.clinic.example"],
  ["plain http", "http://clinic.example"],
  ["upper case", "https://CLINIC.example"],
  ["a dot at the end", `${clinicOrigin}.`],
  ["a slash at the end", `${clinicOrigin}/`],
  ["the port written out", `${clinicOrigin}:443`],
  ["another port", `${clinicOrigin}:8443`],
  ["a list of two", `${clinicOrigin} https://evil.example`],
  ["a list of two with a comma", `${clinicOrigin}, https://evil.example`],
  ["a look-alike in another alphabet", "https://xn--clinc-q2a.example"],
  ["a star", "*"],
  ["nothing", ""],
];

const header = (reply: Reply, name: string) => reply.headers[name]?.join(", ");

describe("origins", () => {
  let site: Site;
  let token: string;
  before(async () => {
    site = await startSite();
    token = await site.token({ subject: "ana" });
  });
  after(() => site?.stop());

  const search = {
    method: "POST",
    path: `/v1/sponsors/${otpSponsor}/search`,
    ...jsonBody({ document_type: "CC", document_number: "104000001" }),
  };

  test("the host's own page is let in, and may read", async () => {
    const reply = await site.send({
      ...search,
      headers: { ...search.headers, ...bearer(token), origin: clinicOrigin },
    });
    assert.equal(reply.status, 200);
    assert.equal(header(reply, "access-control-allow-origin"), clinicOrigin);
    assert.equal(header(reply, "access-control-allow-credentials"), undefined);
  });

  for (const [what, origin] of foreign) {
    test(`${what} with a real token changes nothing and reads nothing`, async () => {
      const calls = site.upstreamCalls();
      for (const fetchSite of ["same-origin", "same-site", "cross-site", "none"]) {
        const reply = await site.send({
          ...search,
          headers: { ...search.headers, ...bearer(token), origin, "sec-fetch-site": fetchSite },
        });
        assert.equal(reply.status, 403);
        assert.equal(reply.json().code, "origin_not_allowed");
        assert.equal(header(reply, "access-control-allow-origin"), undefined);
        assert.match(header(reply, "vary") ?? "", /\bOrigin\b/);
      }
      assert.equal(site.upstreamCalls(), calls);
    });
  }

  for (const [what, origin] of foreign.filter(([, value]) => value !== otherOrigin)) {
    test(`a preflight of ${what} is refused`, async () => {
      const reply = await site.send({
        method: "OPTIONS",
        path: search.path,
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization",
        },
      });
      assert.notEqual(reply.status, 204);
      assert.equal(header(reply, "access-control-allow-origin"), undefined);
    });
  }

  test("a preflight of a host's page is answered exactly, and remembered", async () => {
    const reply = await site.send({
      method: "OPTIONS",
      path: search.path,
      headers: {
        origin: clinicOrigin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization",
      },
    });
    assert.equal(reply.status, 204);
    assert.equal(header(reply, "access-control-allow-origin"), clinicOrigin);
    assert.equal(header(reply, "access-control-max-age"), "7200");
    assert.match(header(reply, "vary") ?? "", /\bOrigin\b/);
  });

  test("a token for one origin of its host is none for another", async () => {
    const reply = await site.send({
      path: "/v1/sponsors",
      headers: { ...bearer(await site.token({ origin: clinicOrigin })), origin: otherOrigin },
    });
    assert.equal(reply.status, 403);
  });

  test("a page is never given a token, even with the host's key and from the host's origin", async () => {
    const { id, key } = site.clinic;
    for (const origin of [clinicOrigin, "https://evil.example", "null"]) {
      const reply = await site.send({
        method: "POST",
        path: "/v1/oauth/token",
        headers: {
          origin,
          authorization: `Basic ${btoa(`${id}:${key}`)}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: "grant_type=client_credentials",
      });
      assert.equal(reply.status, 400);
      assert.equal(header(reply, "access-control-allow-origin"), undefined);
      assert.ok(!reply.text.includes("access_token"));
    }
  });

  /** What a form, an image or a beacon of any page can send without being asked. */
  const simple: [what: string, type: string | undefined, body: string | Buffer | undefined][] = [
    ["a form as text", "text/plain", '{"document_type":"CC"}'],
    ["a form", "application/x-www-form-urlencoded", "document_type=CC"],
    [
      "a form with a file",
      uploadOf("%PDF-1.7").headers?.["content-type"] as string,
      uploadOf("%PDF-1.7").body,
    ],
    ["a beacon", "text/plain;charset=UTF-8", "{}"],
    ["no body at all", undefined, undefined],
  ];
  for (const [what, type, body] of simple) {
    test(`${what} from any page, without a token, does nothing on any route`, async () => {
      const calls = site.upstreamCalls();
      for (const { attempt } of Object.values(operations)) {
        const { path, method } = attempt(nothing);
        if (method !== "POST") continue;
        const reply = await site.send({
          method,
          path,
          headers: { origin: clinicOrigin, ...(type && { "content-type": type }) },
          ...(body !== undefined && { body }),
        });
        assert.ok([400, 401, 404, 415].includes(reply.status), `${path} is ${reply.status}`);
      }
      assert.equal(site.upstreamCalls(), calls);
    });
  }

  for (const type of [
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonp",
    "text/json",
    "application/json-patch+json",
  ]) {
    test(`a body under ${type} is not taken for JSON, token or not`, async () => {
      const headers = { ...bearer(token), origin: clinicOrigin, "content-type": type };
      const reply = await site.send({ ...search, headers });
      assert.equal(reply.status, 415);
    });
  }

  describe("every answer", () => {
    let replies: [name: string, reply: Reply][];
    before(async () => {
      replies = [];
      for (const [name, { attempt }] of Object.entries(operations)) {
        const { headers, ...rest } = attempt(nothing);
        const visits: Record<string, string>[] = [
          bearer(token),
          {},
          { origin: clinicOrigin },
          { origin: "https://evil.example" },
        ];
        for (const more of visits) {
          replies.push([name, await site.send({ ...rest, headers: { ...headers, ...more } })]);
        }
      }
      replies.push(["none", await site.send({ path: "/nothing/here" })]);
      replies.push(["none", await site.send({ path: "/", headers: { host: "evil.example" } })]);
    });

    const each = (check: (name: string, reply: Reply) => void) => {
      assert.ok(replies.length > 50);
      for (const [name, reply] of replies) check(`${name} (${reply.status})`, reply);
    };

    test("sets no cookie and names no software", () => {
      each((name, { headers }) => {
        for (const banner of ["set-cookie", "server", "x-powered-by", "via"]) {
          assert.equal(headers[banner], undefined, `${name}: ${banner}`);
        }
      });
    });

    test("never lets every origin in, but for the widget's own files", () => {
      each((name, reply) => {
        if (name.startsWith("widgetFile")) return;
        assert.notEqual(header(reply, "access-control-allow-origin"), "*", name);
      });
    });

    test("carries its request's id, no sniffing, and varies by origin", () => {
      each((name, reply) => {
        assert.match(header(reply, "x-request-id") ?? "", /^[0-9a-f-]{36}$/, name);
        assert.equal(header(reply, "x-content-type-options"), "nosniff", name);
        assert.match(header(reply, "vary") ?? "", /\bOrigin\b/, name);
      });
    });

    test("is stored nowhere, framed nowhere and runs nothing, but for the widget's own files", () => {
      each((name, reply) => {
        if (name === "widgetFile (200)") {
          assert.equal(header(reply, "cross-origin-resource-policy"), "cross-origin");
          return;
        }
        assert.match(header(reply, "cache-control") ?? "", /^no-store\b/, name);
        assert.equal(
          header(reply, "content-security-policy"),
          "default-src 'none'; frame-ancestors 'none'",
          name,
        );
        assert.equal(header(reply, "cross-origin-resource-policy"), "same-origin", name);
      });
    });
  });

  test("no secret was in an answer, and no secret and nobody's data in the log", async () => {
    assert.deepEqual(site.leaked(), []);
    assert.deepEqual(await site.spilt(), []);
  });
});
