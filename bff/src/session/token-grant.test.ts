import assert from "node:assert/strict";
import { test } from "node:test";
import type { Host } from "../hosts/hosts.ts";
import { OAuthError } from "./oauth-error.ts";
import { grantFor } from "./token-grant.ts";
import type { TokenRequest } from "./token-request.ts";

const host: Host = {
  id: "clinic",
  key_sha256: ["0".repeat(64)],
  origins: ["https://a.example", "https://b.example"],
  sponsors: ["sponsor-a", "sponsor-b"],
};
const grant = (request: Partial<TokenRequest>, of: Host = host) =>
  grantFor(of, { grant_type: "client_credentials", subject: "ana", ...request });
const isRefused = (thrown: unknown) => thrown instanceof OAuthError && thrown.status === 400;

test("a token without wishes has all that its host has, and no restriction", () => {
  const { origins, sponsors, productTypes, within } = grant({});
  assert.deepEqual([origins, sponsors], [host.origins, host.sponsors]);
  assert.deepEqual([productTypes, within], [undefined, undefined]);
});

test("a token for one origin is good for no other, and none is given for an origin that is not the host's", () => {
  assert.deepEqual(grant({ origin: "https://b.example" }).origins, ["https://b.example"]);
  for (const origin of ["https://evil.example", "https://a.example.evil.example", "", "null"]) {
    assert.throws(() => grant({ origin }), isRefused);
  }
});

test("no token is given for a sponsor that is not the host's, not even beside one that is", () => {
  assert.deepEqual(grant({ sponsor_slug: ["sponsor-b"] }).sponsors, ["sponsor-b"]);
  assert.throws(() => grant({ sponsor_slug: ["sponsor-c"] }), isRefused);
  assert.throws(() => grant({ sponsor_slug: ["sponsor-a", "sponsor-c"] }), isRefused);
  const { sponsors: _, ...everySponsor } = host;
  assert.deepEqual(grant({ sponsor_slug: ["sponsor-c"] }, everySponsor).sponsors, ["sponsor-c"]);
});

test("each restriction makes another owner, whatever the order of its values", () => {
  const restrictions: Partial<TokenRequest>[] = [
    { sponsor_slug: ["sponsor-a"] },
    { sponsor_slug: ["sponsor-b"] },
    { sponsor_slug: ["sponsor-a", "sponsor-b"] },
    { product_type: ["LAB"] },
    { product_type: ["LAB", "IMAGING"] },
    { beneficiary_id: "bnf_1" },
    { beneficiary_id: "bnf_2" },
    { beneficiary_id: "bnf_1", product_type: ["LAB"] },
  ];
  const owners = restrictions.map((restriction) => grant(restriction).within);
  assert.ok(owners.every((within) => within !== undefined));
  assert.equal(new Set(owners).size, restrictions.length);
  assert.equal(grant({ sponsor_slug: ["sponsor-b", "sponsor-a"] }).within, owners[2]);
  assert.equal(grant({ product_type: ["IMAGING", "LAB"] }).within, owners[4]);
});
