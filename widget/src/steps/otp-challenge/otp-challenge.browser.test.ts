import { assert } from "@esm-bundle/chai";
import { refusal } from "../../testing/fake-bff.ts";
import { asksForCode, toCode, until, WidgetDriver } from "../../testing/widget-driver.ts";

const send = "POST /v1/otp/send";
const validate = "POST /v1/otp/validate";
const complete = "POST /arc/v1/authorization-requests/*/complete";

describe("The one-time code", () => {
  let trial: WidgetDriver;
  beforeEach(async () => {
    trial = new WidgetDriver({}, asksForCode);
    await toCode(trial);
  });
  afterEach(() => trial.end());

  const sent = async () => {
    await trial.press("Send code");
    return trial.field("Code");
  };

  it("is a step of its own, between the review and the answer", () => {
    const [last] = trial.details("preauth-step").slice(-1) as {
      name: string;
      index: number;
      total: number;
    }[];
    assert.deepEqual(last, { name: "otp_challenge", index: 4, total: 6 });
  });

  it("is sent when somebody asks for it, and not before", async () => {
    assert.equal(trial.bff.to(send).length, 0);
    await sent();
    assert.equal(trial.bff.to(send).length, 1);
    await trial.seesText("+57 300 *** ** 42");
  });

  it("goes into one field, which a phone fills in and a person can paste into", async () => {
    const field = await sent();
    assert.equal(trial.all("input").length, 1);
    assert.equal(field.getAttribute("autocomplete"), "one-time-code");
    assert.equal(field.inputMode, "numeric");
    assert.equal(field.dir, "ltr");
  });

  it("is checked, and the request then goes out by itself, with its proof", async () => {
    await sent();
    await trial.fill("Code", "12 34-56");
    await trial.press("Request authorization");
    await until("the answer", () => trial.details("preauth-complete").length);
    assert.deepInclude(trial.bff.to(validate)[0]?.body, { otp_id: "otp-1", code: "123456" });
    assert.deepInclude(trial.bff.to(complete)[0]?.body, { otp_verification_token: "proof-1" });
  });

  it("that is wrong says so on its field, and nothing is sent to the insurer", async () => {
    trial.bff.on(validate, () => refusal(422, "otp_invalid"));
    const field = await sent();
    await trial.fill("Code", "000000");
    await trial.press("Request authorization");
    await until("the mark", () => field.getAttribute("aria-invalid") === "true");
    await until("focus", () => trial.focused() === field);
    assert.equal(trial.bff.to(complete).length, 0);
  });

  it("left empty is asked for, and not checked", async () => {
    await sent();
    await trial.press("Request authorization");
    await trial.one("[aria-invalid=true]");
    assert.equal(trial.bff.to(validate).length, 0);
  });

  it("that was wrong too often has to be asked for anew", async () => {
    trial.bff.on(validate, () => refusal(422, "otp_attempts_exceeded"));
    await sent();
    await trial.fill("Code", "000000");
    await trial.press("Request authorization");
    await trial.seesText("wrong too often");
    assert.equal(trial.all("input[name=code]").length, 0);
  });

  it("is checked once for 7 presses and Enter", async () => {
    await sent();
    await trial.fill("Code", "123456");
    const button = await trial.one<HTMLButtonElement>("button", "Request authorization");
    for (let press = 0; press < 7; press++) button.click();
    button.form?.requestSubmit();
    await until("the answer", () => trial.details("preauth-complete").length);
    assert.equal(trial.bff.to(validate).length, 1);
    assert.equal(trial.bff.to(complete).length, 1);
  });
});
