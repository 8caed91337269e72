import assert from "node:assert/strict";
import { test } from "node:test";
import { grantToSession, reaches } from "./grant-to-session.ts";
import { memoryOwnership } from "./ownership.ts";

const ana = {
  owner: "clinic:ana\trestricted",
  widerOwner: "clinic:ana",
  groupOwner: "clinic group:desk\trestricted",
  widerGroupOwner: "clinic group:desk",
};
const session = (owner: string, groupOwner?: string) => ({ owner, groupOwner });

for (const kind of ["request", "otp"] as const) {
  test(`a ${kind} is reached by its user, its group and both without restrictions, and by nobody else`, async () => {
    const ownership = memoryOwnership();
    await grantToSession(ownership, ana, kind, ["id_1"]);
    const may = (owner: string, group?: string) => reaches(ownership, session(owner, group), kind, "id_1");
    assert.equal(await may(ana.owner), true);
    assert.equal(await may(ana.widerOwner), true);
    assert.equal(await may("clinic:bruno", ana.groupOwner), true);
    assert.equal(await may("clinic:bruno", ana.widerGroupOwner), true);
    assert.equal(await may("clinic:bruno"), false);
    assert.equal(await may("clinic:bruno", "clinic group:other"), false);
  });
}

test("a person who was looked up is reached by no other user of the group", async () => {
  const ownership = memoryOwnership();
  await grantToSession(ownership, ana, "beneficiary", ["bnf_1"]);
  assert.equal(await reaches(ownership, ana, "beneficiary", "bnf_1"), true);
  assert.equal(await reaches(ownership, session("clinic:ana"), "beneficiary", "bnf_1"), true);
  const colleague = session("clinic:bruno", ana.groupOwner);
  assert.equal(await reaches(ownership, colleague, "beneficiary", "bnf_1"), false);
});

test("a group that has a person by whatever way does not share them", async () => {
  const ownership = memoryOwnership();
  await ownership.grant(ana.groupOwner, "beneficiary", ["bnf_1"]);
  const colleague = session("clinic:bruno", ana.groupOwner);
  assert.equal(await reaches(ownership, colleague, "beneficiary", "bnf_1"), false);
});
