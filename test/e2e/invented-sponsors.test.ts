import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import type { SponsorData } from "../sandbox/sandbox.ts";
import { DocumentsPage } from "./documents-page.ts";
import { type Environment, type OpenedPage, startEnvironment } from "./environment.ts";
import { inventedSponsor, productOf } from "./invented-sponsor.ts";
import { addDiagnosis, addProduct } from "./journey.ts";
import type { WidgetPage } from "./widget-page.ts";

/** `INVENTED_SPONSORS=200` draws as many; the same seed draws the same ones. */
const count = Number(process.env.INVENTED_SPONSORS ?? 6);
const seed = Number(process.env.INVENTED_SEED ?? 20_261_121);

/** What is typed into a field of each type. */
const typed: Record<string, string> = {
  EMAIL: "alex@example.test",
  PHONE: "+57 300 000 0000",
  INTEGER: "7",
  DECIMAL: "2.5",
  number: "2.5",
  PERCENTAGE: "50",
  CURRENCY: "10.5",
  DATE: "1990-07-21",
  date: "1990-07-21",
};
const choices = ["SELECT", "DROPDOWN", "SPONSOR_PROVIDERS_DROPDOWN", "SPECIALTY_SELECTOR", "enum"];

describe(`${count} sponsors that were never seen before`, () => {
  let environment: Environment;

  before(async () => {
    // One user goes through all of them, which no desk does in an hour.
    environment = await startEnvironment({ bff: { RATE_LIMITS: "search=2000/3600,upload=4000/3600" } });
  });
  after(() => environment?.close());

  for (let index = 0; index < count; index++) {
    const slug = `invented-${index}`;
    test(`a person gets through ${slug} to its decision, without an error in the console`, async () => {
      const [sponsor] = fc.sample(inventedSponsor(slug), { seed: seed + index, numRuns: 1 }) as [SponsorData];
      environment.stack.sandbox.state.sponsors.set(slug, sponsor);
      const opened = await environment.openPage();
      const { widget } = opened;
      try {
        await widget.find("textbox", "Document number");
        await widget.tab.evaluate((wanted) => {
          const widget = document.querySelector("osigu-preauth") as HTMLElement & { sponsorSlug: string };
          widget.sponsorSlug = wanted;
        }, slug);
        // The form of the sponsor before, whose button says the same, is there until this one's has come.
        await widget.tab.waitFor(() => !window.finder.text().includes("Document number"));
        await walk(opened, sponsor);
      } catch (thrown) {
        throw new Error(`${(thrown as Error).message}\n${JSON.stringify(sponsor.forms)}`);
      }
      assert.deepEqual(await opened.errors(), []);
      await opened.close();
    });
  }

  async function walk({ widget }: OpenedPage, sponsor: SponsorData): Promise<void> {
    await fillForm(widget, sponsor);
    await widget.press("Search");
    await widget.confirmPerson();
    await widget.waitForStep("What is needed?");
    for (const type of sponsor.product_types) {
      await addProduct(widget, { product_code: productOf[type], product_type: type, quantity: 3 });
    }
    await addDiagnosis(widget, "R51");
    await fillDemands(widget, sponsor);
    await widget.press("Continue");
    await widget.waitForStep("Add the documents");
    const documents = new DocumentsPage(widget);
    for (const { file_type } of sponsor.documents) {
      await documents.attachTo(file_type, await environment.pdf());
    }
    await widget.press("Continue");
    await widget.waitForStep("Check and send");
    await widget.press("Request authorization");
    const isApproved = sponsor.decision.rules[0]?.status === "APPROVED";
    await widget.waitForStep(isApproved ? "Approved" : "Not approved");
    const { length } = sponsor.product_types;
    assert.equal(
      await widget.count("article"),
      length > 1 ? length : 0,
      "one panel each; a single one is the step",
    );
  }

  async function fillForm(widget: WidgetPage, sponsor: SponsorData): Promise<void> {
    const [form] = sponsor.forms;
    await widget.find("button", "Search");
    for (const { type, label = "", required } of form?.fields ?? []) {
      if (!required) continue;
      const named = new RegExp(`^${label}\\b`);
      if (choices.includes(type)) await widget.choose(named, "V1", "Choice number 1");
      else if (type === "DIAGNOSES") await widget.pick(named, "R51", /R51$/);
      else if (type === "MEDICAL_PROCEDURE_PRODUCT") await widget.pick(named, "PRC-001", /PRC-001/);
      else await widget.fill(named, typed[type] ?? "Something");
    }
  }

  async function fillDemands(widget: WidgetPage, { configuration }: SponsorData): Promise<void> {
    const labels: Record<string, RegExp> = {
      professional_license_number: /^Professional licence/,
      service_type_code: /^Service type/,
      authorization_type: /^Authorization type/,
      provider_branch_id: /^Branch/,
      clinical_summary: /^Clinical summary/,
    };
    for (const name of configuration.required_fields) {
      const label = labels[name] ?? /^$/;
      if (name === "authorization_type") await widget.choose(label, "MEDICAL_INDICATION");
      else if (name === "service_type_code" && configuration.service_types) await widget.choose(label, "AMB");
      else await widget.fill(label, "12345");
    }
  }
});
