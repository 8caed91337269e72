import assert from "node:assert/strict";
import { test } from "node:test";
import { beneficiary, file } from "../../testing/fixtures.ts";
import { atDocuments } from "../../testing/flow-driver.ts";

const other = { ...beneficiary(), beneficiary_id: "somebody-else" };

test("another person's documents do not follow to the one who is confirmed now, what was asked for does", () => {
  const play = atDocuments().send({ type: "file_added", file: file() });
  const before = play.flow;
  play.send(
    { type: "went_to", step: "search_beneficiary" },
    { type: "beneficiary_confirmed", beneficiary: other },
  );
  assert.equal(play.flow.beneficiary?.beneficiary_id, "somebody-else");
  assert.deepEqual(play.flow.files, []);
  assert.equal(play.flow.request, undefined);
  assert.deepEqual(play.flow.products, before.products);
  assert.equal(play.count("cancel_upload"), 1);
});

test("an id that two insurers use is not one person: nothing follows from the one to the other", () => {
  const play = atDocuments().send(
    { type: "file_added", file: file() },
    { type: "went_to", step: "search_beneficiary" },
    { type: "sponsor_chosen", sponsorSlug: "sponsor-sul" },
    { type: "beneficiary_confirmed", beneficiary: beneficiary() },
  );
  assert.deepEqual(play.flow.files, []);
  assert.equal(play.flow.request, undefined);
});

test("the same person confirmed again keeps the documents and the request", () => {
  const play = atDocuments().send({ type: "file_added", file: file() });
  const before = play.flow;
  play.send(
    { type: "went_to", step: "search_beneficiary" },
    { type: "beneficiary_confirmed", beneficiary: beneficiary() },
  );
  assert.deepEqual(play.flow.files, before.files);
  assert.deepEqual(play.flow.request, before.request);
});
