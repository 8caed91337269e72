import assert from "node:assert/strict";
import { test } from "node:test";
import { createLogger, silentLogger } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { dvsTokenAdvice } from "../osigu/token/token-advice.ts";
import { TokenCache } from "../osigu/token/token-cache.ts";
import type { HttpRequest, HttpResponse, Transport } from "../osigu/transport.ts";
import { classifier } from "./classifier.ts";

type Answer = { status: number; body?: unknown; retryAfter?: number };

const completed: Answer = {
  status: 200,
  body: { classification_request_id: "clr_1", status: "COMPLETED", type: "PM" },
};

/** An error as DVS documents it. */
const refusal = (status: number, suffix = "", more: object = {}): Answer => ({
  status,
  body: { error_code: `071-${status}${suffix}`, message: "Text of the vendor", additional_information: more },
});

/** A classifier whose service gives these answers in turn, the last one again and again, and its log lines. */
function classifierFor(t: { after(fn: () => void): void }, ...answers: Answer[]) {
  const sent: HttpRequest[] = [];
  const lines: Record<string, unknown>[] = [];
  const clock = { now: 0, tokens: 0 };
  const transport = {
    async send(request: HttpRequest): Promise<HttpResponse> {
      sent.push(request);
      const { status, body, retryAfter } = (answers.length > 1 ? answers.shift() : answers[0]) as Answer;
      return { status, retryAfter, json: true, text: JSON.stringify(body ?? {}) };
    },
  } as unknown as Transport;
  const tokens = new TokenCache({
    request: async () => {
      clock.tokens += 1;
      const accessToken = `token-${clock.tokens}`;
      return { kind: "token", accessToken, expiresIn: 86_399, providerSlug: "br-gamma" };
    },
    advice: dvsTokenAdvice("sandbox"),
    log: silentLogger,
    metrics: createMetrics(),
  });
  t.after(() => tokens.close());
  const log = createLogger({ write: (line: string) => void lines.push(JSON.parse(line)) }, "info");
  const pause = async () => {};
  const service = classifier({ transport, tokens, log, pause, now: () => clock.now });
  return {
    classify: () => service.classify(Buffer.from("%PDF-1.7"), "application/pdf", "areq_1"),
    sent,
    lines,
    clock,
    tokens,
  };
}

const last = (lines: Record<string, unknown>[]) => lines.at(-1) ?? {};

test("a classification is logged with the provider of DVS's own token", async (t) => {
  const { classify, lines } = classifierFor(t, completed);
  assert.equal(await classify(), "PM");
  assert.deepEqual([last(lines).msg, last(lines).provider_slug], ["document_classified", "br-gamma"]);
});

test("a 401 of DVS renews the token once, and the document is classified", async (t) => {
  const { classify, sent, clock, tokens } = classifierFor(t, refusal(401), completed);
  (await tokens.get(1_000)).accepted = true;
  assert.equal(await classify(), "PM");
  assert.deepEqual([sent.length, clock.tokens], [2, 2]);
  const keys = sent.map(({ headers }) => headers[headers.indexOf("idempotency-key") + 1]);
  assert.equal(keys[0], keys[1], "one document, one Idempotency-Key");
});

test("a 401 that stays is not asked for a third time, nor with a token for each document", async (t) => {
  const { classify, sent, clock, tokens, lines } = classifierFor(t, refusal(401));
  (await tokens.get(1_000)).accepted = true;
  assert.equal(await classify(), undefined);
  assert.equal(sent.length, 2);
  for (let count = 0; count < 5; count += 1) await classify();
  assert.equal(clock.tokens, 2);
  assert.deepEqual([last(lines).msg, last(lines).status], ["document_not_classified", 401]);
});

for (const [suffix, advice] of [
  ["", /lacks an authority.*dvs:classification:create/],
  ["-document-type-not-allowed", /has not granted this kind of document/],
  ["-tenant-mismatch", /has not granted this kind of document/],
] as const) {
  test(`a 403${suffix} of DVS tells the operator what to ask the vendor for, and nothing of its text`, async (t) => {
    const { classify, lines, sent } = classifierFor(t, refusal(403, suffix));
    assert.equal(await classify(), undefined);
    assert.equal(sent.length, 1);
    assert.equal(last(lines).error_code, `071-403${suffix}`);
    assert.equal(last(lines).provider_slug, "br-gamma");
    assert.match(String(last(lines).advice), advice);
    assert.ok(!JSON.stringify(lines).includes("Text of the vendor"));
  });
}

for (const [what, limit, seconds] of [
  ["the seconds of its body", refusal(429, "", { retry_after_seconds: 40 }), 40],
  ["the seconds of its body as text", refusal(429, "", { retry_after_seconds: "40" }), 40],
  ["its header when the body has none", { ...refusal(429), retryAfter: 7 }, 7],
  ["five minutes instead of a day", refusal(429, "", { retry_after_seconds: 86_400 }), 300],
] as const) {
  test(`after a 429 of DVS no document is sent for ${what}`, async (t) => {
    const { classify, sent, clock } = classifierFor(t, limit, completed);
    await classify();
    clock.now = seconds * 1000 - 1;
    assert.equal(await classify(), undefined);
    assert.equal(sent.length, 1);
    clock.now += 1;
    assert.equal(await classify(), "PM");
  });
}

test("a 504 of DVS is asked again by the id in it", async (t) => {
  const late = refusal(504, "-sync-timeout", { classification_request_id: 42 });
  const { classify, sent } = classifierFor(t, late, completed);
  assert.equal(await classify(), "PM");
  assert.equal(sent[1]?.path, "/v1/classification-requests/42");
});
