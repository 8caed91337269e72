import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it, type TestContext } from "node:test";
import { format, inspect } from "node:util";
import {
  fetchHandler,
  nodeHandler,
  type TokenRouteOptions,
  type TokenUser,
} from "@osigu-preauth/bff/token-route";
import { makeHost } from "../stack/host.ts";
import { type Stack, startStack } from "../stack/stack.ts";

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack?.stop());

const optionsFor = (user: unknown): TokenRouteOptions<object> => ({
  bffUrl: stack.bff.url,
  hostId: stack.host.id,
  hostKey: stack.host.key,
  timeout: 60_000,
  user: () => user as TokenUser,
});

/** Asks the route as a page does, in both of its forms, which answer alike. */
async function ask(t: TestContext, options: TokenRouteOptions<object>, method = "POST") {
  const log = t.mock.method(console, "error", () => {});
  const url = await listen(t, nodeHandler(options));
  const replies = [
    await fetchHandler(options)(new Request("https://clinic.example/preauth-token", { method })),
    await fetch(`${url}/preauth-token`, { method }),
  ];
  const [one, other] = await Promise.all(
    replies.map(async (reply) => {
      assert.equal(reply.headers.get("cache-control"), "no-store");
      assert.equal(reply.headers.get("content-type"), "application/json");
      return { status: reply.status, headers: reply.headers, body: await reply.json() };
    }),
  );
  assert.ok(one && other);
  assert.equal(other.status, one.status);
  assert.deepEqual(Object.keys(other.body), Object.keys(one.body));
  const told = JSON.stringify([one.body, [...one.headers]]);
  const encoded = Buffer.from(`${options.hostId}:${options.hostKey}`).toString("base64");
  for (const secret of [options.hostKey, encoded]) {
    if (secret) assert.ok(!told.includes(secret), "the page is told the host's key");
  }
  return { ...one, log: log.mock.calls.map((call) => format(...call.arguments)) };
}

async function listen(t: TestContext, handler: RequestListener): Promise<string> {
  const server = createServer(handler).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());

describe("The token route of a host's server", () => {
  it("gives a token of the logged-in user that the BFF takes", async (t) => {
    const { status, body } = await ask(t, optionsFor({ subject: "user-7" }));
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body), ["access_token", "token_type", "expires_in", "scope"]);
    const sponsors = await fetch(`${stack.bff.url}/v1/sponsors`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    assert.equal(sponsors.status, 200);
  });

  it("passes on everything that the token endpoint takes", async (t) => {
    const user = {
      subject: "user-7",
      group: "branch-2",
      reference: "Caso nº 12",
      origin: "https://clinic.example",
      sponsors: ["sponsor-sandbox", "sponsor-otp"],
      productTypes: ["LAB"],
      beneficiaryId: "ben-1",
    };
    const direct = await fetch(`${stack.bff.url}/v1/oauth/token`, {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${stack.host.id}:${stack.host.key}`).toString("base64")}`,
      },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        subject: "user-7",
        group: "branch-2",
        reference: "Caso nº 12",
        origin: "https://clinic.example",
        sponsor_slug: "sponsor-sandbox sponsor-otp",
        product_type: "LAB",
        beneficiary_id: "ben-1",
      }),
    });
    const lasting = ({ iat: _iat, exp: _exp, jti: _jti, ...claims }: Record<string, unknown>) => claims;
    const { body } = await ask(t, optionsFor(user));
    const { access_token } = await direct.json();
    assert.deepEqual(lasting(claimsOf(body.access_token)), lasting(claimsOf(access_token)));
  });

  const nobody = [undefined, null, {}, { subject: undefined }, { subject: null }, { subject: "" }];
  for (const user of [...nobody, { subject: Number.NaN }]) {
    it(`answers 401 where the user is ${inspect(user)}`, async (t) => {
      const { status, body } = await ask(t, optionsFor(user));
      assert.equal(status, 401);
      assert.deepEqual(body, { error: "login_required", error_description: "Nobody is logged in." });
    });
  }

  for (const subject of ["undefined", "null", "NaN", " ", { id: 7 }, Promise.resolve("user-7")]) {
    it(`gives no token for the subject "${subject}", and logs why`, async (t) => {
      const { status, body, log } = await ask(t, optionsFor({ subject }));
      assert.equal(status, 502);
      assert.equal(body.access_token, undefined);
      assert.match(log[0] ?? "", /subject/);
    });
  }

  for (const restriction of [
    { sponsors: [] },
    { sponsors: [undefined] },
    { productTypes: [] },
    { group: "" },
  ]) {
    it(`gives no unrestricted token for ${JSON.stringify(restriction)}`, async (t) => {
      const { status, body } = await ask(t, optionsFor({ subject: "user-7", ...restriction }));
      assert.equal(status, 502);
      assert.equal(body.access_token, undefined);
    });
  }

  it("takes POST alone", async (t) => {
    const { status, headers } = await ask(t, optionsFor({ subject: "user-7" }), "GET");
    assert.equal(status, 405);
    assert.equal(headers.get("allow"), "POST");
  });

  it("logs that the BFF refuses the key", async (t) => {
    const options = { ...optionsFor({ subject: "user-7" }), hostKey: makeHost([]).key };
    const { status, log } = await ask(t, options);
    assert.equal(status, 502);
    assert.match(log[0] ?? "", /The BFF answered 401: The host id or key is wrong\./);
  });

  for (const name of ["bffUrl", "hostId", "hostKey"]) {
    it(`logs that ${name} is not set`, async (t) => {
      const { status, log } = await ask(t, { ...optionsFor({ subject: "user-7" }), [name]: undefined });
      assert.equal(status, 502);
      assert.match(log[0] ?? "", /Set bffUrl, hostId and hostKey\./);
    });
  }

  it("answers where the host's own session fails", async (t) => {
    const user = () => Promise.reject(new Error("The session store is unavailable."));
    const { status, log } = await ask(t, { ...optionsFor(undefined), user });
    assert.equal(status, 502);
    assert.match(log[0] ?? "", /session store is unavailable/);
  });

  it("takes a BFF below a path", async (t) => {
    const paths: (string | undefined)[] = [];
    const bffUrl = await listen(t, ({ url }, response) => {
      paths.push(url);
      response.end('{ "access_token": "t" }');
    });
    await ask(t, { ...optionsFor({ subject: "user-7" }), bffUrl: `${bffUrl}/preauth/` });
    assert.deepEqual(paths, ["/preauth/v1/oauth/token", "/preauth/v1/oauth/token"]);
  });

  const strangers: [name: string, status: number, listener: RequestListener][] = [
    ["never answers", 504, () => {}],
    ["stops in its answer", 504, (_request, response) => response.write('{ "access_token": ')],
    ["hangs up", 502, (request) => request.destroy()],
    ["answers a page", 502, (_request, response) => response.end("<!doctype html>")],
    ["has no token", 502, (_request, response) => response.end("{}")],
    ["leads elsewhere", 502, (_request, response) => response.writeHead(307, { location: "/other" }).end()],
    [
      "tells what it was sent",
      502,
      ({ headers }, response) =>
        response.writeHead(400).end(JSON.stringify({ error_description: headers.authorization })),
    ],
    ["is busy", 503, (_request, response) => response.writeHead(429, { "retry-after": "7" }).end("{}")],
  ];
  for (const [name, expected, listener] of strangers) {
    it(`answers ${expected} for a BFF that ${name}`, async (t) => {
      const bffUrl = await listen(t, listener);
      const options = { ...optionsFor({ subject: "user-7" }), bffUrl };
      const { status, headers, body } = await ask(
        t,
        expected === 504 ? { ...options, timeout: 100 } : options,
      );
      assert.equal(status, expected);
      assert.equal(body.access_token, undefined);
      if (expected === 503) assert.equal(headers.get("retry-after"), "7");
    });
  }
});
