import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { Secret } from "../../settings/secret.ts";
import { Transport } from "../transport.ts";
import { tokenLifetime } from "./token-expiry.ts";
import { requestToken, type TokenGrant } from "./token-request.ts";

type Sent = {
  url: string | undefined;
  type: string | undefined;
  authorization: string | undefined;
  body: string;
};

type Exchange = {
  status?: number;
  place?: TokenGrant;
  write?: (response: ServerResponse, reply: unknown) => void;
};

/** The outcome of a call when the endpoint replies with this, and what was sent. */
async function exchangeWith(
  reply: unknown,
  { status = 200, place = "body", write = writeJson }: Exchange = {},
) {
  let sent: Sent | undefined;
  const server = createServer(async (request, response) => {
    const { "content-type": type, authorization } = request.headers;
    sent = { url: request.url, type, authorization, body: await text(request) };
    response.statusCode = status;
    response.setHeader("content-type", "application/json");
    write(response, reply);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const transport = new Transport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    const outcome = await requestToken(transport, place, new Secret("an-id"), new Secret("a+b/c:d%20é"));
    return { outcome, sent };
  } finally {
    await transport.close();
    server.close();
  }
}

const writeJson = (response: ServerResponse, reply: unknown): void => {
  response.end(JSON.stringify(reply));
};

const outcomeOf = async (reply: unknown) => (await exchangeWith(reply)).outcome;

test("the grant is sent in one place, and the credentials as they are", async () => {
  const authorization = `Basic ${Buffer.from("an-id:a+b/c:d%20é").toString("base64")}`;
  const inBody = await exchangeWith({});
  assert.deepEqual(inBody.sent, {
    url: "/v1/oauth/token",
    type: "application/x-www-form-urlencoded",
    authorization,
    body: "grant_type=client_credentials",
  });
  const inQuery = await exchangeWith({}, { place: "query" });
  assert.deepEqual(inQuery.sent, {
    url: "/v1/oauth/token?grant_type=client_credentials",
    type: undefined,
    authorization,
    body: "",
  });
});

for (const [status, reply, reason] of [
  [400, { error: "invalid_grant" }, "grant"],
  [400, { error: "invalid_request" }, "grant"],
  [400, "<html>Bad Request</html>", "grant"],
  [400, { error: "invalid_client" }, "credentials"],
  [401, { error: "invalid_client" }, "credentials"],
  [401, {}, "credentials"],
  [403, {}, "credentials"],
] as const) {
  test(`a ${status} with ${JSON.stringify(reply)} refuses the ${reason}`, async () => {
    const { outcome } = await exchangeWith(reply, { status });
    assert.deepEqual(outcome, { kind: "refused", status, reason });
  });
}

const jwtOf = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

for (const [what, reply, slug] of [
  ["extensions", { extensions: { provider_slug: "of-extensions" } }, "of-extensions"],
  [
    "extensions with unknown keys",
    { extensions: { provider_slug: "of-extensions", tier: { a: [1] } } },
    "of-extensions",
  ],
  [
    "extensions rather than the JWT",
    { access_token: jwtOf({ provider_slug: "of-jwt" }), extensions: { provider_slug: "of-extensions" } },
    "of-extensions",
  ],
  ["the JWT", { access_token: jwtOf({ provider_slug: "of-jwt" }) }, "of-jwt"],
  [
    "the JWT when extensions have no slug",
    { access_token: jwtOf({ provider_slug: "of-jwt" }), extensions: { region: "br" } },
    "of-jwt",
  ],
  ["nothing when extensions are a text", { extensions: "br-gamma" }, undefined],
  ["nothing when extensions are a list", { extensions: ["br-gamma"] }, undefined],
  ["nothing when the slug is an object", { extensions: { provider_slug: { name: "br-gamma" } } }, undefined],
  ["nothing when the slug would break a log line", { extensions: { provider_slug: "br\ngamma" } }, undefined],
  ["nothing when the JWT is not one", { access_token: "not.a.jwt" }, undefined],
] as const) {
  test(`the provider is named by ${what}`, async () => {
    const outcome = await outcomeOf({ access_token: "a-token", expires_in: 3600, ...reply });
    assert.equal(outcome.kind, "token");
    assert.equal(outcome.kind === "token" && outcome.providerSlug, slug);
  });
}

for (const [what, write] of [
  [
    "with a byte order mark",
    (response: ServerResponse, reply: unknown) => void response.end(`\uFEFF${JSON.stringify(reply)}`),
  ],
  [
    "compressed though that was not asked for",
    (response: ServerResponse, reply: unknown) => {
      response.setHeader("content-encoding", "gzip");
      response.end(gzipSync(JSON.stringify(reply)));
    },
  ],
] as const) {
  test(`a token reply ${what} is read`, async () => {
    const { outcome } = await exchangeWith({ access_token: "a-token", expires_in: 3600 }, { write });
    assert.equal(outcome.kind === "token" && outcome.accessToken, "a-token");
  });
}

const lifetimes: [what: string, expiresIn: object, seconds: number][] = [
  ["that is missing is a minute", {}, 60],
  ["of null is a minute", { expires_in: null }, 60],
  ["of zero is a minute", { expires_in: 0 }, 60],
  ["below zero is a minute", { expires_in: -3600 }, 60],
  ["in words is a minute", { expires_in: "soon" }, 60],
  ["as text is its number", { expires_in: "3600" }, 3600],
  ["of a few seconds is used as it is", { expires_in: 5 }, 5],
  ["of 31 years is used for a week", { expires_in: 1e9 }, 1e9],
];
for (const [what, lifetime, seconds] of lifetimes) {
  test(`a lifetime ${what}`, async () => {
    const outcome = await outcomeOf({ access_token: "a-token", token_type: "bearer", ...lifetime });
    assert.equal(outcome.kind === "token" && outcome.expiresIn, seconds);
    const { renewAfter, usableFor } = tokenLifetime(seconds);
    assert.ok(0 < renewAfter && renewAfter < usableFor && usableFor < seconds * 1000);
    assert.ok(usableFor <= 7 * 86_400_000);
  });
}

for (const [what, reply] of [
  ["no token", { token_type: "bearer", expires_in: 3600 }],
  ["a token that would end its header", { access_token: "a\r\nX-Evil: 1", expires_in: 3600 }],
  ["a list", []],
] as const) {
  test(`${what} is no token, and is requested again later`, async () => {
    assert.equal((await outcomeOf(reply)).kind, "later");
  });
}

for (const [what, url, cause] of [
  ["where nothing listens", "http://127.0.0.1:9", "refused"],
  ["at a name that does not exist", "https://nowhere.invalid", "dns"],
] as const) {
  test(`a token endpoint ${what} is told as ${cause}`, async () => {
    const transport = new Transport(url);
    try {
      const outcome = await requestToken(transport, "body", new Secret("an-id"), new Secret("a-secret"));
      assert.partialDeepStrictEqual(outcome, { kind: "later", cause });
    } finally {
      await transport.close();
    }
  });
}

test("a reply that is no token is told as unreadable", async () => {
  assert.partialDeepStrictEqual(await outcomeOf([]), { kind: "later", cause: "unreadable" });
});
