import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";
import type { Hosts } from "../hosts/hosts.ts";
import type { Session } from "../session/session.ts";
import { Heartbeats } from "./heartbeats.ts";
import type { EventStream } from "./sse-stream.ts";

const knownHosts = new Set(["clinic"]);
const origin = "https://clinic.example";
let host: { origins: string[]; sponsors?: string[] };
const hosts = { find: (id: string) => (knownHosts.has(id) ? host : undefined) } as unknown as Hosts;
let heartbeats: Heartbeats;
let seconds = 0;

describe("heartbeats", () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ["setInterval", "Date"], now: 0 });
    knownHosts.add("clinic");
    host = { origins: [origin] };
    seconds = 0;
    heartbeats = new Heartbeats(hosts, () => {
      seconds += 1;
    });
  });
  afterEach(() => {
    heartbeats.close();
    mock.timers.reset();
  });

  function addStream(expiresAt = 900_000, opened: { origin?: string; sponsor?: string } = {}) {
    const calls: string[] = [];
    const stream = {
      session: { host: "clinic", expiresAt } as Session,
      ...opened,
      beat: () => calls.push("beat"),
      end: () => calls.push("end"),
    } as unknown as EventStream;
    heartbeats.add(stream);
    return { calls, stream };
  }

  test("every stream gets a heartbeat each fifteen seconds, whenever it was opened", () => {
    const streams = Array.from({ length: 40 }, () => addStream());
    mock.timers.tick(15_000);
    assert.deepEqual(
      streams.map(({ calls }) => calls.length),
      Array.from({ length: 40 }, () => 1),
    );
    mock.timers.tick(30_000);
    assert.ok(streams.every(({ calls }) => calls.length === 3));
    assert.equal(seconds, 45);
  });

  test("no second writes to all streams", () => {
    const streams = Array.from({ length: 30 }, () => addStream());
    mock.timers.tick(1_000);
    assert.equal(streams.filter(({ calls }) => calls.length > 0).length, 2);
  });

  test("a stream ends with the session that it was opened with", () => {
    const { calls } = addStream(20_000);
    mock.timers.tick(15_000);
    assert.deepEqual(calls, ["beat"]);
    mock.timers.tick(15_000);
    assert.deepEqual(calls, ["beat", "end"]);
  });

  test("a stream ends when its host is removed", () => {
    const { calls } = addStream();
    knownHosts.clear();
    mock.timers.tick(15_000);
    assert.deepEqual(calls, ["end"]);
  });

  test("a stream ends when its page's origin or its request's sponsor is taken from the host", () => {
    host = { origins: [origin], sponsors: ["a", "b"] };
    const streams = [
      addStream(900_000, { origin, sponsor: "a" }),
      addStream(900_000, { origin, sponsor: "b" }),
      addStream(900_000, { sponsor: "b" }),
      addStream(900_000, {}),
    ];
    const calls = () => streams.map((stream) => stream.calls.splice(0).join());
    mock.timers.tick(15_000);
    assert.deepEqual(calls(), ["beat", "beat", "beat", "beat"]);
    host = { origins: [origin], sponsors: ["b"] };
    mock.timers.tick(15_000);
    assert.deepEqual(calls(), ["end", "beat", "beat", "beat"]);
    host = { origins: ["https://other.example"], sponsors: ["b"] };
    mock.timers.tick(15_000);
    assert.deepEqual(calls(), ["end", "end", "beat", "beat"]);
  });

  test("a stream that was closed is not serialized to", () => {
    const { calls, stream } = addStream();
    heartbeats.remove(stream);
    mock.timers.tick(60_000);
    assert.deepEqual(calls, []);
  });
});
