import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { request } from "node:http";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { field } from "../sandbox/testing/arc-caller.ts";
import { type ForgeryKind, forge, forgeryKinds } from "../sandbox/webhooks/forgery.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { eventAbout } from "./deliveries.ts";
import { type Desk, sitDown, submit } from "./desk.ts";
import { type EventReader, openEvents } from "./event-reader.ts";

/** How each is met. Two tell something that is true. */
const answers: Record<ForgeryKind, number> = {
  "wrong-secret": 401,
  "no-signature": 401,
  "wrong-scheme": 401,
  "empty-signature": 401,
  "tampered-body": 401,
  stale: 401,
  future: 401,
  "stamp-moved": 401,
  "many-signatures": 401,
  "second-signature-right": 204,
  "other-environment": 204,
  "other-family": 204,
  "not-json": 400,
  oversized: 413,
};

describe("what comes to the webhook's address", () => {
  let stack: Stack;
  let desk: Desk;
  let id: string;
  let reader: EventReader;

  before(async () => {
    stack = await startStack();
    desk = await sitDown(stack, stack.bff.url);
    id = await submit(desk);
    reader = await openEvents({ ...desk, requestId: id });
  });
  after(async () => {
    reader?.close();
    await stack?.stop();
  });

  const post = async (body: Uint8Array<ArrayBuffer> | string, headers: Record<string, string>) => {
    const response = await fetch(`${stack.bff.url}/webhooks/osigu`, { method: "POST", headers, body });
    await response.arrayBuffer();
    return response.status;
  };
  const signed = (body: string | Buffer, secret = stack.sandbox.webhooks.secrets[0] ?? "") => {
    const stamp = Math.floor(Date.now() / 1000);
    const hmac = createHmac("sha256", secret).update(`${stamp}.`).update(body).digest("hex");
    return { "content-type": "application/json", "x-osigu-signature": `t=${stamp},v1=${hmac}` };
  };

  for (const kind of forgeryKinds.filter((one) => one !== "second-signature-right")) {
    test(`${kind} is answered with ${answers[kind]}, and has no effect`, async () => {
      const event = eventAbout(stack.sandbox, id, "created");
      const { body, headers } = forge(kind, event, stack.sandbox.webhooks.secrets, Date.now());
      assert.equal(await post(body, headers), answers[kind]);
      await reader.staysQuiet(10);
    });
  }

  test("a request of nobody here is answered as any other", async () => {
    const event = { ...eventAbout(stack.sandbox, id, "created") };
    event.data = { ...event.data, authorization_request_id: "areq_of_somebody_else" };
    const body = JSON.stringify(event);
    assert.equal(await post(body, signed(body)), 204);
    await reader.staysQuiet(10);
  });

  test("an event that says nothing of a request is not taken", async () => {
    const body = JSON.stringify({ ...eventAbout(stack.sandbox, id, "created"), data: {} });
    assert.equal(await post(body, signed(body)), 422);
  });

  test("a browser's page is told nothing", async () => {
    const response = await fetch(`${stack.bff.url}/webhooks/osigu`, {
      method: "POST",
      headers: { origin: "https://evil.example", "content-type": "text/plain" },
      body: "{}",
    });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get("access-control-allow-origin"), null);
  });

  test("the signature is over the bytes: spaces, order, escapes, a mark and packing are all taken", async () => {
    const event = eventAbout(stack.sandbox, id, "created");
    const mark = "\uFEFF";
    const odd = `${mark} {"data":${JSON.stringify(event.data, undefined, 3)}, "n":"Mar\\u00eda",\n"environment":"sandbox","created_at":"${event.created_at}","event_type":"authorization.created","event_id":"evt_odd"}`;
    assert.equal(await post(odd, signed(odd)), 204);
    assert.equal(field((await reader.next()).data, "authorizations", 0, "status"), "APPROVED");
    const packed = gzipSync(JSON.stringify({ ...event, event_id: "evt_packed" }));
    assert.equal(await post(new Uint8Array(packed), { ...signed(packed), "content-encoding": "gzip" }), 204);
    const bomb = gzipSync(Buffer.alloc(2_000_000, " "));
    assert.equal(await post(new Uint8Array(bomb), { ...signed(bomb), "content-encoding": "gzip" }), 400);
  });

  test("a body that comes a byte at a time is taken", async () => {
    const body = JSON.stringify(eventAbout(stack.sandbox, id, "rejected", 60));
    const status = await new Promise((resolve, reject) => {
      const out = request(
        `${stack.bff.url}/webhooks/osigu`,
        { method: "POST", headers: { ...signed(body), "transfer-encoding": "chunked" } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      out.on("error", reject);
      for (const char of body) out.write(char);
      out.end();
    });
    assert.equal(status, 204);
    assert.equal(field((await reader.next()).data, "authorizations", 0, "status"), "REJECTED");
  });

  test("a second signature that is right is enough", async () => {
    const event = eventAbout(stack.sandbox, id, "voided", 120);
    const secrets = stack.sandbox.webhooks.secrets;
    const { body, headers } = forge("second-signature-right", event, secrets, Date.now());
    assert.equal(await post(body, headers), 204);
    assert.equal(field((await reader.next()).data, "authorizations", 0, "status"), "VOIDED");
  });
});

test("during a rotation deliveries of either secret are taken; without a secret none", async () => {
  const body = '{"event_id":"e","event_type":"prescription.created","created_at":"","environment":"sandbox"}';
  const stamp = Math.floor(Date.now() / 1000);
  const meet = async (stack: Stack, secret: string) => {
    const hmac = createHmac("sha256", secret).update(`${stamp}.${body}`).digest("hex");
    const headers = { "x-osigu-signature": `t=${stamp},v1=${hmac}` };
    return (await fetch(`${stack.bff.url}/webhooks/osigu`, { method: "POST", headers, body })).status;
  };
  const both = await startStack({ bff: { OSIGU_WEBHOOK_SECRET: "whsec_old , whsec_new" } });
  const none = await startStack({ bff: { OSIGU_WEBHOOK_SECRET: "" } });
  try {
    assert.deepEqual(
      await Promise.all(["whsec_old", "whsec_new", "whsec"].map((one) => meet(both, one))),
      [204, 204, 401],
    );
    assert.equal(await meet(none, "whsec_old"), 404);
  } finally {
    await Promise.all([both.stop(), none.stop()]);
  }
});
