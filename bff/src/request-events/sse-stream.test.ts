import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Session } from "../session/session.ts";
import { EventStream } from "./sse-stream.ts";

const session = { tokenId: "token", host: "clinic" } as Session;

/** A stream that nobody reads, and whose connection has so many bytes that it cannot pass on. */
function unread(inTransit = 0): EventStream {
  return new EventStream(session, "areq_1", () => inTransit);
}

test("a stream starts with the time after which to open it again, and the events that there are", async () => {
  const stream = unread();
  stream.open("event: decision\n\n");
  assert.equal(String(stream.read()), "retry: 2000\n\nevent: decision\n\n");
});

test("a reader that does not read is disconnected before 64 KB wait for it", async () => {
  const stream = unread();
  const event = Buffer.alloc(16_384, "x");
  let sent = 0;
  while (stream.send(event)) sent += 1;
  assert.equal(sent, 4);
  assert.equal(stream.destroyed, true);
});

test("bytes that the connection has not passed on count as waiting", () => {
  const stream = unread(65_000);
  assert.equal(stream.send("x".repeat(536)), true);
  assert.equal(stream.send("x"), false);
});

test("a reader for whom something still waits at the second heartbeat is disconnected", () => {
  const stream = unread();
  stream.beat();
  assert.equal(stream.readableLength, 4);
  stream.beat();
  assert.equal(stream.destroyed, false);
  stream.beat();
  assert.equal(stream.destroyed, true);
});

test("a reader that reads gets every heartbeat", () => {
  const stream = unread();
  for (let count = 0; count < 5; count += 1) {
    stream.beat();
    assert.equal(String(stream.read()), ": \n\n");
  }
});

test("a stream that has ended takes nothing more, though its end has not been read", async () => {
  const stream = unread();
  stream.open("");
  stream.end();
  assert.equal(stream.send("event: decision\n\n"), false);
  stream.beat();
  await turn();
  assert.equal(stream.destroyed, false);
  stream.resume();
  await once(stream, "close");
});

test("a stream that is ended again does not wait for its reader any longer", () => {
  const stream = unread();
  stream.open("");
  stream.end();
  assert.equal(stream.destroyed, false);
  stream.end();
  assert.equal(stream.destroyed, true);
});

test("an error of the connection is not an error of the process", async () => {
  const stream = unread();
  stream.destroy(new Error("reset"));
  await new Promise((resolve) => stream.on("close", resolve));
});
