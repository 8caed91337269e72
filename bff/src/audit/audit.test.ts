import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { createAuditLogger } from "../logging/logger.ts";
import { type AuditEvent, type AuditSubject, auditTo } from "./audit.ts";

describe("the audit", () => {
  beforeEach(() => mock.timers.enable({ apis: ["Date"], now: Date.parse("2026-11-20T12:00:00Z") }));
  afterEach(() => mock.timers.reset());

  const subject: AuditSubject = {
    requestId: "00000000-0000-4000-8000-000000000000",
    operation: "searchBeneficiary",
    hostId: "clinic",
    clientIp: "198.51.100.77",
    tokenId: "token-id",
  };

  function recorded(event: AuditEvent, of = subject, reason?: string) {
    const lines: string[] = [];
    const audit = auditTo(createAuditLogger({ write: (line) => lines.push(line) }));
    audit.record(event, of, { reason });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /^\{.*\}\n$/);
    return JSON.parse(lines[0] ?? "");
  }

  test("an event is one line with the names that a SIEM knows", () => {
    assert.deepEqual(recorded("limit_met", subject, "search_miss"), {
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

  test("a line without a host or a session has neither", () => {
    const line = recorded("session_refused", { ...subject, hostId: undefined, tokenId: undefined });
    assert.ok(!("organization.id" in line) && !("labels.session" in line));
  });

  test("an IPv6 address is recorded as its /48", () => {
    const line = recorded("origin_refused", { ...subject, clientIp: "2001:db8:1:2::" });
    assert.equal(line["source.ip"], "2001:db8:1::");
  });

  test("without an address none is recorded", () => {
    assert.ok(!("source.ip" in recorded("origin_refused", { ...subject, clientIp: "" })));
  });
});
