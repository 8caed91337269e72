import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { appFixture, clinicOrigin } from "./testing/app-fixture.ts";
import { listen, request } from "./testing/http.ts";

/** An application that listens, and a session for it. */
async function start(t: Parameters<typeof listen>[0], overrides?: Parameters<typeof appFixture>[0]) {
  const fixture = appFixture(overrides);
  const server = createServer(fixture.app.callback());
  const port = await listen(t, server);
  const session = await fixture.bearer();
  return { ...fixture, server, port, session };
}

/** The last line of the access log; it is written before the response. */
const lastLine = (lines: readonly Record<string, unknown>[]) =>
  lines.findLast(({ msg }) => msg === "request");

describe("path parameters", () => {
  const hostile: [what: string, segment: string][] = [
    ["a dot segment", ".."],
    ["a single dot", "."],
    ["three dots", "..."],
    ["a dot segment before a semicolon", "..;x=y"],
    ["an encoded dot segment", "%2e%2e"],
    ["a dot segment encoded twice", "%252e%252e"],
    ["an encoded slash", "a%2Fb"],
    ["an encoded slash that leads upwards", "..%2f.."],
    ["an encoded backslash", "a%5Cb"],
    ["NUL", "a%00b"],
    ["NUL alone", "%00"],
    ["a line break", "a%0d%0ab"],
    ["an encoded question mark", "a%3Fb"],
    ["an encoded fragment", "a%23b"],
    ["an encoded percent sign", "a%25b"],
    ["an overlong encoding of a dot", "%C0%AE"],
    ["a lone percent sign", "%"],
    ["a percent sign before no digits", "%zz"],
    ["half an escape", "a%2"],
    ["half a character", "%F0%9F%98"],
    ["a letter beyond ASCII", "%C3%A9"],
    ["an encoded blank", "a%20b"],
    ["nothing", ""],
    ["201 characters", "a".repeat(201)],
  ];
  for (const [what, segment] of hostile) {
    test(`${what} is not_found, and does not reach the vendor`, async (t) => {
      const { port, session, calls, lines } = await start(t);
      for (const path of [`/v1/sponsors/${segment}/forms`, `/arc/v1/authorization-requests/${segment}`]) {
        const { status, headers, body } = await request(port, "GET", path, session);
        assert.equal(status, 404, path);
        assert.equal(headers["content-type"], "application/problem+json");
        assert.equal(JSON.parse(body).code, "not_found");
      }
      assert.deepEqual(calls, []);
      assert.ok(!lines.some(({ msg }) => msg === "unexpected_error"));
    });
  }

  test("are decoded once", async (t) => {
    const { port, session, calls } = await start(t);
    await request(port, "GET", "/v1/sponsors/a%3Ab/forms", session);
    assert.deepEqual(calls, [{ operation: "getSearchForms", params: { sponsor_slug: "a:b" } }]);
  });

  test("each of two is checked", async (t) => {
    const { port, session, calls } = await start(t);
    for (const path of [
      "/v1/sponsors/a/beneficiaries/%2e%2e/dependents",
      "/v1/sponsors/%00/beneficiaries/b/dependents",
    ]) {
      assert.equal((await request(port, "GET", path, session)).status, 404);
    }
    assert.deepEqual(calls, []);
  });

  test("may hold what needs no encoding", async (t) => {
    const { port, session, calls } = await start(t);
    const slug = "A-z0._~:@!$&'()*+,;=";
    assert.equal((await request(port, "GET", `/v1/sponsors/${slug}/forms`, session)).status, 200);
    assert.deepEqual(calls[0]?.params, { sponsor_slug: slug });
  });
});

describe("a path that is not exactly a route's", () => {
  for (const [what, path] of [
    ["has a slash at its end", "/v1/sponsors/"],
    ["has a slash at its end, after a parameter", "/v1/sponsors/a/forms/"],
    ["has two slashes", "/v1//sponsors"],
    ["starts with two slashes", "//v1/sponsors"],
    ["is written in capitals", "/V1/SPONSORS"],
    ["has an encoded letter", "/v1/sponsor%73"],
    ["goes up and down again", "/v1/x/../sponsors"],
    ["is the root", "/"],
  ] as const) {
    test(`is not_found when it ${what}`, async (t) => {
      const { port, session, calls, lines } = await start(t);
      const { status, body } = await request(port, "GET", path, session);
      assert.equal(status, 404);
      assert.equal(JSON.parse(body).code, "not_found");
      assert.deepEqual(calls, []);
      assert.equal(lastLine(lines)?.route, "none");
    });
  }
});

describe("methods", () => {
  for (const [path, method, allow] of [
    ["/v1/sponsors", "POST", "HEAD, GET"],
    ["/v1/sponsors", "PUT", "HEAD, GET"],
    ["/v1/sponsors", "PATCH", "HEAD, GET"],
    ["/v1/sponsors", "DELETE", "HEAD, GET"],
    ["/v1/otp/send", "GET", "POST"],
    ["/v1/otp/send", "HEAD", "POST"],
    ["/widget/resume-key", "POST", "HEAD, GET"],
  ] as const) {
    test(`${method} ${path} is 405 with Allow: ${allow}`, async (t) => {
      const { port, session } = await start(t);
      const { status, headers, body } = await request(port, method, path, session);
      assert.equal(status, 405);
      assert.equal(headers.allow, allow);
      assert.equal(headers["content-type"], "application/problem+json");
      if (method !== "HEAD") assert.equal(JSON.parse(body).code, "method_not_allowed");
    });
  }

  test("one that is not served on a path that is not there is 404", async (t) => {
    const { port } = await start(t);
    assert.equal((await request(port, "DELETE", "/nothing")).status, 404);
  });

  for (const method of ["OPTIONS", "TRACE", "PROPFIND", "PURGE", "LOCK", "QUERY"]) {
    test(`${method} is 405 with Allow, on any path, and never the router's 501`, async (t) => {
      const { port } = await start(t);
      for (const path of ["/v1/sponsors", "/nothing"]) {
        const { status, headers, body } = await request(port, method, path);
        assert.equal(status, 405);
        assert.equal(headers.allow, "GET, HEAD, POST");
        assert.equal(JSON.parse(body).code, "method_not_allowed");
      }
    });
  }

  test("the token endpoint answers another method as OAuth does", async (t) => {
    const { port } = await start(t);
    const { status, headers, body } = await request(port, "GET", "/v1/oauth/token");
    assert.equal(status, 405);
    assert.equal(headers.allow, "POST");
    assert.equal(JSON.parse(body).error, "invalid_request");
  });

  test("HEAD is GET without the body", async (t) => {
    const { port, session, replies } = await start(t);
    replies.listSponsors = [{ sponsor_slug: "a" }];
    for (const path of ["/healthz", "/v1/sponsors", "/openapi.json"]) {
      const get = await request(port, "GET", path, session);
      const head = await request(port, "HEAD", path, session);
      assert.equal(head.status, 200);
      assert.equal(head.body, "");
      assert.equal(head.headers["content-length"], get.headers["content-length"]);
      assert.equal(head.headers["content-type"], get.headers["content-type"]);
    }
  });

  test("HEAD needs a session where GET does", async (t) => {
    const { port } = await start(t);
    const { status, body } = await request(port, "HEAD", "/v1/sponsors");
    assert.equal(status, 401);
    assert.equal(body, "");
  });
});

describe("targets", () => {
  for (const target of [
    "http://bff.example/healthz",
    "http://evil.example/healthz",
    "https://user:key@evil.example/healthz",
    "*",
    "/healthz#fragment",
  ]) {
    test(`${target} is refused: only a path is taken`, async (t) => {
      const { port } = await start(t);
      const { status, body } = await request(port, "GET", target);
      assert.equal(status, 400);
      assert.equal(JSON.parse(body).code, "invalid_request");
    });
  }
});

describe("query parameters", () => {
  test("that are repeated count once: the last", async (t) => {
    const { port, session, calls } = await start(t);
    const path = "/medical-catalogs/v1/diagnoses?query=a&page=1&query=b&page=2";
    assert.equal((await request(port, "GET", path, session)).status, 200);
    assert.deepEqual(calls[0]?.query, { query: "b", page: 2 });
  });

  test("with names that mean something to JavaScript mean nothing", async (t) => {
    const { port, session, calls } = await start(t);
    const path = "/medical-catalogs/v1/diagnoses?__proto__=x&constructor=y&query=a";
    assert.equal((await request(port, "GET", path, session)).status, 200);
    assert.deepEqual(calls[0]?.query, { query: "a" });
  });

  test("with broken escapes are text", async (t) => {
    const { port, session, calls } = await start(t);
    const path = "/medical-catalogs/v1/diagnoses?query=%&page=%zz";
    assert.equal((await request(port, "GET", path, session)).status, 422);
    assert.deepEqual(calls, []);
  });
});

describe("wildcards", () => {
  test("a literal path below a wildcard is the literal route", async (t) => {
    const { port, session, lines } = await start(t);
    assert.equal((await request(port, "GET", "/widget/resume-key")).status, 401);
    assert.equal((await request(port, "GET", "/widget/resume-key", session)).status, 200);
    assert.equal(lastLine(lines)?.route, "/widget/resume-key");
  });

  test("a path that only resembles the literal one is the wildcard's", async (t) => {
    const { port, session, lines } = await start(t);
    for (const path of ["/widget/resume-key/", "/widget/Resume-key", "/widget/resume-key/x"]) {
      assert.equal((await request(port, "GET", path, session)).status, 404);
      assert.equal(lastLine(lines)?.route, "/widget/*");
    }
  });

  test("a file has no other spelling", async (t) => {
    const asked: string[] = [];
    const { port } = await start(t, {
      widgetFiles: async (path) => {
        asked.push(path);
        return undefined;
      },
    });
    for (const path of [
      "/widget/v1/%6coader.js",
      "/widget/v1%2floader.js",
      "/widget/%2e%2e/loader.js",
      "/widget/v1/%00",
    ]) {
      assert.equal((await request(port, "GET", path)).status, 404);
    }
    assert.deepEqual(asked, []);
  });
});

describe("the access log", () => {
  test("names the route, its host and its status, and nothing of what was sent", async (t) => {
    const { port, session, lines } = await start(t);
    await request(port, "GET", "/v1/sponsors/canary-slug/forms?canary=1", session);
    const { time: _time, ms, request_id: _id, level: _level, ...line } = lastLine(lines) ?? {};
    assert.equal(typeof ms, "number");
    assert.deepEqual(line, {
      msg: "request",
      method: "GET",
      route: "/v1/sponsors/{sponsor_slug}/forms",
      status: 200,
      host: "clinic",
      provider_slug: "provider",
    });
  });

  test("and the metrics name the operation of a request that was refused on its way", async (t) => {
    const { port, lines, deps } = await start(t);
    await request(port, "GET", "/v1/sponsors/a/forms");
    assert.equal(lastLine(lines)?.route, "/v1/sponsors/{sponsor_slug}/forms");
    assert.equal(lastLine(lines)?.code, "unauthenticated");
    const { values } = await deps.metrics.requests.get();
    assert.deepEqual(values[0]?.labels, { operation: "getSearchForms", status: 401 });
  });
});

test("an unexpected error is answered without its message", async (t) => {
  const { port, session, lines } = await start(t, {
    cached: () => {
      throw new TypeError("canary");
    },
  });
  const { status, text } = await request(port, "GET", "/v1/sponsors", { ...session, origin: clinicOrigin });
  assert.equal(status, 500);
  assert.ok(!text.includes("canary"));
  assert.match(text, /access-control-allow-origin: https:\/\/clinic\.example/i);
  assert.ok(lines.some(({ msg }) => msg === "unexpected_error"));
});

test("clients that disconnect at any moment do not end the process, and are logged as 499", async (t) => {
  const { server, port, session, lines, deps } = await start(t);
  let onCall = () => new Promise<unknown>((resolve) => setTimeout(resolve, 20));
  deps.arc.call = async () => {
    await onCall();
    return [] as never;
  };
  const read = (path: string, signal: AbortSignal) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers: session, signal }).catch(() => {});
  const readers = Array.from({ length: 100 }, (_, index) =>
    read(`/v1/sponsors/a${index}/forms`, AbortSignal.timeout(index % 40)),
  );
  await Promise.all(readers);
  // Leaves while the vendor is called, which answers once the connection is closed.
  const leaving = new AbortController();
  const closed = Promise.withResolvers<void>();
  server.on("request", ({ socket }) => socket.once("close", closed.resolve));
  onCall = () => {
    leaving.abort();
    return closed.promise;
  };
  await read("/v1/sponsors/last/forms", leaving.signal);
  const isLogged = () => lines.some(({ msg, status }) => msg === "request" && status === 499);
  for (let wait = 0; !isLogged() && wait < 3_000; wait += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.ok(isLogged());
  assert.ok(!lines.some(({ msg }) => msg === "unexpected_error"));
  assert.equal((await request(port, "GET", "/healthz")).status, 200);
});
