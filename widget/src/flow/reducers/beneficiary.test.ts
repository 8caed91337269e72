import assert from "node:assert/strict";
import { test } from "node:test";
import { beneficiary, file } from "../../testing/fixtures.ts";
import { atDocuments, withChoices } from "../../testing/flow-driver.ts";

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

test("confirming another beneficiary drops the products too, when the user does not keep them", () => {
  const driver = atDocuments().send(
    { type: "went_to", step: "search_beneficiary" },
    { type: "beneficiary_confirmed", beneficiary: other, dropsChoices: true },
  );
  assert.deepEqual([driver.flow.products, driver.flow.diagnoses], [[], []]);
  assert.equal(driver.flow.prefillApplied, undefined, "what the host page prefills comes anew");
});

test("the person before is known until another one is confirmed, also of another sponsor", () => {
  const driver = atDocuments().send(
    { type: "went_to", step: "search_beneficiary" },
    { type: "sponsor_chosen", sponsorSlug: "sponsor-sul" },
    { type: "sponsor_chosen", sponsorSlug: "sponsor-norte" },
  );
  assert.equal(driver.flow.formerPerson?.beneficiary_id, "ben-1");
  driver.send({ type: "beneficiary_confirmed", beneficiary: other });
  assert.equal(driver.flow.formerPerson, undefined);
});

test("declining the person changes nothing while the request is created for them", () => {
  const driver = withChoices().send({ type: "products_submitted", key: "k" });
  const { flow } = driver;
  driver.send({ type: "went_to", step: "search_beneficiary" }, { type: "beneficiary_declined" });
  assert.deepEqual(driver.flow, flow);
});
