import assert from "node:assert/strict";
import { test } from "node:test";
import { parseJson } from "../json/parse-json.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { HttpArc } from "./arc-client.ts";
import type { TokenSource } from "./token/token-cache.ts";
import type { Outgoing, Transport } from "./transport.ts";

/** The vendor, giving one answer, and what it was sent. */
function vendorSaying(text: string) {
  const sent: Outgoing[] = [];
  const transport = {
    send: async (outgoing: Outgoing) => {
      sent.push(outgoing);
      return { status: 200, retryAfter: undefined, json: true, text };
    },
  } as unknown as Transport;
  const tokens = { usable: () => ({ accessToken: "token" }) } as unknown as TokenSource;
  return { sent, arc: new HttpArc({ transport, tokens, metrics: createMetrics() }) };
}

const context = { requestId: "request" };

test("an id that is too large a number is the same in the answer and in the calls that follow", async () => {
  const { arc, sent } = vendorSaying(
    '{"beneficiary_id":1234567890123456789,"authorization_request_id":9007199254740993,"status":"PENDING_INDICATION"}',
  );
  const parts = { sponsor_slug: "sponsor" };
  const found = await arc.call("searchBeneficiary", { parts, body: {} }, context);
  assert.equal(found.beneficiary_id, "1234567890123456789");
  const body = parseJson('{"beneficiary_id":1234567890123456789}');
  const created = await arc.call("createRequest", { body }, context);
  assert.equal(sent[1]?.body, '{"beneficiary_id":"1234567890123456789"}');
  await arc.call("getRequest", { parts: { id: created.authorization_request_id } }, context);
  assert.match(sent[2]?.path ?? "", /\/9007199254740993$/);
});

test("quantities of the vendor's stay numbers", async () => {
  const { arc } = vendorSaying('[{"file_type":12345678901234567890,"max_size_bytes":9223372036854775807}]');
  const [rule] = await arc.call("getDocumentPolicy", { parts: { id: "areq_1" } }, context);
  assert.equal(rule?.file_type, "12345678901234567890");
  assert.equal(rule?.max_size_bytes, 2 ** 63);
});
