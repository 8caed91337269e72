import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, beforeEach, describe, test } from "node:test";
import { readSponsors, type Sandbox, startSandbox } from "../sandbox.ts";
import { askForToken, field, signIn } from "../testing/arc-caller.ts";

let sandbox: Sandbox;

describe("the sandbox's control port", () => {
  before(async () => {
    sandbox = await startSandbox({ tokenLimit: 1000 });
  });
  after(() => sandbox.close());
  beforeEach(() => sandbox.reset());

  async function control(method: string, path: string, body?: unknown) {
    const response = await fetch(`${sandbox.controlUrl}${path}`, {
      method,
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
  }

  test("faults are switched on, listed with their hits, and switched off", async () => {
    const fault = { on: "listSponsors", do: "status", status: 503 };
    assert.equal((await control("PUT", "/faults", [fault])).status, 200);
    assert.equal((await control("POST", "/faults", { on: "*", latency: 1 })).status, 201);
    const arc = await signIn(sandbox.url);
    assert.equal((await arc.get("/v1/sponsors")).status, 503);
    const { body } = await control("GET", "/faults");
    assert.equal(field(body, "faults", 0, "hits"), 1);
    assert.equal(field(body, "faults", 0, "id"), "status-1");
    assert.equal((await control("DELETE", "/faults")).status, 204);
    assert.equal((await arc.get("/v1/sponsors")).status, 200);
  });

  const notFaults: [name: string, fault: unknown][] = [
    ["a text", "hang"],
    ["a fault on nothing", { do: "hang" }],
    ["a fault that does nothing", { on: "*" }],
    ["an unknown action", { on: "*", do: "explode" }],
    ["a status without a number", { on: "*", do: "status" }],
    ["a moment that is none", { on: "*", do: "cut", when: "during" }],
  ];
  for (const [name, fault] of notFaults) {
    test(`${name} is no fault`, async () => {
      assert.equal((await control("PUT", "/faults", [fault])).status, 422);
      assert.deepEqual(sandbox.faults.list(), []);
    });
  }

  test("counts say what was carried out and when tokens were asked for", async () => {
    const arc = await signIn(sandbox.url);
    sandbox.faults.add({ on: "listSponsors", do: "cut", times: 1 });
    await assert.rejects(arc.get("/v1/sponsors"));
    await arc.get("/v1/sponsors");
    const { body } = await control("GET", "/counts");
    assert.deepEqual(field(body, "operations", "listSponsors"), {
      calls: 2,
      carried_out: 1,
      by_status: { 200: 1 },
    });
    assert.equal((field(body, "token_calls") as number[]).length, 1);
  });

  test("reset forgets everything that happened", async () => {
    const arc = await signIn(sandbox.url);
    sandbox.clock.advance(1_000_000);
    assert.equal((await control("POST", "/reset")).status, 204);
    assert.equal((await arc.get("/v1/sponsors")).status, 401);
    assert.ok(sandbox.clock.now() - Date.now() < 1_000_000 / 2);
    assert.deepEqual(sandbox.counts().token_calls, []);
  });

  test("time is moved, and tokens are revoked", async () => {
    const { body } = await control("POST", "/clock", { now: "2030-01-01T00:00:00Z" });
    assert.match(String(field(body, "now")), /^2030-01-01T00:00:0/);
    const arc = await signIn(sandbox.url);
    assert.deepEqual((await control("POST", "/tokens/revoke", { which: "all" })).body, { revoked: 1 });
    assert.equal((await arc.get("/v1/sponsors")).status, 401);
  });

  test("a client's secret is rotated, and both hold in between", async () => {
    const status = async (secret: string) => (await askForToken(sandbox.url, { secret })).status;
    await control("PUT", "/clients/sandbox-client", { secrets: ["sandbox-secret", "new"] });
    assert.deepEqual([await status("sandbox-secret"), await status("new")], [200, 200]);
    await control("PUT", "/clients/sandbox-client", { secrets: ["new"] });
    assert.deepEqual([await status("sandbox-secret"), await status("new")], [401, 200]);
  });

  test("a client's scopes are narrowed, and hold for the tokens after that", async () => {
    await control("PUT", "/clients/sandbox-client", { scopes: ["arc:read"] });
    assert.equal(field((await askForToken(sandbox.url)).body, "scope"), "arc:read");
    const arc = await signIn(sandbox.url);
    assert.equal((await arc.post("/arc/v1/authorization-requests", {})).status, 403);
    assert.equal((await control("PUT", "/clients/sandbox-client", {})).status, 422);
  });

  test("a sponsor may be added while it runs", async () => {
    const [model] = await readSponsors();
    const arc = await signIn(sandbox.url);
    await control("PUT", "/sponsors/sponsor-new", { ...model, slug: "sponsor-new" });
    assert.equal((await arc.get("/v1/sponsors/sponsor-new/forms")).status, 200);
    await control("DELETE", "/sponsors/sponsor-new");
    assert.equal((await arc.get("/v1/sponsors/sponsor-new/forms")).status, 404);
  });

  test("the try sheet names every sponsor and what to type", async () => {
    const { body } = await control("GET", "/try");
    assert.equal(field(body, 0, "sponsor_slug"), "sponsor-sandbox");
    assert.deepEqual(field(body, 0, "cases", 0, "search"), {
      document_type: "CC",
      document_number: "123456789",
    });
  });

  test("a foreign host name is not let into the control port", async () => {
    const status = await new Promise((resolve) => {
      request(`${sandbox.controlUrl}/counts`, { headers: { host: "rebound.example" } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    assert.equal(status, 403);
  });
});
