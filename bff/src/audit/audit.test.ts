import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type { Call } from "../http/call.ts";
import { createAuditLogger } from "../logging/logger.ts";
import { auditTo } from "./audit.ts";

beforeEach(() => mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-20T12:00:00Z") }));
afterEach(() => mock.timers.reset());

const call = {
  requestId: "00000000-0000-4000-8000-000000000000",
  operation: "searchBeneficiary",
  host: "clinic",
  address: "198.51.100.77",
  session: { tokenId: "token-id", subject: "canary-subject", owner: "clinic:canary-subject" },
  path: "/v1/sponsors/canary-sponsor/search",
  search: "document=canary-number",
} as unknown as Call;

function told(event: Parameters<ReturnType<typeof auditTo>["tell"]>[0], of = call, reason?: string) {
  const lines: string[] = [];
  const audit = auditTo(createAuditLogger({ write: (line) => lines.push(line) }));
  audit.tell(event, of, reason === undefined ? {} : { reason });
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", /^\{.*\}\n$/);
  return JSON.parse(lines[0] ?? "");
}

test("an event is one line with the names that a SIEM knows", () => {
  assert.deepEqual(told("limit_met", call, "search_miss"), {
    "@timestamp": "2026-11-20T12:00:00.000Z",
    "ecs.version": "8.17.0",
    "event.kind": "event",
    "event.dataset": "preauth.audit",
    "event.action": "limit_met",
    "event.category": ["intrusion_detection"],
    "event.type": ["denied"],
    "event.outcome": "failure",
    "event.reason": "search_miss",
    "organization.id": "clinic",
    "source.ip": "198.51.100.0",
    "http.request.id": "00000000-0000-4000-8000-000000000000",
    "labels.operation": "searchBeneficiary",
    "labels.session": "token-id",
  });
});

test("it says nothing of the subject, the address in full, or what was asked", () => {
  const text = JSON.stringify(told("object_refused"));
  assert.ok(!text.includes("canary"));
  assert.ok(!text.includes("198.51.100.77"));
});

test("of an IPv6 address the network alone is told", () => {
  const from = { ...call, address: "2001:db8:1:2::" } as Call;
  assert.equal(told("origin_refused", from)["source.ip"], "2001:db8:1::");
});
