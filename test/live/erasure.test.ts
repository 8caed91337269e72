import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { silentLogger } from "../../bff/src/logging/logger.ts";
import { createMetrics } from "../../bff/src/metrics/metrics.ts";
import { type LimitName, policies } from "../../bff/src/rate-limits/policies.ts";
import { limitKeyOf } from "../../bff/src/rate-limits/redis-counters.ts";
import { redisAt } from "../../bff/src/redis/connection.ts";
import { createEncryption } from "../../bff/src/redis/encryption.ts";
import { SharedRedis, unavailable } from "../../bff/src/redis/redis.ts";
import { ownerOf } from "../../bff/src/session/session.ts";
import { fixedSecret } from "../../bff/src/settings/secret.ts";
import { field, somePdf } from "../sandbox/testing/arc-caller.ts";
import { makeSecret } from "../stack/bff.ts";
import { type HostServer, startHostServer } from "../stack/host-server.ts";
import { waitFor } from "../stack/readiness.ts";
import { redisTimeout } from "../stack/redis.ts";
import { runBff } from "../stack/run-bff.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { deliver, deliverTo, eventAbout, redemptionOf } from "./deliveries.ts";
import { type Asked, type Desk, makeRequest, moveTo, silent, sitDown, submit } from "./desk.ts";
import { openEvents } from "./event-reader.ts";

const sessionSecret = makeSecret();
const encryption = createEncryption(fixedSecret([sessionSecret]));
const withCode = { sponsor: "sponsor-otp", document: "104000001" };
/** Another one: few codes in a row go to the same person. */
const withLateCode = { sponsor: "sponsor-otp-at-completion", document: "104000002" };

describe("erasure", () => {
  let host: HostServer;
  let stack: Stack;
  let redis: SharedRedis;
  let ana: Desk;
  let bruno: Desk;

  before(async () => {
    host = await startHostServer();
    stack = await startStack({
      instances: 2,
      webhook: host.webhook,
      bff: { SESSION_SECRET: sessionSecret, OTP_PAUSES: "0" },
    });
    deliverTo(stack.sandbox, undefined);
    redis = new SharedRedis(
      redisAt(fixedSecret([stack.redis?.url ?? ""]), redisTimeout),
      silentLogger,
      createMetrics(),
    );
    await redis.ready(60_000);
    ana = await sitDown(stack, stack.bff.url, "ana-invented", { group: "norte", reference: "CASE-OF-ANA" });
    bruno = await sitDown(stack, stack.bff.url, "bruno", { group: "norte" });
  });
  after(async () => {
    redis?.close();
    await stack?.stop();
    await host?.stop();
  });

  /** Every key of Redis, with everything that can be read of its value. */
  async function everything(): Promise<Map<string, string>> {
    const values = new Map<string, string>();
    const keys = await redis.run((client) => client.keys("*"));
    assert.ok(keys !== unavailable);
    for (const key of keys) {
      const raw = await redis.run(async (client): Promise<unknown[]> => {
        const type = await client.type(key);
        if (type === "string") return [await client.get(key)];
        if (type === "zset") return client.zrange(key, "0", "-1");
        if (type === "set") return client.smembers(key);
        if (type === "stream") return (await client.xrange(key, "-", "+")).flatMap(([, fields]) => fields);
        return Object.values(await client.hgetall(key));
      });
      assert.ok(raw !== unavailable);
      const texts = raw.map((value) => {
        const text = String(value);
        return `${text} ${encryption.decrypt(text.slice(text.indexOf(" ") + 1), key) ?? ""}`;
      });
      values.set(key, texts.join("\n"));
    }
    return values;
  }

  /** Whatever a user does in a day. */
  async function work(desk: Desk): Promise<string[]> {
    const first = await submit(desk);
    await deliver(stack.sandbox, stack.bff.url, eventAbout(stack.sandbox, first, "created"));
    const code = redemptionOf(stack.sandbox, "AUTH-2026-900001", "completed", 1);
    await deliver(stack.sandbox, stack.bff.url, code);
    const { id: second, beneficiaryId } = await makeRequest(desk, withCode);
    await desk.arc.post("/v1/otp/send", {
      beneficiary_id: beneficiaryId,
      sponsor_slug: withCode.sponsor,
      channel: "SMS",
      authorization_request_id: second,
    });
    const headers = { authorization: `Bearer ${desk.token}`, "idempotency-key": "one-key" };
    const url = `${desk.url}/arc/v1/authorization-requests/${first}/complete`;
    await fetch(url, { method: "POST", headers });
    const told = () => host.messages().filter(({ data }) => data.authorization_request_id === first);
    await waitFor("word of the redemption", async () => told().some(({ type }) => type.endsWith("redeemed")));
    return [first, second];
  }

  const idsOf = async ({ arc }: Desk) => {
    const { body } = await arc.get("/arc/v1/authorization-requests?size=100");
    return (body as { content: { authorization_request_id: string }[] }).content.map(
      (one) => one.authorization_request_id,
    );
  };
  const erase = (...args: string[]) => runBff(stack, ["erase", ...args]);

  test("of a request leaves nothing of it, and everything else of its user", async () => {
    const [first = "", second = ""] = await work(ana);
    const name = stack.host.id;
    const { status, text } = await erase("--host", name, "--request", first);
    assert.equal(status, 0, text);
    assert.match(text, /^Erased: 1 requests, and \d+ other keys\.$/);
    for (const [key, value] of await everything()) assert.ok(!value.includes(first), key);
    assert.deepEqual(await idsOf(ana), [second]);
    for (const { url } of stack.instances) {
      const { status: found } = await moveTo(ana, url).arc.get(`/arc/v1/authorization-requests/${first}`);
      assert.equal(found, 404);
    }
  });

  test("of a user leaves no key of theirs, at whichever instance, and everything of their colleague", async () => {
    await erase("--host", stack.host.id, "--subject", "ana-invented");
    const [kept = ""] = await work(bruno);
    const before = await everything();
    const made = await work(ana);
    const reader = await openEvents({ ...ana, requestId: made[0] ?? "" });
    assert.equal(reader.response.status, 200);
    const during = await everything();
    const kinds = [...during.keys()].filter((key) => !before.has(key)).map((key) => key.split(":")[1]);
    assert.deepEqual([...new Set(kinds)].toSorted(), [
      "authorization",
      "delivery",
      "event",
      "limit",
      "list",
      "log",
      "name",
      "once",
      "otp",
      "own",
      "recents",
      "request",
    ]);
    const { status, text } = await erase("--host", stack.host.id, "--subject", "ana-invented");
    assert.equal(status, 0, text);
    assert.equal(await reader.ended, "ended");
    const left = await everything();
    const added = [...left.keys()].filter((key) => !before.has(key));
    // Limits of everybody else end and begin again at any time.
    const user = ownerOf(stack.host.id, "ana-invented");
    const limits = Object.keys(policies).map((name) =>
      limitKeyOf(policies, { name: name as LimitName, key: user }),
    );
    const isTheirs = (key: string) => !key.startsWith("preauth:limit:") || limits.includes(key);
    assert.deepEqual(added.filter(isTheirs), []);
    const traces = ["ana-invented", "CASE-OF-ANA", ...made];
    for (const [key, value] of left)
      for (const trace of traces) assert.ok(!value.includes(trace), `${key}: ${trace}`);
    assert.ok((await idsOf(bruno)).includes(kept));
    assert.deepEqual(
      (await idsOf(bruno)).filter((id) => made.includes(id)),
      [],
    );
    for (const { url } of stack.instances) {
      for (const id of made) {
        assert.equal((await moveTo(ana, url).arc.get(`/arc/v1/authorization-requests/${id}`)).status, 404);
      }
    }
  });

  test("of a request whose host is being told leaves nothing, and the host is told no more", async () => {
    const name = stack.host.id;
    const told = Promise.withResolvers<string>();
    const answer = Promise.withResolvers<void>();
    host.beforeAnswer = async ({ data }) => {
      told.resolve(data.authorization_request_id);
      await answer.promise;
    };
    const id = await submit(bruno);
    assert.equal(await told.promise, id);
    const { status, text } = await runBff(stack, ["erase", "--host", name, "--request", id]);
    assert.equal(status, 0, text);
    const left = [...(await everything()).keys()];
    host.beforeAnswer = undefined;
    answer.resolve();
    const toldOf = (wanted: string) =>
      host.messages().filter(({ data }) => data.authorization_request_id === wanted);
    await waitFor("the message under way", async () => toldOf(id).length === 1);
    // What is told afterwards shows that the message under way has been dealt with.
    const next = await submit(bruno);
    await waitFor("word of the next request", async () => toldOf(next).length >= 2);
    // The state of each; who may write it ends by itself.
    const states = /^preauth:delivery:\{[\w-]+\}$/;
    const added = [...(await everything()).keys()].filter((key) => states.test(key));
    assert.equal(added.filter((key) => !left.includes(key)).length, 1);
    assert.equal(toldOf(id).length, 1);
  });

  /** Every call that writes something once the vendor has answered, each held by the vendor; at the second instance. */
  async function holdCalls(desk: Desk, asked: Asked, channel: string) {
    const [forUpload, forComplete, forCode] = [
      await makeRequest(desk, silent),
      await makeRequest(desk, silent),
      await makeRequest(desk, asked),
    ];
    assert.equal((await desk.arc.upload(forComplete.id, "MEDICAL_INDICATION")).status, 204);
    const code = { authorization_request_id: forCode.id, channel };
    const { status, body: sent } = await desk.arc.post("/v1/otp/send", code);
    assert.equal(status, 200);
    const { arc, token, url } = moveTo(desk, stack.instances[1]?.url ?? "");
    const once = (path: string, key: string, body?: object) => {
      const headers = { authorization: `Bearer ${token}`, "idempotency-key": key };
      if (body === undefined) return fetch(`${url}${path}`, { method: "POST", headers });
      const json = { ...headers, "content-type": "application/json" };
      return fetch(`${url}${path}`, { method: "POST", headers: json, body: JSON.stringify(body) });
    };
    const requests = "/arc/v1/authorization-requests";
    const calls: Record<string, () => Promise<unknown>> = {
      searchBeneficiary: () =>
        arc.post("/v1/sponsors/sponsor-sandbox/search", {
          document_type: "CC",
          document_number: "123456789",
        }),
      createAuthorizationRequest: () =>
        once(requests, "a-create", {
          beneficiary_id: forUpload.beneficiaryId,
          sponsor_slug: silent.sponsor,
          diagnosis_code: "R51",
          products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
        }),
      attachAuthorizationIndication: () =>
        once(`${requests}/${forUpload.id}/upload/files`, "an-upload", {
          file_type: "MEDICAL_INDICATION",
          content_base64: Buffer.from(somePdf).toString("base64"),
        }),
      completeAuthorizationRequest: () => once(`${requests}/${forComplete.id}/complete`, "a-complete"),
      sendOtp: () => arc.post("/v1/otp/send", code),
      validateOtp: () => arc.post("/v1/otp/validate", { otp_id: field(sent, "otp_id"), code: "123456" }),
    };
    const released: Promise<unknown>[] = [];
    const releases: (() => void)[] = [];
    for (const [operation, start] of Object.entries(calls)) {
      const held = stack.sandbox.faults.hold(operation);
      released.push(start());
      await held.arrived;
      releases.push(held.release);
    }
    return {
      ids: [forUpload.id, forComplete.id, forCode.id],
      async release() {
        for (const release of releases) release();
        await Promise.all(released);
      },
    };
  }

  /** Every key but those that come and go with whoever else is busy: counters of limits, and what is due. */
  const keys = async () =>
    [...(await everything()).keys()].filter(
      (key) => !/^preauth:(limit:|probe$|\{deliveries\}:(due|leases)$)/.test(key),
    );

  test("of a user whose calls are under way at another instance leaves nothing that they bring back", async () => {
    const before = await keys();
    const desk = await sitDown(stack, stack.bff.url, "dana-invented", { group: "oeste" });
    const calls = await holdCalls(desk, withCode, "SMS");
    const { status, text } = await erase("--host", stack.host.id, "--subject", "dana-invented");
    assert.equal(status, 0, text);
    await calls.release();
    const added = (await keys()).filter((key) => !before.includes(key));
    assert.deepEqual(added, []);
    // Whoever goes on working is known again.
    assert.deepEqual(await idsOf(desk), []);
    const { id } = await makeRequest(desk, silent);
    assert.deepEqual(await idsOf(desk), [id]);
  });

  test("of requests whose calls are under way leaves nothing that they bring back", async () => {
    const desk = await sitDown(stack, stack.bff.url, "elsa", { group: "sur" });
    const calls = await holdCalls(desk, withLateCode, "EMAIL");
    for (const id of calls.ids) {
      const { status, text } = await erase("--host", stack.host.id, "--request", id);
      assert.equal(status, 0, text);
    }
    await calls.release();
    for (const [key, value] of await everything())
      for (const id of calls.ids) assert.ok(!value.includes(id), key);
    const left = await idsOf(desk);
    assert.equal(left.length, 1, "the one that was being created");
    assert.ok(!left.some((id) => calls.ids.includes(id)));
  });

  test("of a request is not undone by what the vendor tells of it later", async () => {
    const id = await submit(bruno);
    const event = eventAbout(stack.sandbox, id, "created");
    assert.equal((await erase("--host", stack.host.id, "--request", id)).status, 0);
    const before = await keys();
    for (const { url } of stack.instances) assert.equal(await deliver(stack.sandbox, url, event), 204);
    assert.deepEqual(
      (await keys()).filter((key) => !before.includes(key)),
      [],
    );
  });

  test("says what it needs", async () => {
    for (const args of [
      ["--host", "x"],
      ["--host", "x", "--subject", "a", "--request", "b"],
    ]) {
      const { status, text } = await erase(...args);
      assert.equal(status, 2);
      assert.match(text, /erase --host clinic --subject/);
    }
    const { status, text } = await runBff(stack, ["erase", "--host", "x", "--subject", "a"], {
      REDIS_URL: "",
    });
    assert.equal(status, 1);
    assert.match(text, /Without Redis everything is in the server's memory/);
  });
});
