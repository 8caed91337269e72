import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import type { Hosts } from "../hosts/hosts.ts";
import type { Session } from "../session/session.ts";
import { Heartbeats } from "./heartbeats.ts";
import type { EventStream } from "./sse-stream.ts";

const knownHosts = new Set(["clinic"]);
const hosts = { find: (id: string) => (knownHosts.has(id) ? {} : undefined) } as unknown as Hosts;
let heartbeats: Heartbeats;
let seconds = 0;

beforeEach(() => {
  mock.timers.enable({ apis: ["setInterval", "Date"], now: 0 });
  knownHosts.add("clinic");
  seconds = 0;
  heartbeats = new Heartbeats(hosts, () => {
    seconds += 1;
  });
});
afterEach(() => {
  heartbeats.close();
  mock.timers.reset();
});

function addStream(expiresAt = 900_000) {
  const told: string[] = [];
  const stream = {
    session: { host: "clinic", expiresAt } as Session,
    beat: () => told.push("beat"),
    end: () => told.push("end"),
  } as unknown as EventStream;
  heartbeats.add(stream);
  return { told, stream };
}

test("every stream gets a sign of life each fifteen seconds, whenever it was opened", () => {
  const streams = Array.from({ length: 40 }, () => addStream());
  mock.timers.tick(15_000);
  assert.deepEqual(
    streams.map(({ told }) => told.length),
    Array.from({ length: 40 }, () => 1),
  );
  mock.timers.tick(30_000);
  assert.ok(streams.every(({ told }) => told.length === 3));
  assert.equal(seconds, 45);
});

test("no second has to write to all of them", () => {
  const streams = Array.from({ length: 30 }, () => addStream());
  mock.timers.tick(1_000);
  assert.equal(streams.filter(({ told }) => told.length > 0).length, 2);
});

test("a stream ends with the session that it was opened with", () => {
  const { told } = addStream(20_000);
  mock.timers.tick(15_000);
  assert.deepEqual(told, ["beat"]);
  mock.timers.tick(15_000);
  assert.deepEqual(told, ["beat", "end"]);
});

test("a stream ends when its host is no longer one", () => {
  const { told } = addStream();
  knownHosts.clear();
  mock.timers.tick(15_000);
  assert.deepEqual(told, ["end"]);
});

test("a stream that was closed is not written to", () => {
  const { told, stream } = addStream();
  heartbeats.remove(stream);
  mock.timers.tick(60_000);
  assert.deepEqual(told, []);
});
