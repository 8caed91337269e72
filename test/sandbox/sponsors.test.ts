import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readSponsors, readTrySheet, type Sandbox, startSandbox } from "./sandbox.ts";
import { type ArcCaller, signIn } from "./testing/arc-caller.ts";
import { startReceiver } from "./testing/receiver.ts";
import { runCase } from "./testing/run-case.ts";

const sponsors = await readSponsors();
let sandbox: Sandbox;
let arc: ArcCaller;
let receiver: Awaited<ReturnType<typeof startReceiver>>;

describe("the sandbox's sponsors", () => {
  before(async () => {
    receiver = await startReceiver(() => ({ status: 204 }));
    sandbox = await startSandbox({
      webhookUrl: receiver.url,
      tokenLifetime: 86_400,
      now: () => Date.UTC(2026, 10, 20),
    });
    arc = await signIn(sandbox.url);
  });
  after(async () => {
    await sandbox.close();
    await receiver.close();
  });

  for (const sponsor of sponsors) {
    for (const testCase of sponsor.try) {
      test(`${sponsor.slug}: ${testCase.title}`, async () => {
        assert.deepEqual(await runCase(sandbox, arc, sponsor, testCase), testCase.expect);
      });
    }
  }

  test("every sponsor has a slug, people and documents of its own", () => {
    const slugs = sponsors.map(({ slug }) => slug);
    assert.equal(new Set(slugs).size, slugs.length);
    const owners = new Map<string, string>();
    for (const { slug, people } of sponsors) {
      for (const { beneficiary } of people) {
        const id = String(beneficiary.beneficiary_id);
        assert.equal(owners.get(id) ?? slug, slug, `${id} belongs to two sponsors`);
        owners.set(id, slug);
      }
    }
  });

  test("the forms between them have all 28 documented types", () => {
    const types = new Set(
      sponsors.flatMap(({ forms }) => forms.flatMap(({ fields }) => fields.map(({ type }) => type))),
    );
    const documented =
      "TEXT TEXTAREA EMAIL PHONE INTEGER DECIMAL PERCENTAGE CURRENCY DATE BOOLEAN SELECT DROPDOWN SPONSOR_PROVIDERS_DROPDOWN SPECIALTY_SELECTOR FILE_UPLOAD BENEFICIARY BENEFICIARY_CARD DOCTOR_CARD DIAGNOSES CHIEF_COMPLAINT_DIAGNOSES DIFFERENTIAL_DIAGNOSES DIAGNOSES_PRODUCT MEDICAL_PROCEDURE_PRODUCT PRE_INVOICE_ITEMS SEARCH_BENEFICIARY_WITH_EXTERNAL_BENEFITS SECTION_TITLE TEXT_LIST DASHED_DIVIDER".split(
        " ",
      );
    assert.equal(documented.length, 28);
    assert.deepEqual(
      documented.filter((type) => !types.has(type)),
      [],
    );
  });

  test("a sponsor is plain JSON: it survives being sent over the control port", () => {
    assert.deepEqual(JSON.parse(JSON.stringify(sponsors)), sponsors);
  });

  test("the try sheet begins with the quickstart's own values", async () => {
    const [first] = await readTrySheet();
    assert.equal(first?.sponsor_slug, "sponsor-sandbox");
    assert.deepEqual(first?.cases[0]?.search, { document_type: "CC", document_number: "123456789" });
  });
});
