import assert from "node:assert/strict";
import { createServer, type Server, type ServerResponse } from "node:http";
import { after, before, describe, test } from "node:test";
import { Webhook } from "standardwebhooks";
import { addressRules, networksOf } from "../../bff/src/deliveries/private-networks.ts";
import { deliverySender } from "../../bff/src/deliveries/send-delivery.ts";
import { Secret } from "../../bff/src/settings/secret.ts";
import { deliverTo } from "../live/deliveries.ts";
import { sitDown, submit } from "../live/desk.ts";
import { newWebhookSecret, startHostServer } from "../stack/host-server.ts";
import { waitFor } from "../stack/readiness.ts";
import { startStack } from "../stack/stack.ts";

/* Deliveries to hosts' servers: API7:2023 (SSRF), replay, forgery, and whatever a receiver answers. */

const secret = newWebhookSecret();
const message = { id: "msg_invented", type: "authorization_request.created", body: '{"a":1}' } as const;

/** Begins an answer and sends a byte of it now and then, for ever. */
function drip(res: ServerResponse): void {
  res.writeHead(200);
  const timer = setInterval(() => res.write("x"), 50);
  res.on("close", () => clearInterval(timer));
}

describe("a delivery", () => {
  const rules = addressRules(networksOf([]), (hostname, _options, callback) =>
    callback(null, [{ address: hostname === "rebound.example" ? "127.0.0.1" : "10.0.0.5", family: 4 }]),
  );
  const sender = deliverySender(rules);
  let server: Server;
  let port: number;
  let arrived: { path: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
  let answer: { status: number; headers?: Record<string, string>; body?: string | Buffer } = { status: 204 };

  before(async () => {
    server = createServer(async (req, res) => {
      let body = "";
      for await (const chunk of req) body += chunk;
      arrived.push({ path: req.url ?? "", headers: req.headers, body });
      res.writeHead(answer.status, answer.headers).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    port = (server.address() as { port: number }).port;
  });
  after(async () => {
    await sender.close();
    server.closeAllConnections();
    server.close();
  });

  const sendTo = (url: string) => {
    arrived = [];
    return sender.send({ url, secret: new Secret(secret), secretFile: undefined }, message);
  };
  const receiver = () => `http://127.0.0.1:${port}/hook`;

  test("is verified by the specification's own library, and by no other secret, id, time or body", async () => {
    answer = { status: 200 };
    assert.deepEqual(await sendTo(receiver()), { isTaken: true, outcome: "200" });
    const [{ headers, body }] = arrived as [(typeof arrived)[number]];
    const signed = headers as Record<string, string>;
    new Webhook(secret).verify(body, signed);
    const forgeries: [string, string, Record<string, string>][] = [
      [newWebhookSecret(), body, signed],
      [secret, `${body} `, signed],
      [secret, body, { ...signed, "webhook-id": "msg_other" }],
      [secret, body, { ...signed, "webhook-timestamp": String(Number(signed["webhook-timestamp"]) + 1) }],
      [secret, body, { ...signed, "webhook-timestamp": String(Number(signed["webhook-timestamp"]) - 600) }],
    ];
    for (const [key, text, names] of forgeries) assert.throws(() => new Webhook(key).verify(text, names));
  });

  test("carries no credential and no header of a browser's request", async () => {
    answer = { status: 204 };
    await sendTo(receiver());
    const names = Object.keys(arrived[0]?.headers ?? {}).toSorted();
    assert.deepEqual(names, [
      "connection",
      "content-length",
      "content-type",
      "host",
      "user-agent",
      "webhook-id",
      "webhook-signature",
      "webhook-timestamp",
    ]);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    test(`follows no redirect of status ${status}`, async () => {
      answer = { status, headers: { location: `http://127.0.0.1:${port}/elsewhere` } };
      assert.deepEqual(await sendTo(receiver()), { isTaken: false, outcome: String(status) });
      assert.deepEqual(
        arrived.map(({ path }) => path),
        ["/hook"],
      );
    });
  }

  for (const host of ["rebound.example", "inside.example"]) {
    test(`connects to no private address that ${host} resolves to`, async () => {
      assert.deepEqual(await sendTo(`http://${host}:${port}/`), {
        isTaken: false,
        outcome: "private_address",
      });
      assert.deepEqual(arrived, []);
    });
  }

  for (const address of [
    "169.254.169.254",
    "10.0.0.1",
    "[::ffff:169.254.169.254]",
    "[::ffff:7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[2002:7f00:1::]",
    "[fd00::1]",
    "[fd00:ec2::254]",
    "0x7f.1.1.1",
    "2852039166",
    "0251.0376.0251.0376",
    "①⑥⑨.254.169.254",
    "localhost.:8787",
    "127.0.0.1.nip.example",
  ]) {
    test(`connects not to ${address}`, async () => {
      const sent = await sendTo(`https://${address}/latest/meta-data`);
      assert.deepEqual(sent, { isTaken: false, outcome: "private_address" });
    });
  }

  test("resolves a name again for each connection, and keeps none that was once public", async () => {
    const turns = ["127.0.0.1", "10.0.0.5"];
    const allowed = networksOf(["127.0.0.0/8"]);
    const rebinding = deliverySender(
      addressRules(allowed, (_hostname, _options, callback) =>
        callback(null, [{ address: turns.shift() ?? "169.254.169.254", family: 4 }]),
      ),
    );
    answer = { status: 204, headers: { connection: "close" } };
    arrived = [];
    const webhook = {
      url: `http://clinic.example:${port}/hook`,
      secret: new Secret(secret),
      secretFile: undefined,
    };
    const outcomes = [];
    for (let count = 0; count < 3; count += 1)
      outcomes.push((await rebinding.send(webhook, message)).outcome);
    assert.deepEqual(outcomes, ["204", "private_address", "private_address"]);
    assert.equal(arrived.length, 1);
    await rebinding.close();
  });

  for (const [what, respond, outcome, patience] of [
    ["never begins to answer", () => {}, "timeout", 500],
    // Long enough for it to begin, on a slow machine too.
    ["never ends its answer", (res: ServerResponse) => drip(res), "200", 5_000],
  ] as const) {
    test(`is over in its time for a receiver that ${what}`, async () => {
      const slow = createServer((_req, res) => respond(res));
      await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
      const impatient = deliverySender(rules, patience);
      const { port: at } = slow.address() as { port: number };
      const webhook = { url: `http://127.0.0.1:${at}/`, secret: new Secret(secret), secretFile: undefined };
      assert.equal((await impatient.send(webhook, message)).outcome, outcome);
      await impatient.close();
      slow.closeAllConnections();
      slow.close();
    });
  }

  test("is signed anew at each try, with the same id, so that an old one can be refused", async () => {
    answer = { status: 500 };
    await sendTo(receiver());
    const [first] = arrived;
    const signatures = new Webhook(secret);
    const old = Math.floor(Date.now() / 1000) - 301;
    const replayed = {
      ...(first?.headers as Record<string, string>),
      "webhook-timestamp": String(old),
      "webhook-signature": signatures.sign(message.id, new Date(old * 1000), message.body),
    };
    assert.throws(() => signatures.verify(message.body, replayed), /too old/);
    await sendTo(receiver());
    assert.equal(arrived[0]?.headers["webhook-id"], first?.headers["webhook-id"]);
    signatures.verify(message.body, arrived[0]?.headers as Record<string, string>);
  });

  test("takes an enormous answer for what its status says, and reads little of it", async () => {
    answer = { status: 200, body: Buffer.alloc(5_000_000) };
    assert.equal((await sendTo(receiver())).isTaken, true);
    answer = { status: 500, body: Buffer.alloc(5_000_000) };
    assert.deepEqual(await sendTo(receiver()), { isTaken: false, outcome: "500" });
  });

  test("obeys a Retry-After up to an hour, and no nonsense", async () => {
    for (const [value, retryAfter] of [
      ["30", 30],
      ["999999999", 3_600],
      ["-1", undefined],
      ["Infinity", 3_600],
      ["soon", undefined],
    ] as const) {
      answer = { status: 429, headers: { "retry-after": value } };
      assert.equal((await sendTo(receiver())).retryAfter, retryAfter, value);
    }
  });

  test("does not go out when its secret's file cannot be read", async () => {
    arrived = [];
    const webhook = { url: receiver(), secret: undefined, secretFile: "/nowhere/secret" };
    assert.deepEqual(await sender.send(webhook, message), { isTaken: false, outcome: "secret_unreadable" });
    assert.deepEqual(arrived, []);
  });
});

test("no host is told of another one's requests, and no secret is in the log", async () => {
  const [mine, theirs] = [await startHostServer(), await startHostServer()];
  const other = { id: "otra", key: "an-invented-key-of-another-host", origins: ["https://other.example"] };
  const stack = await startStack({ webhook: mine.webhook, hosts: [{ ...other, webhook: theirs.webhook }] });
  try {
    deliverTo(stack.sandbox, undefined);
    const ana = await sitDown(stack, stack.bff.url, "ana", { group: "norte" });
    const carla = await sitDown({ host: other }, stack.bff.url, "carla", { group: "norte" });
    const [first, second] = [await submit(ana), await submit(carla)];
    await waitFor("both", async () => mine.messages().length === 2 && theirs.messages().length === 2);
    const idsOf = (host: typeof mine) =>
      new Set(host.messages().map(({ data }) => data.authorization_request_id));
    assert.deepEqual([...idsOf(mine)], [first]);
    assert.deepEqual([...idsOf(theirs)], [second]);
    assert.equal(mine.forged + theirs.forged, 0);
    const log = await stack.wholeLog();
    for (const host of [mine, theirs]) assert.ok(!log.includes(host.webhook.secret.slice(6, 18)));
  } finally {
    await stack.stop();
    await mine.stop();
    await theirs.stop();
  }
});
