import assert from "node:assert/strict";
import { test } from "node:test";
import { signedHeaders } from "./signature.ts";

/** The example of the Standard Webhooks specification. */
const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
const body = '{"test": 2432232314}';
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const seconds = 1_614_265_330;

test("a delivery is signed as the specification's example is", () => {
  assert.deepEqual(signedHeaders(id, body, secret, seconds), {
    "webhook-id": id,
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

test("during a rotation each secret signs", () => {
  const other = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  const [one, two, ...more] = signedHeaders(id, body, `${other} ${secret}`, seconds)[
    "webhook-signature"
  ].split(" ");
  assert.equal(two, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  assert.notEqual(one, two);
  assert.deepEqual(more, []);
});
