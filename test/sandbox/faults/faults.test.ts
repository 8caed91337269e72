import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, beforeEach, describe, test } from "node:test";
import { type FaultRule, type Sandbox, startSandbox } from "../sandbox.ts";
import { type ArcCaller, askForToken, field, makeArcCaller, signIn } from "../testing/arc-caller.ts";
import { FaultRules } from "./fault-rules.ts";

let sandbox: Sandbox;
let arc: ArcCaller;
let token: string;

describe("faults of the sandbox", () => {
  before(async () => {
    sandbox = await startSandbox({ tokenLimit: 1000 });
  });
  after(() => sandbox.close());
  beforeEach(async () => {
    sandbox.reset();
    token = String(field((await askForToken(sandbox.url)).body, "access_token"));
    arc = makeArcCaller(sandbox.url, token);
  });

  const createBody = {
    beneficiary_id: "bnf_01HW8GQ2KMNP3F4R5T6Y7U8I9O",
    sponsor_slug: "sponsor-sandbox",
    diagnosis_code: "R51",
    products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
  };
  const create = () => arc.post("/arc/v1/authorization-requests", createBody);

  /** How an answer arrives on the wire: what came, and whether it came whole. */
  function receive(
    path: string,
    method = "GET",
  ): Promise<{ status?: number; bytes: number; whole: boolean }> {
    return new Promise((resolve) => {
      const options = { method, agent: false, headers: { authorization: `Bearer ${token}` } };
      const call = request(`${sandbox.url}${path}`, options, (response) => {
        let bytes = 0;
        const end = () => resolve({ status: response.statusCode, bytes, whole: response.complete });
        response.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
        });
        response.on("error", () => undefined).on("close", end);
      });
      call.on("error", () => resolve({ bytes: 0, whole: false })).end();
    });
  }

  test("another status comes with its body and headers, and the call is not carried out", async () => {
    sandbox.faults.set([
      {
        on: "createAuthorizationRequest",
        do: "status",
        status: 503,
        headers: { "retry-after": "7" },
        body: { error_code: "071-503" },
        times: 1,
      },
    ]);
    const { status, headers, body } = await create();
    assert.equal(status, 503);
    assert.equal(headers.get("retry-after"), "7");
    assert.equal(field(body, "error_code"), "071-503");
    assert.equal(sandbox.counts().creates, 0);
    assert.equal((await create()).status, 202);
  });

  test("another status after the call leaves the call carried out", async () => {
    sandbox.faults.set([{ on: "createAuthorizationRequest", do: "status", status: 500, when: "after" }]);
    assert.equal((await create()).status, 500);
    assert.equal(sandbox.counts().creates, 1);
  });

  test("a cut before the call leaves nothing, one after it leaves the call carried out", async () => {
    sandbox.faults.set([{ on: "createAuthorizationRequest", do: "cut" }]);
    await assert.rejects(create());
    assert.equal(sandbox.counts().creates, 0);
    sandbox.faults.set([{ on: "createAuthorizationRequest", do: "cut", when: "after", reset: true }]);
    await assert.rejects(create());
    assert.equal(sandbox.counts().creates, 1);
  });

  test("a hanging call is never answered, and ends with the caller", async () => {
    sandbox.faults.set([{ on: "listSponsors", do: "hang" }]);
    const impatient = new AbortController();
    const call = arc.call("GET", "/v1/sponsors", { signal: impatient.signal });
    while (sandbox.state.calls.of("listSponsors").length === 0) await new Promise(setImmediate);
    impatient.abort();
    await assert.rejects(call);
    while (!sandbox.state.calls.of("listSponsors")[0]?.aborted) await new Promise(setImmediate);
  });

  test("an upload is cut in its middle, and leaves no file", async () => {
    const id = String(field((await create()).body, "authorization_request_id"));
    sandbox.faults.set([
      { on: "attachAuthorizationIndication", do: "cut-request", bytes: 100_000, times: 1 },
    ]);
    await assert.rejects(arc.upload(id, "MEDICAL_INDICATION", new Uint8Array(1_000_000)));
    assert.equal(sandbox.state.requests.get(id)?.files.length, 0);
    assert.equal((await arc.upload(id, "MEDICAL_INDICATION")).status, 204);
  });

  test("an answer is cut in its middle", async () => {
    sandbox.faults.set([{ on: "listSponsors", do: "cut-response", bytes: 20 }]);
    assert.deepEqual(await receive("/v1/sponsors"), { status: 200, bytes: 20, whole: false });
  });

  test("HTML, half a JSON and another media type come as whole answers", async () => {
    sandbox.faults.set([{ on: "listSponsors", do: "html", status: 502 }]);
    const html = await arc.get("/v1/sponsors");
    assert.equal(html.status, 502);
    assert.match(String(html.body), /^<!doctype html>/);
    sandbox.faults.set([{ on: "listSponsors", do: "truncated-json" }]);
    await assert.rejects(arc.get("/v1/sponsors"), SyntaxError);
    sandbox.faults.set([{ on: "listSponsors", do: "content-type", type: "text/csv" }]);
    assert.equal((await arc.get("/v1/sponsors")).headers.get("content-type"), "text/csv");
  });

  test("a huge body has every byte that it promises, and is JSON", async () => {
    sandbox.faults.set([{ on: "listSponsors", do: "huge-body", bytes: 1_000_000 }]);
    const { body } = await arc.get("/v1/sponsors");
    assert.equal(JSON.stringify(body).length, 1_000_000);
  });

  test("a trickling answer comes whole in the end", async () => {
    sandbox.faults.set([{ on: "searchDiagnoses", do: "trickle", chunk: 500, every: 1 }]);
    const { status, body } = await arc.get("/medical-catalogs/v1/diagnoses?query=R51");
    assert.equal(status, 200);
    assert.equal(field(body, "content", 0, "code"), "R51");
  });

  test("further keys and headers are planted in every object of an answer", async () => {
    sandbox.faults.set([
      { on: "listSponsors", do: "merge", body: { canary: "c1" }, headers: { "x-canary": "c2" } },
    ]);
    const { body, headers } = await arc.get("/v1/sponsors");
    assert.equal(field(body, 0, "canary"), "c1");
    assert.equal(headers.get("x-canary"), "c2");
  });

  test("raw bytes go over the connection as they are", async () => {
    sandbox.faults.set([
      { on: "listSponsors", do: "raw", text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello" },
    ]);
    assert.deepEqual(await receive("/v1/sponsors"), { status: 200, bytes: 5, whole: true });
  });

  test("tokens are revoked, or time moves, just before a call", async () => {
    sandbox.faults.set([{ on: "createAuthorizationRequest", do: "revoke", times: 1 }]);
    assert.equal((await create()).status, 401);
    arc = await signIn(sandbox.url);
    assert.equal((await create()).status, 202);
    sandbox.faults.set([{ on: "createAuthorizationRequest", do: "clock", advance: 3_600_000 }]);
    assert.equal((await create()).status, 401);
  });

  test("a fault finds its calls by operation, by method and path, or all of them", () => {
    const hit = (on: string, operation: string, method: string, path: string) => {
      const book = new FaultRules();
      book.set([{ on, latency: 1 }]);
      return book.take(operation, method, path) !== undefined;
    };
    assert.ok(hit("listSponsors", "listSponsors", "GET", "/v1/sponsors"));
    assert.ok(!hit("listSponsors", "getSponsorForms", "GET", "/v1/sponsors/x/forms"));
    assert.ok(hit("GET /v1/sponsors/*/forms", "getSponsorForms", "GET", "/v1/sponsors/x/forms"));
    assert.ok(!hit("POST /v1/*", "getSponsorForms", "GET", "/v1/sponsors/x/forms"));
    assert.ok(hit("*", "unknown", "GET", "/"));
  });

  test("which calls a probable fault hits follows from its seed", () => {
    const pattern = (seed: number) => {
      const book = new FaultRules();
      book.set([{ on: "*", latency: 1, probability: 0.5, seed }]);
      return Array.from({ length: 64 }, () => (book.take("a", "GET", "/") ? "1" : "0")).join("");
    };
    assert.equal(pattern(7), pattern(7));
    assert.notEqual(pattern(7), pattern(8));
    assert.match(pattern(7), /1/);
    assert.match(pattern(7), /0/);
  });

  test("a fault lets calls pass first, and hits so many and no more", () => {
    const book = new FaultRules();
    book.set([{ on: "*", do: "hang", after: 2, times: 1 }]);
    const hits = [1, 2, 3, 4].map(() => book.take("a", "GET", "/") !== undefined);
    assert.deepEqual(hits, [false, false, true, false]);
  });

  test("delays of several faults add up on the way to the first action", () => {
    const book = new FaultRules();
    const rules: FaultRule[] = [
      { on: "*", latency: 5, id: "slow" },
      { on: "*", latency: 7, do: "hang", id: "stuck" },
    ];
    book.set(rules);
    assert.deepEqual(book.take("a", "GET", "/")?.latency, 12);
    assert.deepEqual(book.take("a", "GET", "/")?.id, "slow stuck");
  });
});
