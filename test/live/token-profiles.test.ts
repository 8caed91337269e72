import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { field } from "../sandbox/testing/arc-caller.ts";
import { waitFor } from "../stack/readiness.ts";
import { type StackOptions, startStack } from "../stack/stack.ts";
import { makeRequest, sitDown } from "./desk.ts";

const quickstart = { sponsor: "sponsor-sandbox", document: "123456789" };

const generalClient = { OSIGU_CLIENT_ID: "general-client", OSIGU_CLIENT_SECRET: "general-secret" };

type Line = Record<string, unknown>;

/** Runs the whole quickstart through a stack, and gives its log lines and its calls of the token endpoint. */
async function runQuickstart(options: StackOptions) {
  const stack = await startStack(options);
  try {
    const desk = await sitDown(stack, stack.bff.url);
    const { id } = await makeRequest(desk, quickstart);
    assert.equal((await desk.arc.upload(id, "MEDICAL_INDICATION")).status, 204);
    const completed = await desk.arc.complete(id);
    assert.equal(field(completed.body, "authorizations", 0, "status"), "APPROVED");
    const lines = linesOf(await stack.wholeLog());
    return { lines, tokenCalls: stack.sandbox.counts().token_calls.length };
  } finally {
    await stack.stop();
  }
}

const linesOf = (log: string): Line[] => log.split("\n").map((line) => JSON.parse(line) as Line);

const profiles: { name: string; options: StackOptions; slug: string }[] = [
  {
    name: "ARC's profile: the grant in the body, and the provider named in the JWT",
    options: { sandbox: { providerSlug: "clinic-of-the-jwt" } },
    slug: "clinic-of-the-jwt",
  },
  {
    name: "the general profile: the grant in the query, and the provider named in unknown extensions",
    options: {
      sandbox: { grant: "query", tokenKind: "opaque", providerSlug: "clinic-of-extensions" },
      bff: { OSIGU_TOKEN_GRANT: "query" },
    },
    slug: "clinic-of-extensions",
  },
  {
    name: "the general profile without extensions: the provider named in the settings",
    options: {
      bff: { ...generalClient, OSIGU_TOKEN_GRANT: "query", OSIGU_PROVIDER_SLUG: "clinic-of-settings" },
    },
    slug: "clinic-of-settings",
  },
];

for (const { name, options, slug } of profiles) {
  test(`the quickstart runs with ${name}`, async () => {
    const { lines, tokenCalls } = await runQuickstart(options);
    assert.equal(tokenCalls, 1);
    const requests = lines.filter(({ msg, route }) => msg === "request" && String(route).startsWith("/arc/"));
    assert.ok(requests.length >= 3);
    for (const line of requests) {
      assert.equal(line.provider_slug, slug);
      assert.ok(line.request_id, "beside the request id");
    }
  });
}

/** What a BFF says of itself whose token is refused. */
async function refusalOf(options: StackOptions) {
  const stack = await startStack({ ...options, waitsFor: "/healthz" });
  const readiness = async () => (await fetch(`${stack.bff.url}/readyz`)).json() as Promise<Line>;
  try {
    await waitFor(
      "the refusal",
      async () => field(await readiness(), "checks", "vendor_token") === "refused",
    );
    const said = await readiness();
    const lines = linesOf(await stack.wholeLog());
    return { said, refusals: lines.filter(({ msg }) => /^vendor_.*_refused$/.test(String(msg))) };
  } finally {
    await stack.stop();
  }
}

describe("a refused token call", () => {
  for (const { name, options, place, other } of [
    { name: "in the body", options: { bff: generalClient }, place: "body", other: "query" },
    {
      name: "in the query",
      options: { bff: { OSIGU_TOKEN_GRANT: "query" } },
      place: "query",
      other: "body",
    },
  ]) {
    test(`says that the grant is expected elsewhere, and not ${name}`, async () => {
      const { said, refusals } = await refusalOf(options);
      const advice = `The token endpoint did not accept the grant in the ${place}: it is expected elsewhere. Set OSIGU_TOKEN_GRANT=${other}.`;
      assert.equal(said.advice, advice);
      assert.deepEqual(
        refusals.map(({ msg, status, advice }) => [msg, status, advice]),
        [["vendor_grant_refused", 400, advice]],
      );
    });
  }

  test("with a wrong secret names the credentials and not the grant", async () => {
    const { said, refusals } = await refusalOf({ bff: { OSIGU_CLIENT_SECRET: "wrong" } });
    assert.match(String(said.advice), /^Check OSIGU_CLIENT_ID and OSIGU_CLIENT_SECRET\..*sandbox\.$/);
    assert.deepEqual(
      refusals.map(({ msg, status }) => [msg, status]),
      [["vendor_credentials_refused", 401]],
    );
  });
});

test("a call without its scope is named to the operator, once, with what to ask the vendor for", async () => {
  const stack = await startStack({
    bff: { OSIGU_CLIENT_ID: "read-only-client", OSIGU_CLIENT_SECRET: "read-only-secret" },
  });
  try {
    const desk = await sitDown(stack, stack.bff.url);
    for (let count = 0; count < 2; count += 1) {
      await assert.rejects(makeRequest(desk, quickstart));
    }
    const warnings = linesOf(await stack.wholeLog()).filter(({ msg }) => msg === "vendor_scope_missing");
    assert.deepEqual(
      warnings.map(({ operation, call, provider_slug }) => [operation, call, provider_slug]),
      [["createRequest", "POST /arc/v1/authorization-requests", "clinic-sandbox"]],
    );
    assert.match(String(warnings[0]?.advice), /Ask the vendor to widen the scope/);
  } finally {
    await stack.stop();
  }
});
