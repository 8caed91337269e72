import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import { journeyOf, prepare, submit } from "./journey.ts";

describe("a person in a host page asks for an authorization", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment();
  });
  after(() => environment?.close());

  const lastRequest = () => environment.stack.sandbox.state.requests.all().at(-1);

  test("gets the quickstart's medication approved, with a code and how long it holds", async () => {
    const { widget, errors, close } = await environment.openPage();
    await submit(widget, await environment.pdf());
    await widget.waitForStep("Approved");
    await widget.waitForText(/AUTH-\d{4}-\d{6}/);
    await widget.waitForText("Valid until");
    assert.deepEqual(lastRequest()?.diagnosisCodes, ["R51"]);
    assert.deepEqual(lastRequest()?.products, [
      {
        product_code: "MED-042",
        product_type: "MEDICATION",
        quantity: 30,
        posology: "1 tablet every 8h for 10 days",
      },
    ]);
    assert.equal(lastRequest()?.files.length, 1);
    assert.deepEqual(await errors(), []);
    await close();
  });

  test("the host is told once of readiness and of the outcome, and of each step in order", async () => {
    const { widget, events, close } = await environment.openPage();
    await submit(widget, await environment.pdf());
    await widget.waitForStep("Approved");
    const steps = (await events("preauth-step")) as { name: string }[];
    assert.deepEqual(
      steps.map(({ name }) => name),
      ["search_beneficiary", "select_products", "capture_indication", "review_and_submit", "outcome"],
    );
    assert.equal((await events("preauth-ready")).length, 1);
    const [outcome, ...more] = (await events("preauth-complete")) as Record<string, unknown>[];
    assert.equal(more.length, 0);
    assert.equal(outcome?.status, "COMPLETED");
    assert.equal(outcome?.authorization_request_id, lastRequest()?.id);
    assert.equal(typeof outcome?.duration_ms, "number");
    await close();
  });

  test("reads the sponsor's reason in full when it rejects, and gets no code", async () => {
    const { widget, close } = await environment.openPage({ sponsor: "sponsor-rejects" });
    await submit(widget, await environment.pdf(), journeyOf("sponsor-rejects"));
    await widget.waitForStep("Not approved");
    const reason = lastRequest()?.authorizations[0]?.rejection_reason;
    assert.ok(reason);
    await widget.waitForText(reason);
    assert.equal(await widget.has("output"), false);
    await close();
  });

  test("sees each group for itself when one is approved and one rejected, the approved one first", async () => {
    const { widget, close } = await environment.openPage({ sponsor: "sponsor-mixed" });
    await submit(widget, await environment.pdf(), journeyOf("sponsor-mixed"));
    await widget.waitForStep("Partly approved");
    await widget.waitForText(/Approved.*AUTH-\d{4}-\d{6}.*Not approved.*Only medication is covered/s);
    assert.equal(await widget.count("article"), 2);
    await close();
  });

  test("gives what a sponsor requires beside, and gets through", async () => {
    const { widget, close } = await environment.openPage({ sponsor: "sponsor-required-fields" });
    await submit(widget, await environment.pdf(), journeyOf("sponsor-required-fields"));
    await widget.waitForStep("Approved");
    assert.deepEqual(lastRequest()?.fields, {
      professional_license_number: "RM-12345",
      service_type_code: "AMB",
      authorization_type: "PRESCRIPTION",
    });
    await close();
  });

  test("goes back and forth without losing anything, and without a second request", async () => {
    const { widget, close } = await environment.openPage();
    await prepare(widget, await environment.pdf());
    const made = environment.stack.sandbox.state.requests.all().length;
    await widget.press("Change: Products");
    await widget.waitForStep("What is needed?");
    await widget.waitForText("1 tablet every 8h for 10 days");
    await widget.waitForText("R51");
    await widget.press("Save and return to review");
    await widget.waitForStep("Check and send");
    await widget.waitForText("indication");
    assert.equal(environment.stack.sandbox.state.requests.all().length, made);
    await close();
  });
});
