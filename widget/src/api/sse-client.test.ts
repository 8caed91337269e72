import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outcome } from "../testing/fixtures.ts";
import { Client } from "./client.ts";
import { watchRequest } from "./sse-client.ts";

type Report = { live: boolean } | { outcome: string } | { check: string } | { problem: string };
type Exchange = { request: IncomingMessage; response: ServerResponse };

const path = "/arc/v1/authorization-requests/req-1";

/** A server whose responses a test writes, one request after the other. */
const calls: Exchange[] = [];
let arrived = () => {};
const server = createServer((request, response) => {
  // A connection that is kept might be closed just when the next test uses it.
  response.setHeader("connection", "close");
  calls.push({ request, response });
  arrived();
});

async function nextCall(): Promise<Exchange> {
  while (!calls.length) await new Promise<void>((resolve) => (arrived = resolve));
  return calls.shift() as Exchange;
}

/** A clock that a test advances. */
class Clock {
  now = 0;
  timers = new Map<object, { at: number; then: () => void }>();
  changed = () => {};

  after = (milliseconds: number, then: () => void) => {
    const timer = {};
    this.timers.set(timer, { at: this.now + milliseconds, then });
    this.changed();
    return () => this.timers.delete(timer);
  };

  pass(milliseconds: number) {
    this.now += milliseconds;
    for (const [timer, { at, then }] of [...this.timers]) {
      if (at <= this.now && this.timers.delete(timer)) then();
    }
  }

  /** Waits for a timer between `least` and `most` milliseconds from now. */
  async timerBetween(least: number, most: number) {
    const hasTimer = () =>
      [...this.timers.values()].some(({ at }) => at - this.now >= least && at - this.now <= most);
    while (!hasTimer()) await new Promise<void>((resolve) => (this.changed = resolve));
  }
}

class Tab extends EventTarget {
  visibilityState = "visible";
  turn(state: "visible" | "hidden") {
    this.visibilityState = state;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

let base = "";
let clock: Clock;
let tab: Tab;
let reports: Report[];
let onReport = () => {};
let tokens: string[];
let end: AbortController;
let watching: Promise<undefined>;

function watch(polls = true, getToken = async () => tokens.shift() ?? "last-token") {
  const report = (one: Report) => {
    reports.push(one);
    onReport();
  };
  watching = watchRequest({
    client: new Client(base, getToken),
    requestId: "req-1",
    polls,
    signal: end.signal,
    clock,
    page: tab,
    listeners: {
      live: (live) => report({ live }),
      outcome: ({ status }) => report({ outcome: status }),
      check: ({ result }) => report({ check: result }),
      problem: ({ code }) => report({ problem: code }),
    },
  });
}

async function received(wanted: Report) {
  const hasReceived = () => reports.some((one) => JSON.stringify(one) === JSON.stringify(wanted));
  while (!hasReceived()) await new Promise<void>((resolve) => (onReport = resolve));
}

/** Answers the next call with a stream that stays open. */
async function stream(...texts: string[]): Promise<Exchange> {
  const call = await nextCall();
  assert.equal(call.request.url, `${path}/events`);
  call.response.writeHead(200, { "content-type": "text/event-stream" });
  for (const text of texts) call.response.write(text);
  call.response.flushHeaders();
  return call;
}

const answer = ({ response }: Exchange, status: number, body: unknown) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

const decision = (id: string, value = outcome()) =>
  `id: ${id}\nevent: decision\ndata: ${JSON.stringify(value)}\n\n`;

describe("The watch of a request", () => {
  before(async () => {
    // What a browser says and Node does not.
    Object.defineProperty(navigator, "onLine", { value: true, configurable: true });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  beforeEach(() => {
    calls.length = 0;
    clock = new Clock();
    tab = new Tab();
    reports = [];
    tokens = [];
    end = new AbortController();
  });
  afterEach(async () => {
    end.abort();
    await watching;
    server.closeAllConnections();
  });

  it("opens a stream with the session's token in a header and nowhere else", async () => {
    tokens = ["token-1"];
    watch();
    const { request } = await stream(": \n\n", decision("1-0"));
    await received({ outcome: "COMPLETED" });
    assert.deepEqual(reports[0], { live: true });
    assert.equal(request.headers.authorization, "Bearer token-1");
    assert.ok(!request.url?.includes("token"));
    assert.equal(request.headers["last-event-id"], undefined);
  });

  it("reads events however the bytes are split", async () => {
    watch();
    const { response } = await stream();
    const text = `retry: 2000\n\n${decision("1-0")}event: document_check\r\ndata: {"file_type":"A","result":"differs"}\r\n\r\n`;
    for (const letter of text) response.write(letter);
    await received({ check: "differs" });
    assert.deepEqual(reports, [{ live: true }, { outcome: "COMPLETED" }, { check: "differs" }]);
  });

  it("opens another stream after one that ended, from the last event id", async () => {
    watch();
    const { response } = await stream(decision("7-1"));
    await received({ outcome: "COMPLETED" });
    response.end();
    await received({ live: false });
    await clock.timerBetween(1_000, 3_000);
    clock.pass(3_000);
    const { request } = await stream();
    assert.equal(request.headers["last-event-id"], "7-1");
  });

  it("opens a stream with a new token when the old one has expired", async () => {
    tokens = ["old", "new"];
    watch();
    const refused = await nextCall();
    answer(refused, 401, { code: "unauthenticated" });
    const { request } = await stream(": \n\n");
    assert.equal(request.headers.authorization, "Bearer new");
    await received({ live: true });
  });

  it("polls with growing pauses where the stream is refused, until everything is decided", async () => {
    watch();
    answer(await nextCall(), 502, "<h1>Bad gateway</h1>");
    const pauses: number[] = [];
    for (let time = 0; time < 3; time++) {
      const call = await nextCall();
      assert.equal(call.request.url, path);
      answer(call, 200, outcome({ status: "PENDING_SPONSOR" }));
      await clock.timerBetween(1_000, 10_000);
      pauses.push(Math.min(...[...clock.timers.values()].map(({ at }) => at - clock.now)));
      clock.pass(10_000);
    }
    answer(await nextCall(), 200, outcome());
    await watching;
    assert.ok((pauses[0] as number) < (pauses[2] as number), `${pauses}`);
    assert.deepEqual(reports.at(-1), { outcome: "COMPLETED" });
  });

  it("polls where a proxy buffers the stream", async () => {
    watch();
    const { response } = await stream();
    await clock.timerBetween(20_000, 20_000);
    clock.pass(20_000);
    await once(response, "close");
    assert.equal((await nextCall()).request.url, path);
  });

  it("does not poll where polling is off", async () => {
    watch(false);
    answer(await nextCall(), 503, { code: "overloaded" });
    await watching;
    assert.deepEqual(reports, []);
  });

  it("opens another stream after 45 seconds of silence", async () => {
    watch();
    const { response } = await stream(": \n\n");
    await received({ live: true });
    await clock.timerBetween(45_000, 45_000);
    clock.pass(45_000);
    await once(response, "close");
    await received({ live: false });
    await clock.timerBetween(1_000, 3_000);
    clock.pass(3_000);
    await stream(": \n\n");
  });

  it("holds no connection in a hidden tab, and continues at once when it is visible", async () => {
    watch();
    const { response } = await stream(": \n\n");
    await received({ live: true });
    tab.turn("hidden");
    await received({ live: false });
    await once(response, "close");
    tab.turn("visible");
    await stream(decision("2-0"));
    await received({ outcome: "COMPLETED" });
  });

  it("opens no connection in a tab that is hidden from the start", async () => {
    tab.turn("hidden");
    watch();
    await clock.timerBetween(60_000, 2 ** 31);
    assert.equal(calls.length, 0);
    tab.turn("visible");
    await stream(": \n\n");
    await received({ live: true });
  });

  it("reports a missing session once, and continues when there is one", async () => {
    let hasSession = false;
    watch(true, async () => {
      if (!hasSession) throw new Error("Nobody is signed in.");
      return "token";
    });
    await received({ problem: "session_failed" });
    await clock.timerBetween(1_000, 3_000);
    clock.pass(3_000);
    await clock.timerBetween(1_000, 5_000);
    assert.equal(reports.length, 1);
    hasSession = true;
    clock.pass(5_000);
    await stream(": \n\n");
    await received({ live: true });
  });

  it("ends when it is aborted, without a timer left", async () => {
    watch();
    const { response } = await stream(": \n\n");
    await received({ live: true });
    end.abort();
    await once(response, "close");
    await watching;
    assert.equal(clock.timers.size, 0);
  });
});
