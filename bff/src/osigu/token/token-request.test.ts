import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "node:test";
import { Secret } from "../../settings/secret.ts";
import { Transport } from "../transport.ts";
import { tokenLifetime } from "./token-expiry.ts";
import { requestToken } from "./token-request.ts";

/** The outcome of a call when the endpoint replies with this. */
async function outcomeOf(reply: unknown) {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(reply));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const transport = new Transport(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  try {
    return await requestToken(transport, "body", new Secret("an-id"), new Secret("a-secret"));
  } finally {
    await transport.close();
    server.close();
  }
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
