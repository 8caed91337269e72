import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { silentLogger } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { memoryEventLog } from "../request-events/event-log.ts";
import { projectOutcome } from "../request-events/project-outcome.ts";
import { fixedSecret } from "../settings/secret.ts";
import { webhookReceiver } from "./receive-webhook.ts";

const secret = "an-invented-webhook-secret";

function receiver() {
  const eventLog = memoryEventLog();
  const receive = webhookReceiver({
    eventLog,
    secret: fixedSecret([secret]),
    environment: "sandbox",
    findRequest: async () => undefined,
    log: silentLogger,
    metrics: createMetrics(),
  });
  let count = 0;
  return {
    async deliver(event_type: string, created_at: unknown, data: object = {}): Promise<void> {
      count += 1;
      const event = {
        event_id: `evt_${count}`,
        event_type,
        created_at,
        environment: "sandbox",
        data: { authorization_request_id: "areq_1", authorization_id: "a1", product_type: "LAB", ...data },
      };
      const body = Buffer.from(JSON.stringify(event));
      const timestamp = Math.floor(Date.now() / 1_000);
      const digest = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
      await receive({ body, signature: `t=${timestamp},v1=${digest}`, encoding: undefined });
    },
    async status(): Promise<string | undefined> {
      const entries = (await eventLog.read("areq_1")) ?? [];
      return projectOutcome("areq_1", entries)?.outcome.authorizations[0]?.status;
    },
  };
}

for (const created of [
  "2026-11-27T08:00:00+00",
  "2026-11-27 08:00:00",
  "20261127T080000Z",
  "1795766400",
  1_795_766_400,
  1_795_766_400_000,
]) {
  test(`an older event does not override a newer one that came first, created at ${JSON.stringify(created)}`, async () => {
    const { deliver, status } = receiver();
    await deliver("authorization.voided", "2026-11-27T09:00:00Z", { authorization_code: "AUTH-1" });
    await deliver("authorization.created", created, { authorization_code: "AUTH-1" });
    assert.equal(await status(), "VOIDED");
  });
}

for (const created of ["soon", "", "27/11/2026", null, true]) {
  test(`a decision created at ${JSON.stringify(created)} is refused rather than taken as the newest`, async () => {
    const { deliver, status } = receiver();
    await assert.rejects(
      deliver("authorization.created", created),
      (thrown) => thrown instanceof ProblemError && thrown.code === "validation_failed",
    );
    assert.equal(await status(), undefined);
  });
}

test("an event of another family is acknowledged, whenever it was created", async () => {
  const { deliver, status } = receiver();
  await deliver("claim.created", "soon");
  assert.equal(await status(), undefined);
});
