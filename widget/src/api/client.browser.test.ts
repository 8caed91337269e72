import { assert } from "@esm-bundle/chai";
import { lastWait } from "../platform/deadline.ts";
import type { Problem, ProblemError } from "../problem/problem.ts";
import { FakeBff, held, type Reply, refusal } from "../testing/fake-bff.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { until } from "../testing/widget-driver.ts";
import { Client, callTimeouts, tokenTimeout } from "./client.ts";
import { readResponse } from "./read-response.ts";
import { upload } from "./upload.ts";

const never = new Promise<never>(() => {});

describe("A call", () => {
  let bff: FakeBff;
  let restore: () => void;
  let tokens: number;
  let client: Client;
  let clock: FakeClock;

  beforeEach(() => {
    bff = new FakeBff();
    restore = bff.install();
    tokens = 0;
    clock = new FakeClock();
    client = new Client("https://bff.example///", async () => `token-${++tokens}`, {}, clock);
  });
  afterEach(() => restore());

  const sponsors = "GET /v1/sponsors";
  const problemOf = async (call: Promise<unknown>): Promise<Problem> => {
    const thrown = await call.then(
      () => undefined,
      (error) => error,
    );
    return (thrown as ProblemError).problem;
  };

  it("makes a call again that the loader made in another language than the page's texts", async () => {
    for (const [language, calls] of [
      [navigator.language.slice(0, 2), 0],
      ["pt", 1],
    ] as const) {
      const url = "https://bff.example/v1/sponsors";
      const prefetched = { token: Promise.resolve("t"), url, response: readResponse(Response.json([])) };
      client = new Client("https://bff.example", async () => "t", prefetched, clock);
      client.language = language;
      await client.get("/v1/sponsors");
      assert.equal(bff.to(sponsors).length, calls);
    }
  });

  it("sends the language of the page's texts with every call", async () => {
    client.language = "pt";
    await client.get("/v1/sponsors");
    assert.equal(bff.to(sponsors)[0]?.headers["accept-language"], "pt");
  });

  it("requests one token for all calls, and caches it", async () => {
    await Promise.all([client.get("/v1/sponsors"), client.get("/v1/sponsors")]);
    await client.get("/v1/sponsors");
    assert.equal(tokens, 1);
  });

  it("that is refused together with others shares one new token with them", async () => {
    bff.on(sponsors, ({ headers }) =>
      headers.authorization === "Bearer token-1" ? refusal(401, "unauthenticated") : { body: [] },
    );
    await Promise.all([1, 2, 3, 4, 5].map(() => client.get("/v1/sponsors")));
    assert.equal(tokens, 2);
    assert.equal(bff.to(sponsors).length, 10, "each went once more, not more often");
  });

  it("that is refused twice is not sent a third time", async () => {
    bff.on(sponsors, () => refusal(401, "unauthenticated"));
    assert.equal((await problemOf(client.get("/v1/sponsors"))).code, "session_failed");
    assert.equal(bff.to(sponsors).length, 2);
  });

  it("requests the token again after `getToken` failed", async () => {
    let works = false;
    client = new Client("", () => (works ? Promise.resolve("t") : Promise.reject(new Error("host is down"))));
    assert.include(await problemOf(client.get("/v1/sponsors")), { code: "session_failed", retryable: true });
    works = true;
    assert.isArray(await client.get("/v1/sponsors"));
  });

  it("handles a `getToken` that throws synchronously like one that rejects", async () => {
    client = new Client("", () => {
      throw new Error("a mistake of the page");
    });
    assert.equal((await problemOf(client.get("/v1/sponsors"))).code, "session_failed");
  });

  it("uses a prefetched token and a prefetched response once each", async () => {
    client = new Client("https://bff.example", async () => `token-${++tokens}`, {
      token: Promise.resolve("prefetched"),
      url: "https://bff.example/v1/sponsors",
      response: readResponse(Response.json(["prefetched"])),
    });
    assert.deepEqual(await client.get("/v1/sponsors"), ["prefetched"]);
    assert.equal(bff.calls.length, 0);
    await client.get("/v1/sponsors");
    assert.equal(bff.to(sponsors)[0]?.headers.authorization, "Bearer prefetched");
    assert.equal(tokens, 0);
  });

  it("requests a token and a response itself when those that were prefetched failed", async () => {
    const failed = Promise.reject(new Error("no connection"));
    failed.catch(() => {});
    client = new Client("https://bff.example", async () => `token-${++tokens}`, {
      token: failed,
      url: "https://bff.example/v1/sponsors",
      response: failed,
    });
    assert.isArray(await client.get("/v1/sponsors"));
    assert.equal(tokens, 1);
    assert.equal(bff.to(sponsors).length, 1);
  });

  it("renews a prefetched token when its response is a 401", async () => {
    client = new Client("https://bff.example", async () => `token-${++tokens}`, {
      token: Promise.resolve("expired"),
      url: "https://bff.example/v1/sponsors",
      response: readResponse(new Response("", { status: 401 })),
    });
    assert.isArray(await client.get("/v1/sponsors"));
    assert.equal(bff.to(sponsors)[0]?.headers.authorization, "Bearer token-1");
    assert.equal(bff.to(sponsors).length, 1);
  });

  it("takes no response that was prefetched for another address", async () => {
    client = new Client("https://bff.example", async () => `token-${++tokens}`, {
      token: Promise.resolve("prefetched"),
      url: "https://bff.example/v1/sponsors/other/forms",
      response: readResponse(Response.json(["other"])),
    });
    assert.notDeepEqual(await client.get("/v1/sponsors"), ["other"]);
    assert.equal(bff.to(sponsors).length, 1);
  });

  it("returns the server's problem with its field errors and request id", async () => {
    const errors = [{ path: "a", message: "b" }];
    bff.on(sponsors, () => refusal(422, "validation_failed", { errors, request_id: "r-1" }));
    const problem = await problemOf(client.get("/v1/sponsors"));
    assert.deepInclude(problem, { code: "validation_failed", retryable: false, requestId: "r-1", errors });
  });

  const strange: [number, string, boolean][] = [
    [502, "upstream_invalid", true],
    [504, "upstream_invalid", true],
    [413, "file_too_large", false],
    [418, "invalid_request", false],
  ];
  for (const [status, code, retryable] of strange) {
    it(`has a problem by its status ${status} without a problem document`, async () => {
      bff.on(sponsors, () => ({ status, body: "<html>" }));
      const problem: object = await problemOf(client.get("/v1/sponsors"));
      assert.include(problem, { code, retryable, requestId: "request-1" });
    });
  }

  it("without a response is `offline` or `unreachable`", async () => {
    bff.on(sponsors, () => "dead");
    assert.include(await problemOf(client.get("/v1/sponsors")), { code: "unreachable", retryable: true });
  });

  it("in a frame without an origin is not called a missing connection", async () => {
    Object.defineProperty(window, "origin", { value: "null", configurable: true, writable: true });
    bff.on(sponsors, () => "dead");
    const problem = await problemOf(client.get("/v1/sponsors"));
    Object.defineProperty(window, "origin", { value: location.origin, configurable: true, writable: true });
    assert.include(problem, { code: "origin_not_allowed", retryable: false });
  });

  it("that is aborted has no problem", async () => {
    const end = new AbortController();
    bff.on(sponsors, () => held().reply);
    const call = client.get("/v1/sponsors", end.signal).catch((error: Error) => error.name);
    end.abort();
    assert.equal(await call, "AbortError");
  });

  for (const [what, method, key, timeout] of [
    ["a read", "GET", undefined, callTimeouts.read],
    ["a search", "POST", undefined, callTimeouts.other],
    ["a create or complete", "POST", "k-1", callTimeouts.once],
  ] as const) {
    it(`does not wait for ever for the response to ${what}`, async () => {
      bff.on(`${method} /v1/sponsors`, () => never);
      const problem = problemOf(client.call(method, "/v1/sponsors", key ? { key } : {}));
      await until("the call", () => bff.calls.length);
      clock.pass(timeout - 1);
      assert.equal(clock.waiting, 1, "not before the server's own limit");
      clock.pass(1);
      assert.include(await problem, { code: "unreachable", retryable: true });
      assert.equal(clock.waiting, 0);
    });
  }

  it("takes an answer that came while the page was kept for the back button, however long that was", async () => {
    const answer = Promise.withResolvers<Reply>();
    bff.on("POST /v1/sponsors", () => answer.promise);
    const reply = client.call("POST", "/v1/sponsors");
    await until("the call", () => bff.calls.length);
    clock.thaw(600_000);
    answer.resolve({ body: { found: true } });
    assert.deepEqual(await reply, { found: true });
    assert.equal(clock.waiting, 0);
  });

  it("does not wait for ever for the rest of a response", async () => {
    const { fetch } = window;
    window.fetch = async () => new Response(new ReadableStream());
    const problem = problemOf(client.get("/v1/sponsors"));
    await until("the deadline", () => clock.timers.includes(callTimeouts.read - lastWait));
    clock.pass(callTimeouts.read);
    assert.include(await problem, { code: "unreachable", retryable: true });
    window.fetch = fetch;
  });

  it("does not wait for ever for a response that was prefetched", async () => {
    const prefetched = { url: "https://bff.example/v1/sponsors", response: never };
    client = new Client("https://bff.example", async () => "token", prefetched, clock);
    const reply = client.get("/v1/sponsors");
    await until("the deadline", () => clock.timers.includes(callTimeouts.read - lastWait));
    clock.pass(callTimeouts.read);
    assert.isArray(await reply);
  });

  it("does not wait for ever for `getToken`, and asks it again for the next call", async () => {
    let works = false;
    client = new Client("", () => (works ? Promise.resolve("t") : never), {}, clock);
    const problem = problemOf(client.get("/v1/sponsors"));
    clock.pass(tokenTimeout);
    assert.include(await problem, { code: "session_failed", retryable: true });
    works = true;
    assert.isArray(await client.get("/v1/sponsors"));
    assert.equal(clock.waiting, 0);
  });

  it("does not wait for ever for a token that was prefetched", async () => {
    client = new Client("", async () => "token", { token: never }, clock);
    const problem = problemOf(client.get("/v1/sponsors"));
    clock.pass(tokenTimeout);
    assert.equal((await problem).code, "session_failed");
    assert.isArray(await client.get("/v1/sponsors"));
  });

  it("can be aborted while the token is awaited", async () => {
    const end = new AbortController();
    client = new Client("", () => never, {}, clock);
    const call = client.get("/v1/sponsors", end.signal).catch((error: Error) => error.name);
    end.abort();
    assert.equal(await call, "AbortError");
  });

  for (const [what, reply] of [
    ["a page of somebody else", { text: "<html>Sign in</html>" }],
    ["nothing", {}],
    ["cut JSON", { text: '[{"sponsor_slug":' }],
    ["another status than the contract's", { status: 203, body: [] }],
  ] as const) {
    it(`does not take ${what} for a success`, async () => {
      bff.on(sponsors, () => reply);
      const problem: object = await problemOf(client.get("/v1/sponsors"));
      assert.include(problem, { code: "upstream_invalid", retryable: true, requestId: "request-1" });
    });
  }

  it("does not take the code of another system's JSON for a problem of the server", async () => {
    bff.on(sponsors, () => ({ status: 502, body: { code: 17, errors: "none" } }));
    assert.include(await problemOf(client.get("/v1/sponsors")), { code: "upstream_invalid" });
  });

  it("sends its idempotency key and its body", async () => {
    await client.call("POST", "/v1/sponsors/a/search", { body: '{"a":"1"}', key: "k-1" });
    const [call] = bff.to("POST /v1/sponsors/*/search");
    assert.deepEqual(call?.body, { a: "1" });
    assert.equal(call?.headers["idempotency-key"], "k-1");
    assert.equal(call?.headers["content-type"], "application/json");
  });
});

describe("An upload", () => {
  const operation = "POST /arc/v1/authorization-requests/*/upload/files";
  let bff: FakeBff;
  let restore: () => void;
  let progress: number[];
  let end: AbortController;

  beforeEach(() => {
    bff = new FakeBff();
    restore = bff.install();
    progress = [];
    end = new AbortController();
  });
  afterEach(() => restore());

  const send = (getToken = async () => "token") =>
    upload(new Client("", getToken), {
      requestId: "req/1",
      fileType: "MEDICAL_INDICATION",
      file: new File(["0123456789"], "a.pdf", { type: "application/pdf" }),
      key: "req-1.file-1",
      onProgress: (sent: number) => progress.push(sent),
      signal: end.signal,
    } as Parameters<typeof upload>[1]);

  it("sends the file under its key and reports progress", async () => {
    await send();
    const [call] = bff.calls;
    assert.include(call?.path, "req%2F1");
    assert.equal((call?.body as FormData | undefined)?.get("file_type"), "MEDICAL_INDICATION");
    assert.equal(call?.headers["idempotency-key"], "req-1.file-1");
    assert.deepEqual(progress, [5, 10]);
  });

  it("is repeated once with a new token after a 401", async () => {
    let tokens = 0;
    bff.on(operation, ({ headers }) =>
      headers.authorization === "Bearer 1" ? refusal(401, "unauthenticated") : { status: 204 },
    );
    await send(async () => String(++tokens));
    assert.equal(bff.calls.length, 2);
  });

  for (const reply of [{ status: 200, text: "<html>Sign in</html>" }, { status: 202 }, { status: 302 }]) {
    it(`does not take ${reply.status} for a success`, async () => {
      bff.on(operation, () => reply);
      const problem = await send().then(
        () => undefined,
        (error: ProblemError) => error.problem,
      );
      assert.include(problem, { code: "upstream_invalid", retryable: true });
    });
  }

  it("is aborted while the token is awaited", async () => {
    const sent = send(() => never).catch((error: Error) => error.name);
    end.abort();
    assert.equal(await sent, "AbortError");
    assert.equal(bff.calls.length, 0);
  });

  it("is aborted when the file is removed", async () => {
    bff.on(operation, () => held().reply);
    const sent = send().catch((error: Error) => error.name);
    await Promise.resolve();
    end.abort();
    assert.equal(await sent, "AbortError");
  });

  for (const code of ["file_too_large", "file_type_not_allowed", "file_empty", "file_unsafe"]) {
    it(`has a problem of its own for ${code}`, async () => {
      bff.on(operation, () => refusal(422, code));
      const problem: unknown = await send().catch((error: ProblemError) => error.problem.code);
      assert.equal(problem, code);
    });
  }

  it("that breaks is told apart from a connection on which nothing passes", async () => {
    bff.on(operation, () => "dead");
    const code = () => send().catch((error: ProblemError) => error.problem.code);
    assert.equal(await code(), "upload_interrupted");
    bff.on("GET /v1/sponsors", () => "dead");
    assert.equal(await code(), "unreachable");
  });
});
