import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { askFor, fillRequest, fillSearch, findPerson, quickstart } from "./journey.ts";
import { openStage, type Stage } from "./stage.ts";
import type { WidgetPage } from "./widget-page.ts";

const megabyte = 1_000_000;

describe("a connection that breaks costs one press and loses nothing", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  const callsOf = (operation: string) => stage.stack.sandbox.state.calls.of(operation).length;
  const lastRequest = () => stage.stack.sandbox.state.requests.all().at(-1);

  test("an upload that is cut in the middle goes again, whole, by itself or sooner with one press", async () => {
    const { widget, leave } = await stage.visit();
    await askFor(widget);
    stage.line.cutAfter(2 * megabyte);
    await widget.attach(await stage.pdf(5 * megabyte));
    await widget.sees("Trying again");
    stage.line.mend();
    assert.ok(stage.line.cuts() > 0);
    assert.equal(lastRequest()?.files.length, 0);

    await widget.press("Send again");
    await widget.sees("Uploaded");
    assert.equal(lastRequest()?.files.length, 1);
    assert.ok((lastRequest()?.files[0]?.size ?? 0) >= 5 * megabyte - 1000);
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
    await leave();
  });

  test("a server that is gone while somebody is searched for, and is back", async () => {
    const { widget, leave } = await stage.visit();
    await fillSearch(widget, quickstart);
    await stage.stack.bff.stop();
    await widget.press("Search");
    await widget.sees("No connection to the server.");
    await stage.stack.bff.start();
    await widget.press("Search");
    await widget.press("Continue with MARIA");
    await widget.comesTo("What is needed?");
    await leave();
  });

  test("seven clicks and Enter at once make one request, and one completion", async () => {
    const { widget, events, leave } = await stage.visit();
    await findPerson(widget);
    await fillRequest(widget);
    const created = callsOf("createAuthorizationRequest");
    const completed = callsOf("completeAuthorizationRequest");
    await hammer(widget, "Continue");
    await widget.comesTo("Add the documents");
    assert.equal(callsOf("createAuthorizationRequest"), created + 1);

    await widget.attach(await stage.pdf());
    await widget.sees("Uploaded");
    await widget.press("Continue");
    await hammer(widget, "Request authorization");
    await widget.comesTo("Approved");
    assert.equal(callsOf("completeAuthorizationRequest"), completed + 1);
    assert.equal((await events("preauth-complete")).length, 1);
    await leave();
  });

  test("seven presses of the search at once ask once", async () => {
    const { widget, leave } = await stage.visit();
    await fillSearch(widget, quickstart);
    const before = callsOf("searchBeneficiary");
    await hammer(widget, "Search");
    await widget.find("button", "Continue with MARIA");
    assert.equal(callsOf("searchBeneficiary"), before + 1);
    await leave();
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
