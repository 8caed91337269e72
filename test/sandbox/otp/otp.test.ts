import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { type Sandbox, startSandbox } from "../sandbox.ts";
import { type ArcCaller, field, signIn } from "../testing/arc-caller.ts";

let sandbox: Sandbox;
let arc: ArcCaller;

describe("one-time codes at the sandbox", () => {
  before(async () => {
    sandbox = await startSandbox({ tokenLimit: 1000 });
  });
  after(() => sandbox.close());
  beforeEach(async () => {
    sandbox.reset();
    arc = await signIn(sandbox.url);
  });

  const person = { beneficiary_id: "bnf_OTP000000000000000000000001", sponsor_slug: "sponsor-otp" };
  const send = (channel = "SMS") => arc.post("/v1/otp/send", { ...person, channel });
  const validate = (otp_id: unknown, code: string) => arc.post("/v1/otp/validate", { otp_id, code });
  const sentId = async () => field((await send()).body, "otp_id");

  async function createWithDocument(): Promise<string> {
    const created = await arc.post("/arc/v1/authorization-requests", {
      ...person,
      diagnosis_code: "R51",
      products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
    });
    const id = String(field(created.body, "authorization_request_id"));
    await arc.upload(id, "MEDICAL_INDICATION");
    return id;
  }

  test("a code is sent to a masked destination, for 300 seconds", async () => {
    const { status, body } = await send();
    assert.equal(status, 200);
    assert.equal(field(body, "expires_in"), 300);
    assert.equal(field(body, "channel"), "SMS");
    assert.equal(field(body, "masked_destination"), "+57 300 *** ** 42");
  });

  test("the other documented way sets the channel itself and tells an instant", async () => {
    const { status, body } = await arc.post("/otp/generate", person);
    assert.equal(status, 201);
    assert.equal(field(body, "channel"), "SMS");
    assert.ok(Date.parse(String(field(body, "expires_at"))) > sandbox.clock.now());
    assert.equal(
      (await arc.post("/otp/validate", { otp_id: field(body, "otp_id"), code: "123456" })).status,
      200,
    );
  });

  test("a channel that the sponsor does not have is refused", async () => {
    assert.equal((await send("PIGEON")).status, 422);
  });

  test("a wrong code is refused, and the third wrong one ends it even for the right one", async () => {
    const id = await sentId();
    const codes: unknown[] = [];
    for (const typed of ["000000", "000000", "000000", "123456"]) {
      codes.push(field((await validate(id, typed)).body, "code"));
    }
    assert.deepEqual(codes, ["OTP_INVALID", "OTP_INVALID", "OTP_ATTEMPTS_EXCEEDED", "OTP_ATTEMPTS_EXCEEDED"]);
  });

  test("a code expires with its time, and when another is sent", async () => {
    const first = await sentId();
    const second = await sentId();
    assert.equal(field((await validate(first, "123456")).body, "code"), "OTP_EXPIRED");
    sandbox.clock.advance(300_000);
    assert.equal(field((await validate(second, "123456")).body, "code"), "OTP_EXPIRED");
  });

  test("a person gets five codes in ten minutes and no more", async () => {
    for (let code = 0; code < 5; code++) assert.equal((await send()).status, 200);
    const refused = await send();
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "600");
  });

  test("a sponsor may refuse as documented: 401 for a wrong code, 422 otherwise, with errors per field", async () => {
    const model = sandbox.state.sponsors.get(person.sponsor_slug);
    assert.ok(model?.otp);
    sandbox.state.sponsors.set(model.slug, { ...model, otp: { ...model.otp, refusal: "fields" } });
    const id = await sentId();
    const message = "The code is not right";
    const wrong = await validate(id, "000000");
    assert.equal(wrong.status, 401);
    assert.deepEqual(wrong.body, { code: "OTP_INVALID", message, errors: [{ path: "code", message }] });
    const expired = await validate(id, "999999");
    assert.equal(expired.status, 422);
    assert.equal(field(expired.body, "errors", 0, "path"), "code");
  });

  test("completing without the token is refused, and with it goes through once", async () => {
    const id = await createWithDocument();
    const refused = await arc.complete(id);
    assert.equal(refused.status, 422);
    assert.equal(field(refused.body, "code"), "OTP_REQUIRED");
    const checked = await validate(await sentId(), "123456");
    const token = { otp_verification_token: field(checked.body, "otp_verification_token") };
    assert.equal((await arc.complete(id, token)).status, 200);
    const again = await arc.complete(await createWithDocument(), token);
    assert.equal(field(again.body, "code"), "OTP_TOKEN_INVALID");
  });

  test("a made-up token does not hold", async () => {
    const { body } = await arc.complete(await createWithDocument(), {
      otp_verification_token: "otpv_made-up",
    });
    assert.equal(field(body, "code"), "OTP_TOKEN_INVALID");
  });
});
