import assert from "node:assert/strict";
import { test } from "node:test";
import { parseJson } from "../json/parse-json.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { HttpArcClient } from "./arc-client.ts";
import type { TokenCache } from "./token/token-cache.ts";
import type { HttpRequest, Transport } from "./transport.ts";

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
    invalidate: () => assert.fail("The token was invalidated."),
  } as unknown as TokenCache;
  return { sent, arc: new HttpArcClient({ transport, tokens, metrics: createMetrics() }) };
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
