import assert from "node:assert/strict";
import { createServer } from "node:http";
import { Readable } from "node:stream";
import { test } from "node:test";
import { parseJson } from "../json/parse-json.ts";
import { silentLogger } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { listen } from "../testing/http.ts";
import { HttpArcClient } from "./arc-client.ts";
import { arcTokenAdvice } from "./token/token-advice.ts";
import { TokenCache } from "./token/token-cache.ts";
import { type HttpRequest, Transport } from "./transport.ts";

/** A client of a vendor with one reply, and the requests that it sent. */
function clientFor(text: string, status = 200) {
  const sent: HttpRequest[] = [];
  const transport = {
    send: async (request: HttpRequest) => {
      sent.push(request);
      return { status, retryAfter: undefined, json: true, text };
    },
  } as unknown as Transport;
  const tokens = {
    current: () => ({ accessToken: "token" }),
    replace: () => assert.fail("The token was replaced."),
  } as unknown as TokenCache;
  return { sent, arc: new HttpArcClient({ transport, tokens, metrics: createMetrics(), log: silentLogger }) };
}

/** A client whose vendor answers each operation's path with a status, and whose tokens are counted. */
function clientWithTokens(statusOf: (path: string, token: string, body: string) => number) {
  const counts = { tokens: 0, calls: 0 };
  const transport = {
    send: async ({ path, headers, body }: HttpRequest) => {
      counts.calls += 1;
      const status = statusOf(path, headers[3] ?? "", String(body));
      return {
        status,
        retryAfter: status === 429 ? 600 : undefined,
        json: true,
        text: status === 200 ? "[]" : "{}",
      };
    },
  } as unknown as Transport;
  const metrics = createMetrics();
  const tokens = new TokenCache({
    advice: arcTokenAdvice("sandbox", "body"),
    request: async () => {
      counts.tokens += 1;
      return {
        kind: "token",
        accessToken: `token-${counts.tokens}`,
        expiresIn: 3_600,
        providerSlug: undefined,
      };
    },
    log: silentLogger,
    metrics,
  });
  return { counts, tokens, arc: new HttpArcClient({ transport, tokens, metrics, log: silentLogger }) };
}

const context = { requestId: "request" };

test("an id beyond the safe integers is the same in the reply and in later calls", async () => {
  const { arc, sent } = clientFor(
    '{"beneficiary_id":1234567890123456789,"authorization_request_id":9007199254740993,"status":"PENDING_INDICATION"}',
  );
  const params = { sponsor_slug: "sponsor" };
  const found = await arc.call("searchBeneficiary", { params, body: {} }, context);
  assert.equal(found.beneficiary_id, "1234567890123456789");
  const body = parseJson('{"beneficiary_id":1234567890123456789}');
  const created = await arc.call("createRequest", { body }, context);
  assert.equal(sent[1]?.body, '{"beneficiary_id":"1234567890123456789"}');
  await arc.call("getRequest", { params: { id: created.authorization_request_id } }, context);
  assert.match(sent[2]?.path ?? "", /\/9007199254740993$/);
});

test("the language of the user goes to the vendor, and no header without one", async () => {
  const { arc, sent } = clientFor("[]");
  await arc.call("listSponsors", {}, { ...context, language: "pt-BR" });
  await arc.call("listSponsors", {}, context);
  const [first, second] = sent.map(({ headers }) => headers);
  assert.equal(first?.[first.indexOf("accept-language") + 1], "pt-BR");
  assert.ok(!second?.includes("accept-language"));
});

test("quantities in replies stay numbers", async () => {
  const { arc } = clientFor('[{"file_type":12345678901234567890,"max_size_bytes":9223372036854775807}]');
  const [rule] = await arc.call("getDocumentPolicy", { params: { id: "areq_1" } }, context);
  assert.equal(rule?.file_type, "12345678901234567890");
  assert.equal(rule?.max_size_bytes, 2 ** 63);
});

test("a wrong one-time code that is answered with 401 is sent once, and the token is kept", async () => {
  const text = '{"code":"OTP_INVALID","message":"Wrong","errors":[{"path":"code","message":"Wrong"}]}';
  const { arc, sent } = clientFor(text, 401);
  const call = arc.call("validateOtp", { body: { otp_id: "otp_1", code: "000000" } }, context);
  await assert.rejects(call, { code: "otp_invalid" });
  assert.equal(sent.length, 1);
});

test("one operation that is answered with 401 makes one renewal, and takes no other operation down", async (t) => {
  const { arc, tokens, counts } = clientWithTokens((path) => (path.endsWith("/dependents") ? 401 : 200));
  t.after(() => tokens.close());
  const params = { sponsor_slug: "sponsor", beneficiary_id: "ben_1" };
  for (let count = 0; count < 20; count += 1) {
    await arc.call("listSponsors", {}, context);
    await assert.rejects(arc.call("getDependents", { params }, context), { code: "upstream_refused" });
  }
  assert.equal(counts.tokens, 2);
});

test("a token that the vendor revokes is replaced, and each call is answered", async (t) => {
  const { arc, tokens, counts } = clientWithTokens((_path, token) =>
    token === "Bearer token-1" ? 401 : 200,
  );
  t.after(() => tokens.close());
  (await tokens.get(1_000)).accepted = true;
  const calls = Array.from({ length: 20 }, () => arc.call("listSponsors", {}, context));
  assert.equal((await Promise.all(calls)).length, 20);
  assert.equal(counts.tokens, 2);
});

test("an insurer that is down does not close the operation for another insurer", async (t) => {
  const { arc, tokens } = clientWithTokens((path) => (path.includes("/down/") ? 503 : 200));
  t.after(() => tokens.close());
  const forms = (slug: string) => arc.call("getSearchForms", { params: { sponsor_slug: slug } }, context);
  for (let count = 0; count < 30; count += 1) {
    await assert.rejects(forms("down"), { code: "upstream_unavailable" });
  }
  assert.deepEqual(await forms("well"), []);
});

test("a 429 about one person does not close one-time codes for another", async (t) => {
  const { arc, tokens, counts } = clientWithTokens((_path, _token, body) =>
    body.includes("ana") ? 429 : 400,
  );
  t.after(() => tokens.close());
  const send = (beneficiary: string) =>
    arc.call("sendOtp", { body: { beneficiary_id: beneficiary, sponsor_slug: "sponsor" } }, context);
  await assert.rejects(send("ana"), { code: "overloaded", retryAfter: 600 });
  await assert.rejects(send("carl"), { code: "validation_failed" });
  assert.equal(counts.calls, 2);
});

test("slow uploads leave the connections for other calls alone", async (t) => {
  const server = createServer((request, response) => {
    if (request.method === "GET") response.setHeader("content-type", "application/json").end("[]");
  });
  const port = await listen(t, server);
  const transport = new Transport(`http://127.0.0.1:${port}`, { connections: 2 });
  const uploadTransport = new Transport(`http://127.0.0.1:${port}`, { connections: 2 });
  const tokens = { current: () => ({ accessToken: "token" }) } as unknown as TokenCache;
  const arc = new HttpArcClient({
    transport,
    uploadTransport,
    tokens,
    metrics: createMetrics(),
    log: silentLogger,
  });
  const uploads = Array.from({ length: 5 }, () =>
    arc
      .upload("areq_1", { contentType: "text/plain", stream: Readable.from(["x"]) }, context)
      .catch(() => {}),
  );
  assert.deepEqual(await arc.call("listSponsors", {}, context), []);
  await Promise.all([transport.close(), uploadTransport.close(), ...uploads]);
});
