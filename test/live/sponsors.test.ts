import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readSponsors } from "../sandbox/sandbox.ts";
import { type Ending, runCase } from "../sandbox/testing/run-case.ts";
import { withoutLimits } from "../stack/limits.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Desk, sitDown } from "./desk.ts";

const sponsors = await readSponsors();

/** The problem codes by which the BFF passes on the vendor's own. */
const problemCodes: Record<string, string> = {
  "071-104": "product_not_registered",
  PLAN_LIMIT_REACHED: "validation_failed",
  OTP_INVALID: "otp_invalid",
  OTP_EXPIRED: "otp_expired",
};

/** What the vendor answers a case with, as the BFF passes it on: a request has a status, also where the vendor sends none. */
function throughTheBff(expected: Ending): Ending {
  if (expected.at === "outcome") return { ...expected, status: expected.status ?? "COMPLETED" };
  if (!("code" in expected) || expected.code === undefined) return expected;
  return { ...expected, code: problemCodes[expected.code] ?? expected.code };
}

describe("Through the BFF, each case of a sponsor ends where the sponsor's rules lead", () => {
  let stack: Stack;
  let desk: Desk;

  before(async () => {
    stack = await startStack({ bff: { ...withoutLimits, OTP_PAUSES: "0" } });
    desk = await sitDown(stack, stack.bff.url);
  });
  after(() => stack?.stop());

  for (const sponsor of sponsors) {
    for (const values of sponsor.try) {
      test(`${sponsor.slug}: ${values.title}`, async () => {
        stack.sandbox.state.otps.clear();
        const ending = await runCase(stack.sandbox, desk.arc, sponsor, values);
        assert.deepEqual(ending, throughTheBff(values.expect));
      });
    }
  }
});
