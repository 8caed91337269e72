import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import type { Audit } from "../audit/audit.ts";
import { type Host, type Hosts, hostsFrom } from "../hosts/hosts.ts";
import { type Logger, silentLogger } from "../logging/logger.ts";
import { requestContext } from "../logging/request-context.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { memoryEventLog, topicOf } from "../request-events/event-log.ts";
import { memoryRecordStore } from "../request-list/record-store.ts";
import type { RequestRecord } from "../request-list/request-record.ts";
import { medication, pending, polled } from "../testing/event-log-fixtures.ts";
import { Deliverer } from "./deliverer.ts";
import { memoryDeliveryQueue } from "./delivery-queue.ts";

const host: Host = { id: "clinic", key_sha256: [], origins: ["https://clinic.example"] };
const record: RequestRecord = {
  id: "areq_1",
  host: "clinic",
  owners: ["clinic"],
  sponsorSlug: "s",
  beneficiaryId: "b",
  diagnosisCode: "J06.9",
  products: [],
  createdAt: Date.now(),
  updatedAt: Date.now(),
  version: "0-0",
  status: "PENDING_INDICATION",
  authorizations: [],
};
const webhook = { url: "https://clinic.example/events", secret: undefined, secretFile: undefined };

test("asks for what is due only while a host names a webhook, also one that a reload brings", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  let hosts = hostsFrom([host]);
  let claims = 0;
  const reloaded: Hosts = {
    find: (id) => hosts.find(id),
    authenticate: () => undefined,
    knowsOrigin: () => false,
    hasWebhooks: () => hosts.hasWebhooks(),
  };
  const deliverer = new Deliverer({
    queue: {
      ...memoryDeliveryQueue(),
      claim: async () => {
        claims += 1;
        return [];
      },
    },
    store: memoryRecordStore(1000),
    eventLog: memoryEventLog(),
    hosts: reloaded,
    send: async () => assert.fail("nothing is due"),
    log: {} as Logger,
    metrics: createMetrics(),
    audit: {} as Audit,
  });
  deliverer.start();
  t.mock.timers.tick(10_000);
  assert.equal(claims, 0);
  hosts = hostsFrom([host, { ...host, id: "other", webhook }]);
  t.mock.timers.tick(500);
  assert.equal(claims, 1);
  await deliverer.close();
});

test("a delivery is not told as a part of the request that woke it", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const store = memoryRecordStore(60_000);
  const eventLog = memoryEventLog();
  await store.add(record);
  await eventLog.append(record.id, "created", { kind: "created", sponsorSlug: "s", beneficiaryId: "b" });
  const contexts: unknown[] = [];
  const deliverer = new Deliverer({
    queue: memoryDeliveryQueue(),
    store,
    eventLog,
    hosts: hostsFrom([{ ...host, webhook }]),
    send: async () => {
      contexts.push(requestContext.getStore());
      return { isTaken: true, outcome: "204" };
    },
    log: silentLogger,
    metrics: createMetrics(),
    audit: { record: () => {} } as unknown as Audit,
  });
  const waking = { requestId: "another", trace: undefined };
  await requestContext.run(waking, () => deliverer.schedule(record));
  while (contexts.length === 0) await setImmediate();
  await deliverer.close();
  assert.deepEqual(contexts, [undefined]);
});

test("a request that is erased while its host is told is told of no more, and leaves no state", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const topic = topicOf(record.id);
  const queue = memoryDeliveryQueue();
  const store = memoryRecordStore(60_000);
  const eventLog = memoryEventLog();
  await store.add(record);
  await eventLog.append(record.id, "created", { kind: "created", sponsorSlug: "s", beneficiaryId: "b" });
  await eventLog.append(record.id, "submitted", polled(50, "PENDING_SPONSOR", [pending(medication)]));
  const sent: string[] = [];
  const deliverer = new Deliverer({
    queue,
    store,
    eventLog,
    hosts: hostsFrom([{ ...host, webhook }]),
    send: async (_, { body }) => {
      sent.push((JSON.parse(body) as { type: string }).type);
      await queue.remove(topic);
      return { isTaken: true, outcome: "204" };
    },
    log: silentLogger,
    metrics: createMetrics(),
    audit: { record: () => {} } as unknown as Audit,
  });
  await deliverer.schedule(record);
  while (sent.length === 0) await setImmediate();
  await deliverer.close();
  assert.deepEqual(sent, ["authorization_request.created"]);
  assert.equal(await queue.read(topic), undefined);
});
