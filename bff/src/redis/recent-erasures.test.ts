import assert from "node:assert/strict";
import { test } from "node:test";
import { requestContext } from "../logging/request-context.ts";
import { requestDigest, userDigest } from "./erasure.ts";
import { RecentErasures } from "./recent-erasures.ts";

const none: ReadonlySet<string> = new Set();
const ofUser = (owner: string) => ({ users: new Set([userDigest(owner)]), topics: none });

/** A call of an owner's that goes on after `meanwhile`. */
function callOf<Result>(owner: string, meanwhile: () => void, rest: () => Result): Result {
  const caller = { owner, since: performance.now() };
  return requestContext.run({ requestId: "an-id", trace: undefined, caller }, () => {
    meanwhile();
    return rest();
  });
}

test("a call that was under way when its user was erased writes nothing, under whatever restrictions", () => {
  const erasures = new RecentErasures();
  for (const owner of ["clinic:ana", "clinic:ana\trestricted"]) {
    const erase = () => erasures.record(ofUser("clinic:ana"));
    assert.equal(
      callOf(owner, erase, () => erasures.forbid()),
      true,
    );
  }
});

test("a call of the user that begins afterwards writes, and so does everybody else's", async () => {
  const erasures = new RecentErasures();
  const erase = () => erasures.record(ofUser("clinic:ana"));
  assert.equal(
    callOf("clinic:bruno", erase, () => erasures.forbid()),
    false,
  );
  await new Promise((resolve) => setTimeout(resolve, 2));
  assert.equal(
    callOf(
      "clinic:ana",
      () => {},
      () => erasures.forbid(),
    ),
    false,
  );
  assert.equal(erasures.forbid(), false);
});

test("an erased request stays erased, for whoever calls and without a call", async () => {
  const erasures = new RecentErasures();
  erasures.record({ users: none, topics: new Set([requestDigest("areq_1")]) });
  await new Promise((resolve) => setTimeout(resolve, 2));
  assert.equal(
    callOf(
      "clinic:ana",
      () => {},
      () => erasures.forbid("areq_1"),
    ),
    true,
  );
  assert.equal(erasures.forbid("areq_1"), true);
  assert.equal(erasures.hasTopic(requestDigest("areq_1")), true);
  assert.equal(erasures.forbid("areq_2"), false);
});
