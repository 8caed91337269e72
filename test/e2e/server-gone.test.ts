import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { enterCode, journeyOf, prepare } from "./journey.ts";
import { openStage, type Stage } from "./stage.ts";

describe("a server that is gone for a while", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage({ redis: true, bff: { OTP_PAUSES: "0" } });
  });
  after(() => stage?.close());

  test("keeps a step's file back: when it is back, one press goes on", async () => {
    const sponsor = "sponsor-otp";
    const { widget, events, leave } = await stage.visit({ sponsor });
    await prepare(widget, await stage.pdf(), journeyOf(sponsor));
    await stage.stack.bff.stop();
    await widget.press("Continue");
    await widget.sees("No connection to the server. Nothing is lost");
    await stage.stack.bff.start();
    await widget.press("Try again");
    await widget.comesTo("Enter the code");
    await enterCode(widget);
    assert.equal((await events("preauth-complete")).length, 1);
    await leave();
  });
});
