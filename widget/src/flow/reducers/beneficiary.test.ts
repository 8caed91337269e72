import assert from "node:assert/strict";
import { test } from "node:test";
import { beneficiary, file } from "../../testing/fixtures.ts";
import { atDocuments } from "../../testing/flow-driver.ts";

const other = { ...beneficiary(), beneficiary_id: "somebody-else" };

test("confirming another beneficiary removes the documents and keeps the products", () => {
  const driver = atDocuments().send({ type: "file_added", file: file() });
  const before = driver.flow;
  driver.send(
    { type: "went_to", step: "search_beneficiary" },
    { type: "beneficiary_confirmed", beneficiary: other },
  );
  assert.equal(driver.flow.beneficiary?.beneficiary_id, "somebody-else");
  assert.deepEqual(driver.flow.files, []);
  assert.equal(driver.flow.request, undefined);
  assert.deepEqual(driver.flow.products, before.products);
  assert.equal(driver.count("cancel_upload"), 1);
});

test("the same beneficiary id of another sponsor is another person", () => {
  const driver = atDocuments().send(
    { type: "file_added", file: file() },
    { type: "went_to", step: "search_beneficiary" },
    { type: "sponsor_chosen", sponsorSlug: "sponsor-sul" },
    { type: "beneficiary_confirmed", beneficiary: beneficiary() },
  );
  assert.deepEqual(driver.flow.files, []);
  assert.equal(driver.flow.request, undefined);
});

test("confirming the same beneficiary again keeps the documents and the request", () => {
  const driver = atDocuments().send({ type: "file_added", file: file() });
  const before = driver.flow;
  driver.send(
    { type: "went_to", step: "search_beneficiary" },
    { type: "beneficiary_confirmed", beneficiary: beneficiary() },
  );
  assert.deepEqual(driver.flow.files, before.files);
  assert.deepEqual(driver.flow.request, before.request);
});
