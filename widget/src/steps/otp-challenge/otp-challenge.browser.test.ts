import { assert } from "@esm-bundle/chai";
import { held, refusal } from "../../testing/fake-bff.ts";
import { asksForCode, toCode, until, WidgetDriver } from "../../testing/widget-driver.ts";

const send = "POST /v1/otp/send";
const validate = "POST /v1/otp/validate";
const complete = "POST /arc/v1/authorization-requests/*/complete";

describe("The one-time code", () => {
  let widget: WidgetDriver;
  beforeEach(async () => {
    widget = new WidgetDriver({}, asksForCode);
    await toCode(widget);
  });
  afterEach(() => widget.end());

  const sent = async () => {
    await widget.press("Send code");
    return widget.field("Code");
  };

  it("is a step between the review and the outcome", () => {
    const [last] = widget.details("preauth-step").slice(-1) as {
      name: string;
      index: number;
      total: number;
    }[];
    assert.deepEqual(last, { name: "otp_challenge", index: 4, total: 6 });
  });

  it("is sent at the request of the user", async () => {
    assert.equal(widget.bff.to(send).length, 0);
    await sent();
    assert.equal(widget.bff.to(send).length, 1);
    await widget.seesText("+57 300 *** ** 42");
  });

  it("has one input, for autofill and paste", async () => {
    const field = await sent();
    assert.equal(widget.all("input").length, 1);
    assert.equal(field.getAttribute("autocomplete"), "one-time-code");
    assert.equal(field.inputMode, "numeric");
    assert.equal(field.dir, "ltr");
  });

  it("is validated, and the completion follows with the verification token", async () => {
    await sent();
    await widget.fill("Code", "12 34-56");
    await widget.press("Request authorization");
    await until("the answer", () => widget.details("preauth-complete").length);
    assert.deepInclude(widget.bff.to(validate)[0]?.body, { otp_id: "otp-1", code: "123456" });
    assert.deepInclude(widget.bff.to(complete)[0]?.body, { otp_verification_token: "proof-1" });
  });

  it("is not another code with what cannot be seen in a paste", async () => {
    await sent();
    await widget.fill("Code", "\u202A１２３\u2011456\u200B");
    await widget.press("Request authorization");
    await until("the answer", () => widget.details("preauth-complete").length);
    assert.deepInclude(widget.bff.to(validate)[0]?.body, { code: "123456" });
  });

  it("has a countdown that does not follow a clock that is set back", async () => {
    await sent();
    const { now } = Date;
    Date.now = () => now() - 7_200_000;
    try {
      widget.element.requestUpdate();
      await widget.element.updateComplete;
      await widget.seesText(/Valid for [45]:\d\d/);
      assert.notMatch(widget.words(), /\d{2,}:\d\d/);
    } finally {
      Date.now = now;
    }
  });

  it("that is wrong has an error, and nothing is sent to the sponsor", async () => {
    widget.bff.on(validate, () => refusal(422, "otp_invalid"));
    const field = await sent();
    await widget.fill("Code", "000000");
    await widget.press("Request authorization");
    await until("the mark", () => field.getAttribute("aria-invalid") === "true");
    await until("focus", () => widget.focused() === field);
    assert.equal(widget.bff.to(complete).length, 0);
  });

  it("that is wrong is replaced by the next digits", async () => {
    widget.bff.on(validate, () => refusal(422, "otp_invalid"));
    const field = await sent();
    await widget.type("000000");
    await until("the error", () => field.getAttribute("aria-invalid") === "true");
    await widget.type("1234");
    assert.equal((field as HTMLInputElement).value, "1234");
  });

  it("that the user types on at is not replaced when its first six digits are wrong", async () => {
    const check = held();
    widget.bff.on(validate, () => check.reply);
    const field = (await sent()) as HTMLInputElement;
    await widget.type("000000");
    await until("the check", () => widget.bff.to(validate).length);
    await widget.type("1");
    check.answer(refusal(422, "otp_invalid"));
    await until("the error", () => field.getAttribute("aria-invalid") === "true");
    await widget.type("2");
    assert.equal(field.value, "00000012");
  });

  it("keeps the button in its place when another code can be sent", async () => {
    await sent();
    const button = await widget.one("button", "Request authorization");
    await widget.seesText(/New code in/);
    const before = button.getBoundingClientRect().top;
    const { now } = performance;
    performance.now = () => now.call(performance) + 11_000;
    try {
      widget.element.requestUpdate();
      await widget.one("button", /^Send by/);
      assert.equal(button.getBoundingClientRect().top, before);
    } finally {
      performance.now = now;
    }
  });

  it("has the keyboard in its field when the button that sends another one gives way to a wait", async () => {
    const field = await sent();
    const { now } = performance;
    performance.now = () => now.call(performance) + 11_000;
    try {
      widget.element.requestUpdate();
      (await widget.one("button", "Send again")).focus();
      widget.element.dispatch({ type: "code_held_back", until: Date.now() + 600_000 });
      await widget.seesText(/New code in/);
      assert.isTrue(widget.focused() === field);
    } finally {
      performance.now = now;
    }
  });

  it("left empty has an error, and is not validated", async () => {
    await sent();
    await widget.press("Request authorization");
    await widget.one("[aria-invalid=true]");
    assert.equal(widget.bff.to(validate).length, 0);
  });

  it("that was wrong too often has to be requested again", async () => {
    widget.bff.on(validate, () => refusal(422, "otp_attempts_exceeded"));
    await sent();
    await widget.fill("Code", "000000");
    await widget.press("Request authorization");
    await widget.seesText("Too many wrong codes");
    await until("the keyboard at the title", () => widget.focused()?.id === "step-title");
    assert.equal(widget.all("input[name=code]").length, 0);
  });

  it("has the keyboard in its field once it is sent, and six digits go by themselves", async () => {
    const button = await widget.one("button", "Send code");
    button.focus();
    await widget.keys("Enter");
    await until("the keyboard in the field", () => widget.focused()?.id === "code");
    await widget.type("123456");
    await until("the answer", () => widget.details("preauth-complete").length);
    assert.equal(widget.bff.to(validate).length, 1);
  });

  it("of six wrong digits is not tried by itself again: it may be longer", async () => {
    widget.bff.on(validate, () => refusal(422, "otp_invalid"));
    const field = await sent();
    await widget.type("000000");
    await until("the error", () => field.getAttribute("aria-invalid") === "true");
    await widget.fill("Code", "000001");
    await widget.fill("Code", "00000123");
    await widget.press("Request authorization");
    await until("the second try", () => widget.bff.to(validate).length === 2);
    assert.deepInclude(widget.bff.to(validate)[1]?.body, { code: "00000123" });
  });

  it("is validated once for 7 presses and Enter", async () => {
    await sent();
    await widget.fill("Code", "123456");
    const button = await widget.one<HTMLButtonElement>("button", "Request authorization");
    for (let press = 0; press < 7; press++) button.click();
    button.form?.requestSubmit();
    await until("the answer", () => widget.details("preauth-complete").length);
    assert.equal(widget.bff.to(validate).length, 1);
    assert.equal(widget.bff.to(complete).length, 1);
  });
});
