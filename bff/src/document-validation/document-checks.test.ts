import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { requestContext } from "../logging/request-context.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { memoryEventLog } from "../request-events/event-log.ts";
import { DocumentChecks } from "./document-checks.ts";

const pdf = Buffer.from("%PDF-1.7 a document");

/** The result that the watchers of a request learn when a document of this type is uploaded. */
async function resultOf(fileType: string, classify: () => Promise<string | undefined>) {
  const eventLog = memoryEventLog();
  const created = { kind: "created", sponsorSlug: "sponsor", beneficiaryId: "ben_1" } as const;
  await eventLog.append("areq_1", "created", created);
  const checks = new DocumentChecks({
    classifier: { classify },
    eventLog,
    metrics: createMetrics(),
    sponsors: ["sponsor"],
  });
  const buffer = await checks.bufferFor("areq_1");
  assert.ok(buffer);
  buffer.append(pdf);
  checks.enqueue("areq_1", fileType, buffer);
  for (let count = 0; count < 10; count += 1) await turn();
  const entries = (await eventLog.read("areq_1")) ?? [];
  const [check] = entries.flatMap(({ event }) => (event.kind === "document_check" ? [event.check] : []));
  return check?.result;
}

for (const fileType of ["constructor", "__proto__", "toString"]) {
  test(`the document type ${fileType} does not end the process`, async () => {
    assert.equal(await resultOf(fileType, async () => "PM"), "unknown");
  });
}

test("an error of a document check does not end the process: the document is not checked", async () => {
  assert.equal(await resultOf("PRESCRIPTION", async () => assert.fail()), "not_checked");
});

test("a document that has waited is told as a part of its own upload, whichever starts it", async () => {
  const eventLog = memoryEventLog();
  const created = { kind: "created", sponsorSlug: "sponsor", beneficiaryId: "ben_1" } as const;
  await eventLog.append("areq_1", "created", created);
  const told: (string | undefined)[] = [];
  const checks = new DocumentChecks({
    classifier: {
      async classify() {
        await turn();
        told.push(requestContext.getStore()?.requestId);
        return "PM";
      },
    },
    eventLog,
    metrics: createMetrics(),
    sponsors: ["sponsor"],
  });
  const uploads = Array.from({ length: 10 }, (_, index) => `upload-${index}`);
  for (const requestId of uploads) {
    const buffer = await checks.bufferFor("areq_1");
    buffer?.append(pdf);
    requestContext.run({ requestId, trace: undefined }, () => {
      if (buffer) checks.enqueue("areq_1", "PRESCRIPTION", buffer);
    });
  }
  while (told.length < uploads.length) await turn();
  assert.deepEqual(told, uploads);
});
