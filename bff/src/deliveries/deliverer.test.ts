import assert from "node:assert/strict";
import { test } from "node:test";
import type { Audit } from "../audit/audit.ts";
import { type Host, type Hosts, hostsFrom } from "../hosts/hosts.ts";
import type { Logger } from "../logging/logger.ts";
import { createMetrics } from "../metrics/metrics.ts";
import { memoryEventLog } from "../request-events/event-log.ts";
import { memoryRecordStore } from "../request-list/record-store.ts";
import { Deliverer } from "./deliverer.ts";
import { memoryDeliveryQueue } from "./delivery-queue.ts";

const host: Host = { id: "clinic", key_sha256: [], origins: ["https://clinic.example"] };
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
