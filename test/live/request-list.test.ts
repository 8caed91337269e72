import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ListedRequest, RequestListPage, RequestSummary } from "../../shared/src/index.ts";
import { field } from "../sandbox/testing/arc-caller.ts";
import { waitFor } from "../stack/readiness.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { deliver, deliverTo, eventAbout, redemptionOf } from "./deliveries.ts";
import { type Desk, makeRequest, moveTo, silent, sitDown, submit } from "./desk.ts";
import { openEvents, type Seen } from "./event-reader.ts";

/** The requests of a desk, by what the query asks for. */
async function list({ url, token }: Desk, query = ""): Promise<RequestListPage> {
  const response = await fetch(`${url}/arc/v1/authorization-requests?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(response.status, 200);
  return response.json() as Promise<RequestListPage>;
}

const idsOf = ({ content }: RequestListPage) => content.map((one) => one.authorization_request_id);
const entryOf = ({ data }: Seen) => data as ListedRequest;

for (const [where, instances] of [
  ["without Redis", 1],
  ["with Redis, at two instances", 2],
] as const) {
  describe(`the list of requests ${where}`, () => {
    let stack: Stack;
    let ana: Desk;
    let bruno: Desk;
    /** The instance at which nobody makes anything. */
    let other: string;

    before(async () => {
      stack = await startStack({ instances });
      deliverTo(stack.sandbox, undefined);
      other = stack.instances.at(-1)?.url ?? "";
      ana = await sitDown(stack, stack.bff.url, "ana", { group: "norte", reference: "CASE-7" });
      bruno = await sitDown(stack, other, "bruno", { group: "norte" });
    });
    after(() => stack?.stop());

    test("shows a request of a colleague as it was asked, and live as it is decided", async () => {
      const events = await openEvents(bruno);
      assert.equal(events.response.headers.get("content-type"), "text/event-stream");
      const id = await submit(ana);
      const first = await events.next();
      assert.equal(first.name, "request");
      assert.equal(entryOf(first).authorization_request_id, id);
      const [listed] = (await list(bruno)).content;
      assert.deepEqual(
        { ...listed, created_at: "", updated_at: "", authorizations: [] },
        {
          authorization_request_id: id,
          status: "PENDING_SPONSOR",
          created_at: "",
          updated_at: "",
          sponsor_slug: silent.sponsor,
          reference: "CASE-7",
          beneficiary_name: listed?.beneficiary_name,
          diagnosis_code: "R51",
          products: [{ product_code: "MED-042", quantity: 30 }],
          authorizations: [],
        },
      );
      assert.match(listed?.beneficiary_name ?? "", /^\p{L}+ \p{L}+/u);
      assert.ok(!Number.isNaN(Date.parse(listed?.created_at ?? "")));
      assert.deepEqual(idsOf(await list(bruno, "state=open")), [id]);

      assert.equal(
        await deliver(stack.sandbox, stack.bff.url, eventAbout(stack.sandbox, id, "created")),
        204,
      );
      let seen = await events.next();
      while (seen.name !== "decision") seen = await events.next();
      assert.equal(entryOf(seen).authorizations[0]?.status, "APPROVED");
      const [decided] = (await list(bruno, "state=decided")).content;
      assert.equal(decided?.status, "COMPLETED");
      assert.equal(decided?.authorizations[0]?.authorization_code, "AUTH-2026-900001");
      assert.deepEqual(idsOf(await list(bruno, "state=open")), []);
      events.close();
    });

    test("is paged, newest first", async () => {
      const desk = await sitDown(stack, stack.bff.url, "carla");
      const made: string[] = [];
      for (let count = 0; count < 5; count += 1) made.unshift((await makeRequest(desk, silent)).id);
      const elsewhere = moveTo(desk, other);
      const first = await list(elsewhere, "page=0&size=2");
      const last = await list(elsewhere, "page=2&size=2");
      assert.deepEqual(first.page, { number: 0, size: 2, total_elements: 5, total_pages: 3 });
      assert.deepEqual(
        [...idsOf(first), ...idsOf(await list(elsewhere, "page=1&size=2")), ...idsOf(last)],
        made,
      );
      assert.deepEqual(idsOf(await list(elsewhere, "page=3&size=2")), []);
      assert.equal((await list(elsewhere)).page.size, 15);
    });

    test("is searched by reference, name and code, whatever the accents", async () => {
      const desk = await sitDown(stack, stack.bff.url, "dora", { reference: "Señal 2026/17" });
      const { id } = await makeRequest(desk, silent);
      const plain = await sitDown(stack, other, "dora");
      const name = (await list(plain)).content[0]?.beneficiary_name ?? "";
      assert.deepEqual(idsOf(await list(plain, "query=senal%2017")), [id]);
      assert.deepEqual(idsOf(await list(plain, `query=${encodeURIComponent(name.toUpperCase())}`)), [id]);
      assert.deepEqual(idsOf(await list(plain, "query=nobody")), []);
    });

    test("says what a request was made with: with the person to its own user, without to a colleague", async () => {
      const posology = "1 tablet every 8 h for 10 days";
      const products = [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 30, posology }];
      const { id, beneficiaryId } = await makeRequest(ana, { ...silent, products });
      const read = async (desk: Desk) => {
        const headers = { authorization: `Bearer ${desk.token}` };
        const reply = await fetch(`${desk.url}/arc/v1/authorization-requests/${id}/summary`, { headers });
        assert.equal(reply.status, 200);
        return (await reply.json()) as RequestSummary;
      };
      const own = await read(moveTo(ana, other));
      assert.match(own.beneficiary_name ?? "", /^\p{L}+ \p{L}+/u);
      assert.deepEqual(
        { ...own, beneficiary_name: "" },
        {
          authorization_request_id: id,
          sponsor_slug: silent.sponsor,
          beneficiary_id: beneficiaryId,
          beneficiary_name: "",
          diagnoses: ["R51"],
          products: [{ product_code: "MED-042", quantity: 30, posology }],
        },
      );
      const { beneficiary_id, beneficiary_name, ...others } = own;
      assert.deepEqual(await read(bruno), others);
      assert.ok(beneficiary_id && beneficiary_name);
      const listed = (await list(bruno)).content.find((one) => one.authorization_request_id === id);
      assert.deepEqual(
        listed?.products,
        [{ product_code: "MED-042", quantity: 30 }],
        "the list has no posology",
      );
    });

    test("says which documents the insurer has, to whoever goes on with a request elsewhere, and nothing else of them", async () => {
      const { id } = await makeRequest(ana, silent);
      const documentsOf = async (desk: Desk) => {
        const { body } = await desk.arc.get(`/arc/v1/authorization-requests/${id}/summary`);
        return (body as RequestSummary).documents;
      };
      assert.equal(await documentsOf(ana), undefined);
      for (let count = 0; count < 2; count += 1)
        assert.equal((await ana.arc.upload(id, "MEDICAL_INDICATION")).status, 204);
      for (const desk of [moveTo(ana, other), bruno]) {
        const [document, ...others] = (await documentsOf(desk)) ?? [];
        assert.deepEqual(others, []);
        assert.deepEqual(Object.keys(document ?? {}).sort(), ["file_type", "uploaded_at"]);
        assert.equal(document?.file_type, "MEDICAL_INDICATION");
      }
      assert.equal(field((await bruno.arc.complete(id)).body, "status"), "PENDING_SPONSOR");
    });

    test("names what ends soon, and nothing that was not approved", async () => {
      const desk = await sitDown(stack, stack.bff.url, "eva");
      const [soon, late, open] = [await submit(desk), await submit(desk), await submit(desk)];
      const end = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
      for (const [id, expires_at] of [
        [soon, end(5)],
        [late, end(20)],
      ]) {
        const event = eventAbout(stack.sandbox, String(id), "created");
        await deliver(stack.sandbox, stack.bff.url, { ...event, data: { ...event.data, expires_at } });
      }
      assert.deepEqual(idsOf(await list(moveTo(desk, other), "state=expiring")), [soon]);
      assert.deepEqual(idsOf(await list(moveTo(desk, other), "state=decided")), [late, soon]);
      assert.deepEqual(idsOf(await list(moveTo(desk, other), "state=open")), [open]);
    });

    test("tells that a code is being redeemed, was, and was not after all, by the code alone", async () => {
      const desk = await sitDown(stack, stack.bff.url, "hugo");
      const id = await submit(desk);
      const event = eventAbout(stack.sandbox, id, "created");
      const code = `AUTH-OF-${id}`;
      const data = { ...event.data, authorization_code: code };
      await deliver(stack.sandbox, stack.bff.url, { ...event, data });
      const events = await openEvents(moveTo(desk, other));
      for (const [later, what, expected] of [
        [1, "started", "STARTED"],
        [2, "completed", "COMPLETED"],
        [3, "cancelled", undefined],
      ] as const) {
        const redemption = redemptionOf(stack.sandbox, code, what, later);
        assert.equal(await deliver(stack.sandbox, other, redemption), 204);
        assert.equal(entryOf(await events.next()).authorizations[0]?.redemption?.status, expected);
        const [listed] = (await list(desk)).content;
        assert.equal(listed?.authorizations[0]?.redemption?.status, expected);
      }
      const unknown = redemptionOf(stack.sandbox, "AUTH-OF-NOBODY", "completed");
      assert.equal(await deliver(stack.sandbox, other, unknown), 204);
      await events.staysQuiet(20);
      events.close();
    });

    test("goes on where a stream was: a change meanwhile comes with the reconnection", async () => {
      const desk = await sitDown(stack, stack.bff.url, "flora");
      const stream = await openEvents(desk);
      const id = await submit(desk);
      const { id: lastEventId } = await stream.next();
      stream.close();
      await deliver(stack.sandbox, other, eventAbout(stack.sandbox, id, "created"));
      const again = await openEvents({ ...moveTo(desk, other), lastEventId });
      const seen = await again.next();
      assert.equal(seen.name, "decision");
      assert.equal(entryOf(seen).authorization_request_id, id);
      again.close();
    });

    test("keeps a page's own reference, and the server's before it", async () => {
      const create = async (desk: Desk, reference: string) => {
        const { beneficiaryId } = await makeRequest(desk, silent);
        return fetch(`${desk.url}/arc/v1/authorization-requests`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${desk.token}`,
            "content-type": "application/json",
            "preauth-reference": reference,
          },
          body: JSON.stringify({
            beneficiary_id: beneficiaryId,
            sponsor_slug: silent.sponsor,
            diagnosis_code: "R51",
            products: [{ product_code: "MED-042", product_type: "MEDICATION", quantity: 1 }],
          }),
        });
      };
      const desk = await sitDown(stack, stack.bff.url, "gil");
      const utf8 = String.fromCharCode(...new TextEncoder().encode("Señal 8"));
      assert.equal((await create(desk, utf8)).status, 202);
      assert.equal((await list(desk)).content[0]?.reference, "Señal 8");
      assert.equal((await create(ana, "forged")).status, 202);
      assert.equal((await list(ana)).content[0]?.reference, "CASE-7");
      for (const wrong of ["x".repeat(101), "undefined", "[object Object]"]) {
        assert.equal((await create(desk, wrong)).status, 400, wrong);
      }
    });

    test("ends its streams with the instance", async () => {
      const stream = await openEvents(ana);
      assert.equal(stream.response.status, 200);
      void stack.bff.stop();
      assert.equal(await stream.ended, "ended");
      await waitFor("the end of the instance", async () => stack.bff.process().child.exitCode !== null);
    });
  });
}
