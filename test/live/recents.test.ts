import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Recents } from "@osigu-preauth/shared";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Desk, makeRequest, silent, sitDown } from "./desk.ts";

const recentsOf = async ({ arc }: Desk) => {
  const reply = await arc.get("/widget/recents");
  assert.equal(reply.status, 200);
  return reply.body as Recents;
};

describe("what a user has asked for", () => {
  let stack: Stack;
  let ana: Desk;

  before(async () => {
    stack = await startStack();
    ana = await sitDown(stack, stack.bff.url, "ana", { group: "norte" });
    await makeRequest(ana, silent);
  });
  after(() => stack?.stop());

  test("is offered to them again, codes only", async () => {
    assert.deepEqual(await recentsOf(ana), {
      products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
      diagnoses: [{ coding_system: "ICD-10", code: "R51" }],
      last: {
        sponsor_slug: silent.sponsor,
        product_type: "MEDICATION",
        document_types: { document_type: "CC" },
        search_fields: ["document_type", "document_number"],
      },
    });
  });

  test("is not told to a colleague, nor to the same user under a restriction", async () => {
    const none = { products: [], diagnoses: [] };
    for (const [subject, wishes] of [
      ["bruno", { group: "norte" }],
      ["ana", { sponsor_slug: silent.sponsor }],
    ] as const) {
      assert.deepEqual(await recentsOf(await sitDown(stack, stack.bff.url, subject, wishes)), none);
    }
  });

  test("is not kept where the operator turns that off", async () => {
    const without = await startStack({ bff: { RECENTS: "off" } });
    try {
      const desk = await sitDown(without, without.bff.url, "ana");
      await makeRequest(desk, silent);
      assert.deepEqual(await recentsOf(desk), { products: [], diagnoses: [] });
    } finally {
      await without.stop();
    }
  });
});
