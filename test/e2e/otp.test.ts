import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { journeyOf, prepare } from "./journey.ts";
import { openStage, type Stage } from "./stage.ts";
import type { WidgetPage } from "./widget-page.ts";

const right = "123456";

describe("a sponsor that wants a one-time code", () => {
  let stage: Stage;

  before(async () => {
    // A person who was sent a code is sent the next one a second later: the tests share one person.
    stage = await openStage({ bff: { OTP_PAUSES: "1" } });
  });
  after(() => stage?.close());

  const callsOf = (operation: string) => stage.stack.sandbox.state.calls.of(operation).length;
  const codes = () => stage.stack.sandbox.state.otps.all();
  const journey = journeyOf("sponsor-otp");

  /** At the step where the code is asked for. Codes of the tests before count for nobody. */
  async function atCode(slug = "sponsor-otp") {
    stage.stack.sandbox.state.otps.clear();
    const visitor = await stage.visit({ sponsor: slug });
    await prepare(visitor.widget, await stage.pdf(), journeyOf(slug));
    return visitor;
  }

  const sendCode = async (widget: WidgetPage) => {
    await widget.comesTo("Enter the code");
    await widget.press("Send code");
    await widget.sees("Sent to");
  };

  const enter = async (widget: WidgetPage, code: string) => {
    await widget.fill("Code", code);
    await widget.press("Request authorization");
  };

  test("shows only the masked destination, takes the right code, and approves", async () => {
    const { widget, events, leave } = await atCode();
    await widget.press("Continue");
    await widget.comesTo("Enter the code");
    await widget.press("Send code");
    await widget.sees("Sent to +57 300 *** ** 42");
    await widget.sees(/Valid for [45]:\d\d/);
    await widget.sees(/New code in 0:\d\d/);
    const field = await widget.find("textbox", "Code");
    const how = await field.evaluate((element) => [
      element.getAttribute("autocomplete"),
      element.getAttribute("inputmode"),
    ]);
    assert.deepEqual(how, ["one-time-code", "numeric"]);
    await enter(widget, right);
    await widget.comesTo("Approved");
    const steps = (await events("preauth-step")) as { name: string; total: number }[];
    assert.deepEqual(steps.map(({ name }) => name).slice(-3), [
      "review_and_submit",
      "otp_challenge",
      "outcome",
    ]);
    assert.equal(steps.at(-1)?.total, 6);
    await leave();
  });

  test("takes a code as it was pasted, with spaces in it", async () => {
    const { widget, leave } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await enter(widget, "123 456");
    await widget.comesTo("Approved");
    await leave();
  });

  test("says on the field that a code is wrong, and takes the next one", async () => {
    const { widget, leave } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await enter(widget, "000000");
    await widget.sees("This code is not right.");
    const invalid = await (await widget.find("textbox", "Code")).evaluate((element) =>
      element.getAttribute("aria-invalid"),
    );
    assert.equal(invalid, "true");
    await enter(widget, right);
    await widget.comesTo("Approved");
    await leave();
  });

  test("asks for another code when this one has expired, was wrong too often, or is empty", async () => {
    const { widget, leave } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await widget.press("Request authorization");
    await widget.sees("Fill this in to go on.");
    await enter(widget, "999999");
    await widget.sees("This code has expired. Request a new one.");
    assert.equal(await widget.has("textbox", "Code"), false);
    await leave();

    const other = await atCode();
    await other.widget.press("Continue");
    await sendCode(other.widget);
    for (const [code, words] of [
      ["000000", "This code is not right."],
      ["000001", "This code is not right."],
      ["000002", "The code was wrong too often."],
    ] as const) {
      await enter(other.widget, code);
      await other.widget.sees(words);
    }
    assert.equal(await other.widget.has("textbox", "Code"), false);
    await other.leave();
  });

  test("offers the channels there are, and sends by the one that was chosen", async () => {
    const { widget, leave } = await atCode();
    await widget.press("Continue");
    await widget.find("radio", "Email");
    await widget.check("Email");
    await widget.press("Send code");
    await widget.sees("Sent to d****l@m***.example");
    assert.deepEqual(
      codes().map(({ channel }) => channel),
      ["EMAIL"],
    );
    await leave();
  });

  test("sends one code for seven presses", async () => {
    const { widget, leave } = await atCode();
    await widget.press("Continue");
    const before = callsOf("sendOtp");
    await widget.comesTo("Enter the code");
    const button = await widget.find("button", "Send code");
    await button.evaluate((element) => {
      for (let press = 0; press < 7; press++) element.click();
    });
    await widget.sees("Sent to");
    assert.equal(callsOf("sendOtp"), before + 1);
    await leave();
  });

  test("asks for a code that only the completion demanded, by the one channel that there is", async () => {
    const slug = "sponsor-otp-at-completion";
    const { widget, events, leave } = await atCode(slug);
    await widget.press("Request authorization");
    await widget.comesTo("Enter the code");
    await widget.press("Send code");
    await widget.sees("Sent to g****a@m***.example");
    assert.equal(await widget.has("button", /^Send by/), false);
    await enter(widget, right);
    await widget.comesTo("Approved");
    assert.equal((await events("preauth-complete")).length, 1);
    await leave();
  });

  test("a completion that broke off after the right code goes on without another one, and once", async () => {
    const { widget, events, leave } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await widget.sees("Sent to");
    const completions = callsOf("completeAuthorizationRequest");
    stage.stack.sandbox.faults.set([
      { on: "completeAuthorizationRequest", do: "cut", when: "before", times: 1 },
      { on: "getAuthorizationRequest", do: "cut", times: 1 },
    ]);
    await enter(widget, right);
    await widget.sees("We cannot tell whether the insurer received this.");
    stage.stack.sandbox.faults.clear();
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
    assert.equal(codes().length, 1);
    assert.ok(callsOf("completeAuthorizationRequest") <= completions + 2);
    assert.equal((await events("preauth-complete")).length, 1);
    await leave();
  });

  test("keeps the code for the request it was made for: another request needs another one", async () => {
    const { widget, leave } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await enter(widget, right);
    await widget.comesTo("Approved");
    await widget.press("New request");
    stage.stack.sandbox.state.otps.clear();
    await prepare(widget, await stage.pdf(), journey);
    await widget.press("Continue");
    await widget.comesTo("Enter the code");
    assert.equal(await widget.has("textbox", "Code"), false);
    await leave();
  });
});
