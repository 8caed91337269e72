import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditEvent, AuditSubject } from "../audit/audit.ts";
import { NotOwnedError } from "../ownership/not-owned-error.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { RateLimitError } from "../rate-limits/rate-limiter.ts";
import { request, serve } from "../testing/http.ts";
import { auditProblems } from "./audit-problems.ts";
import { requestId } from "./request-id.ts";

type Recorded = { event: AuditEvent; subject: AuditSubject; reason: string | undefined };

async function recordedFor(
  t: Parameters<typeof serve>[0],
  problem: ProblemError | undefined,
  operation = "getRequest",
): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  const audit = {
    record: (event: AuditEvent, subject: AuditSubject, fields?: { reason?: string | undefined }) =>
      void recorded.push({ event, subject, reason: fields?.reason }),
  };
  const { port } = await serve(t, requestId(), auditProblems(audit), (ctx) => {
    ctx._matchedRouteName = operation;
    ctx.state.hostId = "clinic";
    ctx.state.session = { tokenId: "token-id" };
    ctx.state.problem = problem;
    ctx.body = {};
  });
  await request(port, "GET", "/");
  return recorded;
}

test("a refused origin is recorded with the origin", async (t) => {
  const recorded: unknown[] = [];
  const audit = { record: (...args: unknown[]) => void recorded.push(args) };
  const { port } = await serve(t, requestId(), auditProblems(audit), (ctx) => {
    ctx.state.hostId = "clinic";
    ctx.state.problem = new ProblemError("origin_not_allowed");
    ctx.body = {};
  });
  await request(port, "GET", "/", { Origin: "http://localhost:3000" });
  const [event, subject, fields] = recorded[0] as [string, AuditSubject, object];
  assert.deepEqual([event, subject.hostId], ["origin_refused", "clinic"]);
  assert.deepEqual(fields, { reason: "origin_not_allowed", origin: "http://localhost:3000" });
});

const cases: [problem: ProblemError, event: AuditEvent, reason: string, operation?: string][] = [
  [new ProblemError("unauthenticated"), "session_refused", "unauthenticated"],
  [new ProblemError("unauthenticated"), "webhook_refused", "unauthenticated", "webhook"],
  [new ProblemError("origin_not_allowed"), "origin_refused", "origin_not_allowed"],
  [new ProblemError("not_permitted"), "restriction_met", "not_permitted"],
  [new NotOwnedError(), "object_refused", "not_found"],
  [new RateLimitError("search_miss", 1), "limit_met", "search_miss"],
  [new ProblemError("file_unsafe"), "upload_refused", "file_unsafe"],
];
for (const [problem, event, reason, operation] of cases) {
  test(`${reason} of ${operation ?? "any operation"} is recorded as ${event}`, async (t) => {
    const [one, ...others] = await recordedFor(t, problem, operation);
    assert.deepEqual(others, []);
    assert.deepEqual([one?.event, one?.reason], [event, reason]);
    assert.deepEqual(
      { ...one?.subject, requestId: "" },
      {
        requestId: "",
        hostId: "clinic",
        clientIp: "127.0.0.1",
        operation: operation ?? "getRequest",
        tokenId: "token-id",
      },
    );
  });
}

test("what does not concern security is not recorded", async (t) => {
  for (const problem of [undefined, new ProblemError("not_found"), new ProblemError("internal_error")]) {
    assert.deepEqual(await recordedFor(t, problem), []);
  }
});
