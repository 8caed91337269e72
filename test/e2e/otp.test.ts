import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { journeyOf, prepare } from "./journey.ts";
import type { WidgetPage } from "./widget-page.ts";

const right = "123456";

describe("a sponsor that wants a one-time code", () => {
  let environment: Environment;

  before(async () => {
    // The tests share one person; how long one waits between two codes is tested elsewhere.
    environment = await startEnvironment({ bff: { OTP_PAUSES: "0" } });
  });
  after(() => environment?.close());

  const callsOf = (operation: string) => environment.stack.sandbox.state.calls.of(operation).length;
  const codes = () => environment.stack.sandbox.state.otps.all();
  const journey = journeyOf("sponsor-otp");

  /** At the step where the code is asked for. Codes of the tests before count for nobody. */
  async function atCode(slug = "sponsor-otp") {
    environment.stack.sandbox.state.otps.clear();
    const opened = await environment.openPage({ sponsor: slug });
    await prepare(opened.widget, await environment.pdf(), journeyOf(slug));
    return opened;
  }

  const sendCode = async (widget: WidgetPage) => {
    await widget.waitForStep("Send the patient a code");
    await widget.press("Send code");
    await widget.waitForText("Sent to");
  };

  /** Six digits are sent by themselves the first time. */
  const enter = (widget: WidgetPage, code: string) => widget.fill("Code", code);

  const enterAgain = async (widget: WidgetPage, code: string) => {
    await enter(widget, code);
    await widget.press("Request authorization");
  };

  test("shows only the masked destination, takes the right code, and approves", async () => {
    const { widget, events, close } = await atCode();
    await widget.press("Continue");
    await widget.waitForStep("Send the patient a code");
    await widget.press("Send code");
    // At once: ten seconds later another code can be sent.
    await widget.waitForText(/Sent to \+57 300 \*{3} \*\* 42.*Valid for [45]:\d\d.*New code in 0:\d\d/s);
    const field = await widget.find("textbox", "Code");
    const how = await field.evaluate((element) => [
      element.getAttribute("autocomplete"),
      element.getAttribute("inputmode"),
    ]);
    assert.deepEqual(how, ["one-time-code", "numeric"]);
    await enter(widget, right);
    await widget.waitForStep("Approved");
    const steps = (await events("preauth-step")) as { name: string; total: number }[];
    assert.deepEqual(steps.map(({ name }) => name).slice(-3), [
      "review_and_submit",
      "otp_challenge",
      "outcome",
    ]);
    assert.equal(steps.at(-1)?.total, 6);
    await close();
  });

  test("takes a code as it was pasted, with spaces in it", async () => {
    const { widget, close } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await enter(widget, "123 456");
    await widget.waitForStep("Approved");
    await close();
  });

  test("says on the field that a code is wrong, and takes the next one", async () => {
    const { widget, close } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await enter(widget, "000000");
    await widget.waitForText("That code is not correct.");
    const invalid = await (await widget.find("textbox", "Code")).evaluate((element) =>
      element.getAttribute("aria-invalid"),
    );
    assert.equal(invalid, "true");
    await enterAgain(widget, right);
    await widget.waitForStep("Approved");
    await close();
  });

  test("asks for another code when this one has expired, was wrong too often, or is empty", async () => {
    const { widget, close } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await widget.press("Request authorization");
    await widget.waitForText("Fill in this field to continue.");
    await enter(widget, "999999");
    await widget.waitForText("This code has expired. Request a new one.");
    assert.equal(await widget.has("textbox", "Code"), false);
    await close();

    const other = await atCode();
    await other.widget.press("Continue");
    await sendCode(other.widget);
    for (const [typeCode, code, words] of [
      [enter, "000000", "That code is not correct."],
      [enterAgain, "000001", "That code is not correct."],
      [enterAgain, "000002", "Too many wrong codes."],
    ] as const) {
      await typeCode(other.widget, code);
      await other.widget.waitForText(words);
    }
    assert.equal(await other.widget.has("textbox", "Code"), false);
    await other.close();
  });

  test("offers the channels there are, and sends by the one that was chosen", async () => {
    const { widget, close } = await atCode();
    await widget.press("Continue");
    await widget.find("radio", "Email");
    await widget.check("Email");
    await widget.press("Send code");
    await widget.waitForText("Sent to d****l@m***.example");
    assert.deepEqual(
      codes().map(({ channel }) => channel),
      ["EMAIL"],
    );
    await close();
  });

  test("sends one code for seven presses", async () => {
    const { widget, close } = await atCode();
    await widget.press("Continue");
    const before = callsOf("sendOtp");
    await widget.waitForStep("Send the patient a code");
    const button = await widget.find("button", "Send code");
    await button.evaluate((element) => {
      for (let press = 0; press < 7; press++) element.click();
    });
    await widget.waitForText("Sent to");
    assert.equal(callsOf("sendOtp"), before + 1);
    await close();
  });

  test("asks for a code that only the completion demanded, by the one channel that there is", async () => {
    const slug = "sponsor-otp-at-completion";
    const { widget, events, close } = await atCode(slug);
    await widget.press("Request authorization");
    await widget.waitForStep("Send the patient a code");
    await widget.press("Send code");
    await widget.waitForText("Sent to g****a@m***.example");
    assert.equal(await widget.has("button", /^Send by/), false);
    await enter(widget, right);
    await widget.waitForStep("Approved");
    assert.equal((await events("preauth-complete")).length, 1);
    await close();
  });

  test("a completion that broke off after the right code goes on without another one, and once", async () => {
    const { widget, events, close } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await widget.waitForText("Sent to");
    const completions = callsOf("completeAuthorizationRequest");
    environment.stack.sandbox.faults.set([
      { on: "completeAuthorizationRequest", do: "cut", when: "before", times: 1 },
      { on: "getAuthorizationRequest", do: "cut", times: 1 },
    ]);
    await enter(widget, right);
    await widget.waitForText("We could not confirm that the insurer received the request.");
    environment.stack.sandbox.faults.clear();
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    assert.equal(codes().length, 1);
    assert.ok(callsOf("completeAuthorizationRequest") <= completions + 2);
    assert.equal((await events("preauth-complete")).length, 1);
    await close();
  });

  test("keeps the code for the request it was made for: another request needs another one", async () => {
    const { widget, close } = await atCode();
    await widget.press("Continue");
    await sendCode(widget);
    await enter(widget, right);
    await widget.waitForStep("Approved");
    await widget.press("New request");
    environment.stack.sandbox.state.otps.clear();
    await prepare(widget, await environment.pdf(), journey);
    await widget.press("Continue");
    await widget.waitForStep("Send the patient a code");
    assert.equal(await widget.has("textbox", "Code"), false);
    await close();
  });
});
