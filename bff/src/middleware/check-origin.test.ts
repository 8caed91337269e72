import assert from "node:assert/strict";
import { test } from "node:test";
import { silentLogger } from "../logging/logger.ts";
import { request, serve } from "../testing/http.ts";
import { checkOrigin } from "./check-origin.ts";
import { problems } from "./problems.ts";

/** The status for a page of an origin, where the session and the host have these. */
async function statusFor(
  t: Parameters<typeof serve>[0],
  origin: string | undefined,
  session: string[],
  host: string[],
): Promise<number> {
  const { port } = await serve(
    t,
    problems(silentLogger),
    (ctx, next) => {
      ctx.set("Access-Control-Allow-Origin", origin ?? "none");
      ctx.state.session = { origins: session };
      ctx.state.host = { origins: host };
      return next();
    },
    checkOrigin(),
    (ctx) => {
      ctx.body = {};
    },
  );
  const { status, headers } = await request(port, "GET", "/", origin === undefined ? {} : { Origin: origin });
  assert.equal("access-control-allow-origin" in headers, status === 200);
  return status;
}

test("a page passes whose origin is the session's and still the host's", async (t) => {
  assert.equal(await statusFor(t, "https://a", ["https://a"], ["https://a", "https://b"]), 200);
});

test("a page of another origin is refused, and may not read that", async (t) => {
  assert.equal(await statusFor(t, "https://b", ["https://a"], ["https://a", "https://b"]), 403);
});

test("an origin that was removed from the host is refused, though its tokens are valid", async (t) => {
  assert.equal(await statusFor(t, "https://a", ["https://a"], ["https://b"]), 403);
});

test("an empty origin is an origin", async (t) => {
  assert.equal(await statusFor(t, "", ["https://a"], ["https://a"]), 403);
});

test("a server sends none and passes", async (t) => {
  assert.equal(await statusFor(t, undefined, ["https://a"], ["https://a"]), 200);
});
