import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { readSponsors, type SponsorData, type TryCase } from "../sandbox/sandbox.ts";
import { type Environment, startEnvironment } from "./environment.ts";
import { fillRequest, search } from "./journey.ts";
import { KeyboardPage } from "./keyboard-page.ts";

const sponsors = await readSponsors();

/** `EVERY_SPONSOR=true` has all of them; their rules are tested at the server, in `test/live/sponsors.test.ts`. */
const isEvery = process.env.EVERY_SPONSOR === "true";

/** Sponsors whose forms, documents or outcomes look different from all others': the first way through each. */
const differing = [
  "sponsor-mixed",
  "sponsor-required-fields",
  "sponsor-schema-form",
  "sponsor-every-field",
  "sponsor-three-forms",
  "sponsor-family",
  "sponsor-several-documents",
  "sponsor-many-options",
  "sponsor-otp",
  "sponsor-later-mixed",
];

/** What stands over the outcome, by the statuses of its groups. */
function titleOf(statuses: string[]): RegExp {
  const [first, ...others] = [...new Set(statuses)];
  if (others.length) return /^Partly approved$/;
  const known: Record<string, RegExp> = {
    APPROVED: /^Approved$/,
    REJECTED: /^Not approved$/,
    PENDING_SPONSOR: /^Waiting for the insurer$/,
    PARTIALLY_COVERED: /^Partially covered$/,
  };
  return known[first ?? ""] ?? new RegExp(`^${first}$`);
}

describe("with the keyboard alone, a person gets where each sponsor's rules lead", () => {
  let environment: Environment;

  before(async () => {
    // Several cases send codes to one person; how long one waits between two is tested elsewhere.
    environment = await startEnvironment({ bff: { OTP_PAUSES: "0" } });
  });
  after(() => environment?.close());

  for (const sponsor of sponsors.filter(({ slug }) => isEvery || differing.includes(slug))) {
    for (const values of isEvery ? sponsor.try : sponsor.try.slice(0, 1)) {
      test(`${sponsor.slug}: ${values.title}`, async () => {
        environment.stack.sandbox.state.otps.clear();
        const opened = await environment.openPage({ sponsor: sponsor.slug });
        const widget = new KeyboardPage(opened.widget.tab);
        await walk(widget, sponsor, values);
        const unexpected = (await opened.errors()).filter((error) => !/status of 4\d\d/.test(error));
        assert.deepEqual(unexpected, []);
        await opened.close();
      });
    }
  }

  /** From the first screen to where the case says that it ends. */
  async function walk(widget: KeyboardPage, sponsor: SponsorData, values: TryCase): Promise<void> {
    const { expect } = values;
    await search(widget, { sponsor, values });
    if (expect.at === "search") return refusedAtSearch(widget, expect.status);
    if (values.person) {
      await widget.find("button", /^Continue with /);
      await widget.check(new RegExp(values.person));
    }
    await widget.confirmPerson();
    await widget.waitForStep("What is needed?");
    await fillRequest(widget, { sponsor, values });
    await widget.press("Continue");
    if (expect.at === "create") return widget.waitForText(/not registered|does not accept|missing/);
    await documents(widget, sponsor, values);
    if (lacksDocument(sponsor, values)) return widget.waitForText("Add this document");
    await widget.waitForStep("Check and send");
    await widget.press(/^(Continue|Request authorization)$/);
    if (values.otp_code) await enterCode(widget, values.otp_code);
    if (expect.at === "otp") return widget.waitForText(/code .*(not correct|expired)/);
    if (expect.at === "outcome") {
      await widget.waitForStep(titleOf(expect.authorizations.map(({ status }) => status)));
      const { length } = expect.authorizations;
      assert.equal(
        await widget.count("article"),
        length > 1 ? length : 0,
        "one panel each; a single one is the step",
      );
    } else {
      await widget.waitForText(/Approved|Waiting for the insurer|Under review/);
    }
  }

  async function refusedAtSearch(widget: KeyboardPage, status: number | "inactive"): Promise<void> {
    if (status === "inactive") await widget.waitForText("Not active");
    else if (status === 404) await widget.waitForText("Not found, or not covered");
    else if (status === 403) await widget.waitForText("not affiliated");
    else await widget.waitForText(/does not accept|not accepted|Write it like/);
    assert.equal(await widget.has("button", /^Continue with /), false);
  }

  async function documents(widget: KeyboardPage, sponsor: SponsorData, { documents = [] }: TryCase) {
    await widget.waitForStep("Add the documents");
    for (const fileType of documents) {
      const rule = sponsor.documents.find((one) => one.file_type === fileType);
      const isPhoto = rule?.mime_types !== undefined && !rule.mime_types.includes("application/pdf");
      await widget.attachTo(fileType, await (isPhoto ? environment.photo() : environment.pdf()));
    }
    await widget.press("Continue");
  }

  async function enterCode(widget: KeyboardPage, code: string): Promise<void> {
    await widget.waitForStep("Send the patient a code");
    await widget.press("Send code");
    // Six digits are sent by themselves.
    await widget.fill("Code", code);
  }
});

/** Whether the case leaves out a document that this sponsor requires: the widget goes no further then. */
function lacksDocument(sponsor: SponsorData, { documents = [], products = [] }: TryCase): boolean {
  return sponsor.documents.some(
    ({ required, file_type, product_types }) =>
      required &&
      !documents.includes(file_type) &&
      (!product_types || products.some((product) => product_types.includes(product.product_type))),
  );
}
