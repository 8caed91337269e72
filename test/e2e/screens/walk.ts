import type { Environment, PageOptions } from "../environment.ts";
import {
  addProduct,
  fillRequest,
  findPerson,
  journeyOf,
  prepare,
  quickstart,
  search,
  submit,
} from "../journey.ts";
import type { WidgetPage } from "../widget-page.ts";
import type { Camera } from "./camera.ts";

/** The way to an approval, with a picture of each thing that a user meets. */
export async function walkToApproval(environment: Environment, page: PageOptions, { take }: Camera) {
  const { widget, close } = await environment.openPage(page);
  await widget.find("textbox", "Document number");
  await take(widget, "1-search");
  await widget.press("Search");
  await widget.waitForText("Fill in this field");
  await take(widget, "1-search-incomplete");
  await findPerson(widget);
  await widget.press("Continue");
  await widget.waitForText("Add at least one product");
  await take(widget, "2-request-incomplete");
  await widget.press("Add product");
  await widget.fill("Product", "para");
  await widget.find("option");
  await take(widget, "2-product-search");
  await (await widget.find("option", /MED-042/)).click();
  await widget.find("textbox", "Dose");
  await take(widget, "2-product");
  await widget.press("Change");
  await widget.press("Cancel");
  await fillRequest(widget);
  await addProduct(widget, { product_code: "MED-064", product_type: "MEDICATION", quantity: 60 });
  await widget.pick("Diagnoses", "I10", /I10$/);
  await take(widget, "2-request");
  await widget.press("Continue");
  await widget.waitForStep("Add the documents");
  await take(widget, "3-documents-empty");
  await widget.attach(await environment.textFile());
  await widget.waitForText(/not accepted/);
  await take(widget, "3-documents-refused");
  await widget.attach(await environment.pdf());
  await widget.waitForText("Uploaded");
  await take(widget, "3-documents");
  await widget.press("Continue");
  await widget.waitForStep("Check and send");
  await take(widget, "4-review");
  await widget.press("Request authorization");
  await widget.waitForStep("Approved");
  await widget.find("image", /^QR code/);
  await take(widget, "5-approved");
  await close();
}

/** What else a user can meet: other search forms, what was asked for before, other answers of insurers. */
export async function walkAside(environment: Environment, page: PageOptions, camera: Camera) {
  await recents(environment, page, camera);
  await searchForms(environment, page, camera);
  await severalDocuments(environment, page, camera);
  for (const [sponsor, title, state] of [
    ["sponsor-rejects", "Not approved", "5-rejected"],
    ["sponsor-mixed", "Partly approved", "5-mixed"],
    ["sponsor-never-answers", "Waiting for the insurer", "5-pending"],
    ["sponsor-new-words", /covered/i, "5-unknown"],
  ] as const) {
    await onPage(environment, { ...page, sponsor }, async (widget) => {
      await submit(widget, await environment.pdf(), journeyOf(sponsor));
      await widget.waitForStep(title);
      await camera.take(widget, state);
    });
  }
  await oneTimeCode(environment, page, camera);
}

/** Somebody who asked for the same before. */
async function recents(environment: Environment, page: PageOptions, { take }: Camera) {
  await onPage(environment, page, async (widget) => {
    await findPerson(widget);
    await (await widget.find("combobox", "Find a product")).click();
    await widget.find("option");
    await take(widget, "2-request-recent");
  });
}

async function searchForms(environment: Environment, page: PageOptions, { take }: Camera) {
  for (const [title, state] of [
    ["Not in the directory", "1-search-nobody"],
    ["Coverage ended, and the answer says so", "1-search-inactive"],
  ] as const) {
    await onPage(environment, page, async (widget) => {
      await search(widget, journeyOf(quickstart.sponsor.slug, title));
      await widget.waitForText(/Not found|Not active/);
      await take(widget, state);
    });
  }
  await onPage(environment, { ...page, sponsor: "sponsor-family" }, async (widget) => {
    await search(widget, journeyOf("sponsor-family"));
    await widget.find("radio", /MATEO/);
    await take(widget, "1-search-family");
  });
  await onPage(environment, { ...page, sponsor: "sponsor-three-forms" }, async (widget) => {
    await widget.find("button", "Search");
    await take(widget, "1-search-three-forms");
  });
  await onPage(environment, { ...page, sponsor: "sponsor-every-field" }, async (widget) => {
    await widget.press("Search");
    await widget.waitForText("Fill in this field");
    await take(widget, "1-search-every-field");
  });
  await onPage(environment, { ...page, sponsor: "" }, async (widget) => {
    await widget.find("combobox");
    await take(widget, "1-search-insurer");
  });
}

async function severalDocuments(environment: Environment, page: PageOptions, { take }: Camera) {
  const journey = journeyOf("sponsor-several-documents");
  await onPage(environment, { ...page, sponsor: journey.sponsor.slug }, async (widget) => {
    await findPerson(widget, journey);
    await fillRequest(widget, journey);
    await widget.press("Continue");
    await widget.waitForStep("Add the documents");
    await widget.attach(await environment.photo());
    await widget.waitForText("Uploaded");
    await widget.press("Continue");
    await widget.waitForText("Add this document to continue");
    await take(widget, "3-documents-several");
  });
}

async function oneTimeCode(environment: Environment, page: PageOptions, { take }: Camera) {
  await onPage(environment, { ...page, sponsor: "sponsor-otp" }, async (widget) => {
    await prepare(widget, await environment.pdf(), journeyOf("sponsor-otp"));
    await widget.press("Continue");
    await widget.waitForStep("Send the patient a code");
    await take(widget, "4-code-channel");
    await widget.press("Send code");
    await widget.waitForText("Sent to");
    await take(widget, "4-code");
    await widget.fill("Code", "000000");
    await widget.waitForText("That code is not correct.");
    await take(widget, "4-code-wrong");
  });
}

async function onPage(
  environment: Environment,
  page: PageOptions,
  visit: (widget: WidgetPage) => Promise<void>,
) {
  const { widget, close } = await environment.openPage(page);
  await visit(widget);
  await close();
}
