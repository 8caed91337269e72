import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { type AuthorizationOutcome, authorizationOutcome } from "@osigu-preauth/shared";
import type { Hosts } from "../hosts/hosts.ts";
import { createMetrics } from "../metrics/metrics.ts";
import type { ArcClient } from "../osigu/arc-client.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { unlimited } from "../rate-limits/rate-limiter.ts";
import type { Session } from "../session/session.ts";
import { type EventLog, memoryEventLog } from "./event-log.ts";
import { RequestWatchers } from "./request-watchers.ts";
import type { EventStream } from "./sse-stream.ts";

const outcome = (status: string) =>
  authorizationOutcome.parse({
    authorization_request_id: "areq_1",
    status: status === "PENDING_SPONSOR" ? status : "COMPLETED",
    authorizations: [{ product_type: "MEDICATION", status, products: [] }],
  });
const pendingOutcome = outcome("PENDING_SPONSOR");

let eventLog: EventLog;
let watchers: RequestWatchers;
/** What the vendor replies, and how often it is polled. */
let vendor: { reply: AuthorizationOutcome; polls: number };

const hosts = { find: () => ({}) } as unknown as Hosts;

function start(hasWebhooks: boolean): void {
  const arc = {
    call: async () => {
      vendor.polls += 1;
      return vendor.reply;
    },
  } as unknown as ArcClient;
  watchers = new RequestWatchers({
    eventLog,
    arc,
    hosts,
    limiter: unlimited,
    metrics: createMetrics(),
    hasWebhooks,
  });
}

describe("watchers of requests", () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000_000 });
    eventLog = memoryEventLog();
    vendor = { reply: pendingOutcome, polls: 0 };
  });
  afterEach(() => {
    watchers.close();
    mock.timers.reset();
  });

  /** A stream, and what its reader has received. */
  type Watching = { stream: EventStream; readonly text: string };

  async function watch(tokenId = "token"): Promise<Watching> {
    const session = { tokenId, host: "clinic", limitKey: "clinic:desk", expiresAt: Number.MAX_SAFE_INTEGER };
    const stream = await watchers.open({
      session: session as Session,
      requestId: "areq_1",
      lastEventId: undefined,
      inTransit: () => 0,
    });
    let text = "";
    stream.on("data", (chunk) => {
      text += String(chunk);
    });
    await settled();
    return {
      stream,
      get text() {
        return text;
      },
    };
  }

  /** Waits for everything that has started. */
  const settled = async () => {
    for (let count = 0; count < 10; count += 1) await turn();
  };
  const decisions = ({ text }: Watching) => text.match(/"status":"(?:APPROVED|REJECTED)"/g)?.length ?? 0;

  async function pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) {
      mock.timers.tick(1_000);
      await settled();
    }
  }

  test("the vendor is polled once for a watched request without a log, however many streams there are", async () => {
    start(true);
    const watching = await Promise.all(["one", "two", "three"].map((token) => watch(token)));
    assert.equal(vendor.polls, 1);
    assert.deepEqual(watching.map(decisions), [0, 0, 0]);
  });

  test("without webhooks a decision is found by polling, at growing intervals", async () => {
    start(false);
    const watching = await watch();
    await pass(60);
    const inTheFirstMinute = vendor.polls;
    assert.ok(inTheFirstMinute >= 4 && inTheFirstMinute <= 8, `${inTheFirstMinute} times`);
    await pass(600);
    const before = vendor.polls;
    await pass(120);
    assert.ok(vendor.polls - before <= 2, `${vendor.polls - before} times in two minutes`);
    vendor.reply = outcome("APPROVED");
    await pass(61);
    assert.equal(decisions(watching), 1);
    const decided = vendor.polls;
    await pass(300);
    assert.equal(vendor.polls, decided, "a decided request is not polled");
  });

  test("with webhooks the vendor is polled far less often", async () => {
    start(true);
    await watch();
    await pass(600);
    assert.ok(vendor.polls <= 6, `${vendor.polls} times`);
  });

  test("a request that nobody watches is not polled", async () => {
    start(false);
    const watching = await watch();
    watching.stream.destroy();
    await settled();
    const before = vendor.polls;
    await pass(300);
    assert.equal(vendor.polls, before);
  });

  test("an unavailable vendor does not end a stream", async () => {
    start(false);
    vendor = {
      get reply(): AuthorizationOutcome {
        throw new ProblemError("upstream_unavailable");
      },
      polls: 0,
    };
    const watching = await watch();
    await pass(30);
    assert.ok(vendor.polls > 1);
    await watchers.recordOutcome("areq_1", outcome("REJECTED"));
    await settled();
    assert.equal(decisions(watching), 1);
  });

  test("a decision that could not be read is sent once it can be", async () => {
    start(true);
    const watching = await watch();
    const { read } = eventLog;
    eventLog.read = async () => undefined;
    await watchers.recordOutcome("areq_1", outcome("APPROVED"));
    await pass(3);
    assert.equal(decisions(watching), 0);
    eventLog.read = read;
    await pass(1);
    assert.equal(decisions(watching), 1);
    await pass(5);
    assert.equal(decisions(watching), 1);
  });

  test("a log is not read again while every read succeeds", async () => {
    start(true);
    await watch();
    const { read } = eventLog;
    let reads = 0;
    eventLog.read = (...args) => {
      reads += 1;
      return read(...args);
    };
    await pass(30);
    assert.equal(reads, 0);
  });

  test("the close ends every stream, and one that is opened later tells its reader to come back and ends", async () => {
    start(true);
    const watching = await watch();
    let closed = false;
    watching.stream.on("close", () => {
      closed = true;
    });
    watchers.close();
    await settled();
    assert.equal(closed, true);
    const later = await watch();
    assert.equal(later.text, "retry: 2000\n\n");
    assert.ok(later.stream.readableEnded);
  });
});
