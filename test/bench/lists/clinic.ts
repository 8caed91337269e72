import { deliver, deliverTo } from "../../live/deliveries.ts";
import { type Desk, sitDown } from "../../live/desk.ts";
import { field } from "../../sandbox/testing/arc-caller.ts";
import { makeEvent } from "../../sandbox/webhooks/event.ts";
import { waitFor } from "../../stack/readiness.ts";
import type { Stack } from "../../stack/stack.ts";

/** Calls at once. */
const width = 8;

const sponsor = "sponsor-sandbox";

/** Does something for each number below `count`, some at a time, in order of their beginning. */
async function forEach(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < count; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Sessions of so many users of one group. */
export async function signIn(stack: Stack, count: number): Promise<Desk[]> {
  deliverTo(stack.sandbox, undefined);
  const desks: Desk[] = [];
  await forEach(count, async (index) => {
    desks[index] = await sitDown(stack, stack.bff.url, `user-${index}`, { group: "clinic" });
  });
  return desks;
}

/** Every user looks somebody up. Gives the ids of the people. */
export async function searchAll(desks: readonly Desk[]): Promise<string[]> {
  const people: string[] = [];
  await forEach(desks.length, async (index) => {
    const found = await desks[index]?.arc.post(`/v1/sponsors/${sponsor}/search`, {
      document_type: "CC",
      document_number: "123456789",
    });
    if (found?.status !== 200) throw new Error(`The search was answered with ${found?.status}.`);
    people[index] = String(field(found.body, "beneficiary_id"));
  });
  return people;
}

/** The users make requests in turn, each of which a webhook approves. */
export async function makeRequests(
  stack: Stack,
  desks: readonly Desk[],
  people: readonly string[],
  count: number,
): Promise<void> {
  await forEach(count, async (index) => {
    const user = index % desks.length;
    const created = await desks[user]?.arc.post("/arc/v1/authorization-requests", {
      beneficiary_id: people[user],
      sponsor_slug: sponsor,
      diagnosis_code: "R51",
      products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30 }],
    });
    if (created?.status !== 202) throw new Error(`The create was answered with ${created?.status}.`);
    const event = approval(String(field(created.body, "authorization_request_id")), index);
    await waitFor(
      "the webhook to be taken",
      async () => (await deliver(stack.sandbox, stack.bff.url, event)) === 204,
    );
  });
}

const approval = (requestId: string, index: number) =>
  makeEvent(
    "authorization.created",
    {
      authorization_id: `auth_${index}`,
      authorization_code: `AUTH-2026-${String(index).padStart(6, "0")}`,
      authorization_request_id: requestId,
      sponsor_slug: sponsor,
      product_type: "MEDICATION",
      products: [{ product_code: "MED-042", quantity: 30 }],
      expires_at: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    },
    { createdAt: new Date().toISOString(), environment: "sandbox", providerSlug: "clinic-sandbox" },
  );
