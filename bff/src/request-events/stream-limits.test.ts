import assert from "node:assert/strict";
import { test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import type { Session } from "../session/session.ts";
import type { EventStream } from "./sse-stream.ts";
import { StreamLimits } from "./stream-limits.ts";

function streamOf(host: string, tokenId: string, requestId = "req_1") {
  const ends: string[] = [];
  const stream = { session: { host, tokenId }, requestId, end: () => ends.push("end") };
  return { stream: stream as unknown as EventStream, ends };
}
const isLimited = (thrown: unknown) => thrown instanceof ProblemError && thrown.code === "rate_limited";

test("one host cannot open every stream of the process, and closed ones count no more", () => {
  const limits = new StreamLimits();
  const streams = Array.from({ length: 5_000 }, (_, index) => streamOf("clinic", `token ${index}`).stream);
  for (const stream of streams) limits.add(stream);
  const check = (host: string) => limits.check({ host } as Session);
  assert.throws(() => check("clinic"), isLimited);
  check("another");
  limits.remove(streams[0] as EventStream);
  check("clinic");
  assert.equal(limits.count, 4_999);
});

test("a session's third stream for a request ends its oldest, and no other's", () => {
  const limits = new StreamLimits();
  const [first, second, other, foreign, third] = [
    streamOf("clinic", "token"),
    streamOf("clinic", "token"),
    streamOf("clinic", "token", "req_2"),
    streamOf("clinic", "another token"),
    streamOf("clinic", "token"),
  ];
  for (const { stream } of [first, second, other, foreign, third]) limits.add(stream);
  assert.deepEqual(
    [first, second, other, foreign, third].map(({ ends }) => ends.length),
    [1, 0, 0, 0, 0],
  );
});
