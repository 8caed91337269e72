import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { type AuthorizationOutcome, authorizationOutcome } from "@osigu-preauth/shared";
import type { Hosts } from "../hosts/hosts.ts";
import { createMetrics } from "../metrics/metrics.ts";
import type { Arc } from "../osigu/arc-client.ts";
import { ProblemError } from "../problem/problem-error.ts";
import { unlimited } from "../rate-limits/rate-limiter.ts";
import type { Session } from "../session/session.ts";
import { type History, memoryHistory } from "./event-log.ts";
import { LiveRequests } from "./request-watchers.ts";
import type { EventStream } from "./sse-stream.ts";

const outcome = (status: string) =>
  authorizationOutcome.parse({
    authorization_request_id: "areq_1",
    status: status === "PENDING_SPONSOR" ? status : "COMPLETED",
    authorizations: [{ product_type: "MEDICATION", status, products: [] }],
  });
const pendingAnswer = outcome("PENDING_SPONSOR");

let history: History;
let live: LiveRequests;
/** What the vendor answers, and how often it was asked. */
let vendor: { answer: AuthorizationOutcome; asked: number };

const hosts = { find: () => ({}) } as unknown as Hosts;

function start(hasWebhooks: boolean): void {
  const arc = {
    call: async () => {
      vendor.asked += 1;
      return vendor.answer;
    },
  } as unknown as Arc;
  live = new LiveRequests({ history, arc, hosts, limits: unlimited, metrics: createMetrics(), hasWebhooks });
}

beforeEach(() => {
  mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000_000 });
  history = memoryHistory();
  vendor = { answer: pendingAnswer, asked: 0 };
});
afterEach(() => {
  live.close();
  mock.timers.reset();
});

/** A stream, and what its reader has got. */
type Watching = { stream: EventStream; readonly text: string };

async function watch(tokenId = "token"): Promise<Watching> {
  const session = { tokenId, host: "clinic", limitKey: "clinic:desk", expiresAt: Number.MAX_SAFE_INTEGER };
  const stream = await live.open({
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

/** Lets everything that has begun go on to its end. */
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

test("the vendor is asked once when a request is watched of which nothing is known, however many watch", async () => {
  start(true);
  const watching = await Promise.all(["one", "two", "three"].map((token) => watch(token)));
  assert.equal(vendor.asked, 1);
  assert.deepEqual(watching.map(decisions), [0, 0, 0]);
});

test("without webhooks a decision is found by asking, with pauses that grow", async () => {
  start(false);
  const watching = await watch();
  await pass(60);
  const inTheFirstMinute = vendor.asked;
  assert.ok(inTheFirstMinute >= 4 && inTheFirstMinute <= 8, `${inTheFirstMinute} times`);
  await pass(600);
  const before = vendor.asked;
  await pass(120);
  assert.ok(vendor.asked - before <= 2, `${vendor.asked - before} times in two minutes`);
  vendor.answer = outcome("APPROVED");
  await pass(61);
  assert.equal(decisions(watching), 1);
  const decided = vendor.asked;
  await pass(300);
  assert.equal(vendor.asked, decided, "what is decided is not asked for");
});

test("with webhooks the vendor is asked far more seldom", async () => {
  start(true);
  await watch();
  await pass(600);
  assert.ok(vendor.asked <= 6, `${vendor.asked} times`);
});

test("nobody is asked for whom nobody watches", async () => {
  start(false);
  const watching = await watch();
  watching.stream.destroy();
  await settled();
  const before = vendor.asked;
  await pass(300);
  assert.equal(vendor.asked, before);
});

test("a vendor that cannot be asked takes nothing away", async () => {
  start(false);
  vendor = {
    get answer(): AuthorizationOutcome {
      throw new ProblemError("upstream_unavailable");
    },
    asked: 0,
  };
  const watching = await watch();
  await pass(30);
  assert.ok(vendor.asked > 1);
  await live.learn("areq_1", outcome("REJECTED"));
  await settled();
  assert.equal(decisions(watching), 1);
});

test("a decision that could not be read when it was told of is shown once it can", async () => {
  start(true);
  const watching = await watch();
  const { read } = history;
  history.read = async () => undefined;
  await live.learn("areq_1", outcome("APPROVED"));
  await pass(3);
  assert.equal(decisions(watching), 0);
  history.read = read;
  await pass(1);
  assert.equal(decisions(watching), 1);
  await pass(5);
  assert.equal(decisions(watching), 1);
});

test("nothing is read again and again while every read succeeds", async () => {
  start(true);
  await watch();
  const { read } = history;
  let reads = 0;
  history.read = (...asked) => {
    reads += 1;
    return read(...asked);
  };
  await pass(30);
  assert.equal(reads, 0);
});

test("once it is closed, no stream is opened", async () => {
  start(true);
  const watching = await watch();
  let closed = false;
  watching.stream.on("close", () => {
    closed = true;
  });
  live.close();
  await settled();
  assert.equal(closed, true);
  await assert.rejects(watch(), (thrown) => thrown instanceof ProblemError && thrown.code === "overloaded");
});
