import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type TestContext, test } from "node:test";
import { ProblemError } from "../problem/problem-error.ts";
import type { RateLimiter } from "../rate-limits/rate-limiter.ts";
import { appClient } from "../testing/app-client.ts";
import { appFixture, hostKey } from "../testing/app-fixture.ts";
import { listen } from "../testing/http.ts";

/** A server that writes down what counts against which limit; `vendor` answers every call to the vendor. */
async function start(t: TestContext, vendor: () => unknown = () => ({})) {
  const counted: string[] = [];
  const limiter: RateLimiter = {
    take: (charges) => {
      for (const { name, key } of charges) counted.push(`${name} ${key}`);
      return undefined;
    },
    refund: (charges) => {
      for (const { name, key } of charges) counted.push(`-${name} ${key}`);
    },
    enter: (name, key) => {
      counted.push(`enter ${name} ${key}`);
      return () => void counted.push(`leave ${name} ${key}`);
    },
  };
  const fixture = appFixture({ limiter });
  fixture.deps.arc.call = (async () => vendor()) as typeof fixture.deps.arc.call;
  await fixture.deps.ownership.grant("clinic:ana", "request", ["req_1"]);
  const send = await appClient(t, fixture);
  const user = "clinic:ana";
  return { send, user, countedOf: () => counted.splice(0), usual: [`session ${user}`, "host clinic"] };
}

const address = "address 127.0.0.1";
const search = ["/v1/sponsors/sponsor-a/search", { body: { document_number: "1" } }] as const;
const misses = (user: string) => [
  `search_miss ${user}`,
  `search_miss_long ${user}`,
  "search_miss_host clinic",
  "search_miss_address 127.0.0.1",
];

test("a search counts for its user, its host and its address, and as a miss until somebody is found", async (t) => {
  const { send, user, usual, countedOf } = await start(t, () => ({ beneficiary_id: "bnf_1" }));
  assert.equal((await send(...search)).status, 200);
  const refund = misses(user).map((miss) => `-${miss}`);
  assert.deepEqual(countedOf(), [address, ...usual, `search ${user}`, ...misses(user), ...refund]);
});

test("a search that finds nobody stays a miss", async (t) => {
  const { send, countedOf } = await start(t, () => {
    throw new ProblemError("beneficiary_not_found");
  });
  assert.equal((await send(...search)).status, 404);
  assert.ok(!countedOf().some((entry) => entry.startsWith("-")));
});

test("a search makes whom it found, and their family, the session's own", async (t) => {
  const { send } = await start(t, () => ({
    beneficiary_id: "bnf_1",
    dependents: [{ beneficiary_id: "bnf_2" }],
  }));
  const dependentsOf = async (id: string) =>
    (await send(`/v1/sponsors/sponsor-a/beneficiaries/${id}/dependents`)).status;
  assert.equal(await dependentsOf("bnf_1"), 404);
  await send(...search);
  for (const id of ["bnf_1", "bnf_2"]) assert.notEqual(await dependentsOf(id), 404);
  assert.equal(await dependentsOf("bnf_3"), 404);
});

const upload = "/arc/v1/authorization-requests/req_1/upload/files";
const base64 = { file_type: "INDICATION", content_base64: Buffer.from("%PDF-1.7").toString("base64") };

test("an upload counts for its user, and as one of those in flight until it has ended", async (t) => {
  const { send, user, usual, countedOf } = await start(t, () => []);
  await send(upload, { body: base64 });
  const inFlight = (name: string) => [`enter ${name} ${user}`, `leave ${name} ${user}`];
  assert.deepEqual(countedOf(), [address, ...usual, `upload ${user}`, ...inFlight("json_uploads")]);
  await send(upload, { body: base64, headers: { "content-type": "multipart/form-data; boundary=x" } });
  assert.deepEqual(countedOf(), [address, ...usual, `upload ${user}`, ...inFlight("uploads")]);
});

const token = "/v1/oauth/token";
const asHost = (key: string) => ({
  body: { grant_type: "client_credentials" },
  headers: { authorization: `Basic ${Buffer.from(key).toString("base64")}` },
});

test("a session token counts for its host", async (t) => {
  const { send, countedOf } = await start(t);
  assert.equal((await send(token, asHost(`clinic:${hostKey}`))).status, 200);
  assert.deepEqual(countedOf(), [address, "token clinic"]);
});

test("a wrong key counts for its address, and for the host that it names", async (t) => {
  const { send, countedOf } = await start(t);
  assert.equal((await send(token, asHost("clinic:wrong"))).status, 401);
  assert.deepEqual(countedOf(), [address, "wrong_key_address 127.0.0.1", "wrong_key_host clinic"]);
  assert.equal((await send(token, asHost("nobody:wrong"))).status, 401);
  assert.deepEqual(countedOf(), [address, "wrong_key_address 127.0.0.1"]);
});

test("a page gets no session token, though it has the key", async (t) => {
  const { send, countedOf } = await start(t);
  const { body, headers } = asHost(`clinic:${hostKey}`);
  const page = { body, headers: { ...headers, origin: "https://clinic.example" } };
  assert.equal((await send(token, page)).status, 400);
  assert.ok(!countedOf().includes("token clinic"));
});

test("a parameter that is given twice gets no session token", async (t) => {
  const port = await listen(t, createServer(appFixture().app.callback()));
  const authorization = `Basic ${Buffer.from(`clinic:${hostKey}`).toString("base64")}`;
  for (const [query, body] of [
    ["", "grant_type=client_credentials&subject=ana&subject=bruno"],
    ["?subject=ana&subject=bruno", "grant_type=client_credentials"],
  ]) {
    const response = await fetch(`http://127.0.0.1:${port}${token}${query}`, {
      method: "POST",
      headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
      body: body as string,
    });
    assert.equal(response.status, 400);
  }
});
