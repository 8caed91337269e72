import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { type Environment, startEnvironment } from "./environment.ts";
import { askFor, fillRequest, fillSearch, findPerson, quickstart } from "./journey.ts";
import type { WidgetPage } from "./widget-page.ts";

const megabyte = 1_000_000;

describe("a connection that breaks costs one press and loses nothing", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment();
  });
  after(() => environment?.close());

  const callsOf = (operation: string) => environment.stack.sandbox.state.calls.of(operation).length;
  const lastRequest = () => environment.stack.sandbox.state.requests.all().at(-1);

  test("an upload that is cut in the middle goes again, whole, by itself or sooner with one press", async () => {
    const { widget, close } = await environment.openPage();
    await askFor(widget);
    environment.line.cutAfter(2 * megabyte);
    await widget.attach(await environment.pdf(5 * megabyte));
    while (environment.line.cuts() < 2) await pause(50);
    await widget.waitForText("Trying again");
    assert.equal(lastRequest()?.files.length, 0);

    // Not mended before the press, so that no try by itself arrives first, however slow the machine is.
    await widget.press("Send again");
    environment.line.mend();
    await widget.waitForText("Uploaded");
    assert.equal(lastRequest()?.files.length, 1);
    assert.ok((lastRequest()?.files[0]?.size ?? 0) >= 5 * megabyte - 1000);
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    await close();
  });

  test("a server that is gone while somebody is searched for, and is back", async () => {
    const { widget, close } = await environment.openPage();
    await fillSearch(widget, quickstart);
    await environment.stack.bff.stop();
    await widget.press("Search");
    await widget.waitForText("No connection to the server.");
    await environment.stack.bff.start();
    await widget.press("Search");
    await widget.confirmPerson();
    await widget.waitForStep("What is needed?");
    await close();
  });

  test("seven clicks and Enter at once make one request, and one completion", async () => {
    const { widget, events, close } = await environment.openPage();
    await findPerson(widget);
    await fillRequest(widget);
    const created = callsOf("createAuthorizationRequest");
    const completed = callsOf("completeAuthorizationRequest");
    await hammer(widget, "Continue");
    await widget.waitForStep("Add the documents");

    await widget.attach(await environment.pdf());
    await widget.waitForText("Uploaded");
    await widget.press("Continue");
    await hammer(widget, "Request authorization");
    await widget.waitForStep("Approved");
    assert.equal(callsOf("createAuthorizationRequest"), created + 1);
    assert.equal(callsOf("completeAuthorizationRequest"), completed + 1);
    assert.equal((await events("preauth-complete")).length, 1);
    await close();
  });

  test("seven presses of the search at once ask once", async () => {
    const { widget, close } = await environment.openPage();
    await fillSearch(widget, quickstart);
    const before = callsOf("searchBeneficiary");
    await hammer(widget, "Search");
    await widget.confirmPerson();
    assert.equal(callsOf("searchBeneficiary"), before + 1);
    await close();
  });
});

/** Seven clicks and an Enter in one tick. */
async function hammer(widget: WidgetPage, name: string): Promise<void> {
  const button = await widget.find("button", name);
  await button.evaluate((element) => {
    for (let press = 0; press < 7; press++) element.click();
    (element as HTMLButtonElement).form?.requestSubmit();
  });
}
