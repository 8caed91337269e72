import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { enterCode, journeyOf, prepare } from "./journey.ts";

describe("a server that is gone for a while", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment({ redis: true, bff: { OTP_PAUSES: "0" } });
  });
  after(() => environment?.close());

  test("keeps a step's file back: when it is back, one press goes on", async () => {
    const sponsor = "sponsor-otp";
    const { widget, events, close } = await environment.openPage({ sponsor });
    await prepare(widget, await environment.pdf(), journeyOf(sponsor));
    await environment.stack.bff.stop();
    await widget.press("Continue");
    await widget.waitForText("No connection to the server. Nothing is lost");
    await environment.stack.bff.start();
    await widget.press("Try again");
    await widget.waitForStep("Send the patient a code");
    await enterCode(widget);
    assert.equal((await events("preauth-complete")).length, 1);
    await close();
  });
});
