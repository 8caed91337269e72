import assert from "node:assert/strict";
import { test } from "node:test";
import type { CreateAuthorizationRequest } from "@osigu-preauth/shared";
import { noRecents, recentRequests } from "./recents.ts";
import { memoryRecents, recentsKept } from "./recents-store.ts";

const day = 24 * 3_600_000;

function request(code: string, more: object = {}): CreateAuthorizationRequest {
  const product = { product_code: code, product_type: "MEDICATION", quantity: 30, posology: "1 every 8 h" };
  return {
    beneficiary_id: "ben_1",
    sponsor_slug: "sponsor",
    diagnosis_code: "R51",
    products: [product],
    clinical_summary: "María has a headache",
    ...more,
  } as unknown as CreateAuthorizationRequest;
}

test("what a user asked for is theirs alone", async () => {
  const recents = recentRequests(memoryRecents());
  await recents.record("clinic:ana", request("MED-042"));
  assert.equal((await recents.of("clinic:ana")).products[0]?.product_code, "MED-042");
  assert.deepEqual(await recents.of("clinic:bruno"), { products: [], diagnoses: [] });
  assert.deepEqual(await recents.of("clinic"), { products: [], diagnoses: [] });
});

test("only codes, quantities, posologies and the sponsor are kept, never a person", async () => {
  const store = memoryRecents();
  await recentRequests(store).record("clinic:ana", request("MED-042"));
  const text = (await store.get("clinic:ana")) ?? "";
  assert.match(text, /MED-042.*1 every 8 h.*R51/);
  assert.doesNotMatch(text, /ben_1|María|headache/);
});

test("what is used daily comes before what was used once, and each takes its last quantity", async () => {
  let now = 0;
  const recents = recentRequests(
    memoryRecents(() => now),
    () => now,
  );
  for (let days = 0; days < 5; days++) {
    now = days * day;
    await recents.record("clinic:ana", request("MED-042"));
  }
  await recents.record("clinic:ana", request("MED-001", { diagnosis_code: "J00" }));
  const last = { product_code: "MED-042", product_type: "MEDICATION", quantity: 12 };
  await recents.record("clinic:ana", request("MED-042", { products: [last] }));
  const { products, diagnoses } = await recents.of("clinic:ana");
  assert.deepEqual(
    products.map(({ product_code, quantity, posology }) => [product_code, quantity, posology]),
    [
      ["MED-042", 12, undefined],
      ["MED-001", 30, "1 every 8 h"],
    ],
  );
  assert.deepEqual(
    diagnoses.map(({ code }) => code),
    ["R51", "J00"],
  );
  now += 60 * day;
  await recents.record("clinic:ana", request("MED-007"));
  assert.equal((await recents.of("clinic:ana")).products[0]?.product_code, "MED-007");
});

test("at most eight of each are returned, and thirty kept", async () => {
  const store = memoryRecents();
  const recents = recentRequests(store);
  for (let number = 0; number < 40; number++) {
    await recents.record("clinic:ana", request(`MED-${number}`));
  }
  assert.equal((await recents.of("clinic:ana")).products.length, 8);
  assert.equal(JSON.parse((await store.get("clinic:ana")) ?? "").products.length, 30);
});

test("recents end ninety days after the last request, and there are none where they are off", async () => {
  let now = 0;
  const recents = recentRequests(
    memoryRecents(() => now),
    () => now,
  );
  await recents.record("clinic:ana", request("MED-042"));
  now = recentsKept;
  assert.deepEqual(await recents.of("clinic:ana"), { products: [], diagnoses: [] });
  await noRecents.record("clinic:ana", request("MED-042"));
  assert.deepEqual(await noRecents.of("clinic:ana"), { products: [], diagnoses: [] });
});

const search = { document_type: "CC", document_number: "123456789" };

test("the last request tells how the next one begins: codes, and names of fields", async () => {
  const recents = recentRequests(memoryRecents());
  await recents.recordSearch("clinic:ana", "sponsor", search);
  assert.equal((await recents.of("clinic:ana")).last, undefined, "nothing is asked for yet");
  await recents.record("clinic:ana", request("MED-042"));
  assert.deepEqual((await recents.of("clinic:ana")).last, {
    sponsor_slug: "sponsor",
    product_type: "MEDICATION",
    document_types: { document_type: "CC" },
    search_fields: ["document_type", "document_number"],
  });
  assert.equal((await recents.of("clinic:bruno")).last, undefined);
});

test("a search at another sponsor says nothing of a request", async () => {
  const recents = recentRequests(memoryRecents());
  await recents.recordSearch("clinic:ana", "sponsor", search);
  await recents.record("clinic:ana", request("MED-042"));
  await recents.recordSearch("clinic:ana", "other", { document_type: "PA" });
  const lab = { product_code: "LAB-1", product_type: "LAB", quantity: 1 };
  await recents.record("clinic:ana", request("LAB-1", { products: [lab] }));
  const { last } = await recents.of("clinic:ana");
  assert.deepEqual([last?.sponsor_slug, last?.product_type], ["sponsor", "LAB"]);
  assert.deepEqual(last?.document_types, { document_type: "CC" }, "the page named the person");
  await recents.record("clinic:ana", request("LAB-1", { sponsor_slug: "third", products: [lab] }));
  assert.deepEqual((await recents.of("clinic:ana")).last, {
    sponsor_slug: "third",
    product_type: "LAB",
    document_types: {},
    search_fields: [],
  });
});

test("a search keeps no number of a person, and the products that were kept", async () => {
  const store = memoryRecents();
  const recents = recentRequests(store);
  await recents.record("clinic:ana", request("MED-042"));
  await recents.recordSearch("clinic:ana", "sponsor", search);
  const text = (await store.get("clinic:ana")) ?? "";
  assert.match(text, /MED-042/);
  assert.doesNotMatch(text, /123456789/);
});

test("a search that is like the last one is not written again", async () => {
  const store = memoryRecents();
  let writes = 0;
  const recents = recentRequests({
    get: store.get,
    set: (owner, text) => {
      writes++;
      return store.set(owner, text);
    },
  });
  for (const document_number of ["1", "2", "3"]) {
    await recents.recordSearch("clinic:ana", "sponsor", { ...search, document_number });
  }
  assert.equal(writes, 1);
});

test("no search is kept where the operator has turned recents off", async () => {
  await noRecents.recordSearch("clinic:ana", "sponsor", search);
  assert.equal((await noRecents.of("clinic:ana")).last, undefined);
});
