import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { Session } from "../session/session.ts";
import { EventStream } from "./sse-stream.ts";

const session = { tokenId: "token", host: "clinic" } as Session;
const answers: ServerResponse[] = [];
const server = createServer((_req, res) => answers.push(res));
let reader: Socket;

before(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
after(() => {
  reader.destroy();
  server.closeAllConnections();
  server.close();
});

/** A stream whose reader has stopped to read. */
async function openUnread(): Promise<{ stream: EventStream; res: ServerResponse }> {
  reader = connect((server.address() as AddressInfo).port, "127.0.0.1");
  reader.pause();
  reader.on("error", () => {});
  const asked = once(server, "request");
  reader.write("GET / HTTP/1.1\r\nHost: here\r\n\r\n");
  await asked;
  const res = answers.pop() as ServerResponse;
  const stream = new EventStream(res, session, "areq_1");
  stream.open(["Content-Type", "text/event-stream"], "", () => {});
  while (res.writableLength > 0) await pause(0);
  return { stream, res };
}

/** Writes until something waits: the system takes some megabytes first. */
async function fill(res: ServerResponse): Promise<void> {
  while (res.writableLength === 0) {
    res.write(Buffer.alloc(16_384, "x"));
    await pause(0);
  }
}

test("a reader that does not read is thrown out before much waits for it", async () => {
  const { stream, res } = await openUnread();
  const event = Buffer.alloc(16_384, "x");
  let most = 0;
  // The system takes some megabytes off our hands before anything waits here.
  for (let count = 0; stream.send(event); count += 1) {
    most = Math.max(most, res.writableLength);
    assert.ok(count < 5_000, "never thrown out");
    if (count % 8 === 0) await pause(0);
  }
  assert.ok(most <= 65_536, `${most} bytes waited`);
  assert.equal(res.destroyed, true);
});

test("a reader for whom something still waits at the second sign of life is thrown out", async () => {
  const { stream, res } = await openUnread();
  stream.beat();
  assert.equal(res.destroyed, false);
  await fill(res);
  stream.beat();
  assert.equal(res.destroyed, false);
  stream.beat();
  assert.equal(res.destroyed, true);
});

test("a stream that was ended takes nothing more, though its reader has not taken its end", async () => {
  const { stream, res } = await openUnread();
  await fill(res);
  const errors: unknown[] = [];
  res.on("error", (error) => errors.push(error));
  stream.end();
  assert.equal(stream.send("event: decision\n\n"), false);
  stream.beat();
  await pause(0);
  assert.deepEqual(errors, []);
  assert.equal(res.destroyed, false);
});

test("a stream that is ended again is not waited for any longer", async () => {
  const { stream, res } = await openUnread();
  await fill(res);
  stream.end();
  assert.equal(res.destroyed, false);
  stream.end();
  assert.equal(res.destroyed, true);
});
