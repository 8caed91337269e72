import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { test } from "node:test";
import { request, serve } from "../testing/http.ts";
import { inFlight } from "./in-flight.ts";

test("a request is counted with its response and the promise of its handling", async (t) => {
  const counted: [ServerResponse, Promise<void>][] = [];
  const { port } = await serve(
    t,
    inFlight({ isDraining: false, add: (...one) => counted.push(one) }),
    (ctx) => {
      ctx.body = "done";
    },
  );
  assert.equal((await request(port, "GET", "/")).body, "done");
  const [[res, handling] = []] = counted;
  await handling;
  assert.equal(counted.length, 1);
  assert.equal(res?.writableFinished, true);
});

test("while the process stops, a response tells its client to connect elsewhere", async (t) => {
  const { port } = await serve(t, inFlight({ isDraining: true, add: () => {} }), (ctx) => {
    ctx.body = "done";
  });
  assert.equal((await request(port, "GET", "/")).headers.connection, "close");
});
