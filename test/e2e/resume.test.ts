import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DocumentsPage } from "./documents-page.ts";
import { type Environment, startEnvironment } from "./environment.ts";
import {
  addDiagnosis,
  addProduct,
  askFor,
  findPerson,
  journeyOf,
  prepare,
  quickstart,
  submit,
} from "./journey.ts";
import { readStorage, waitForEmptyStorage, waitForSaved } from "./storage.ts";
import type { Tab } from "./tab.ts";

const product = quickstart.values.products?.[0] as Parameters<typeof addProduct>[1];

const reload = async (tab: Tab) => {
  await tab.reload();
  await tab.waitFor(() => document.querySelector("osigu-preauth"));
};

/** Puts a second widget into the page, types its document number, and gives what the field held before. */
const fillSecond = (tab: Tab, id: string, value?: string) =>
  tab.evaluate(
    async (own, typed) => {
      const first = document.querySelector("osigu-preauth") as HTMLElement & Record<string, unknown>;
      const second = document.createElement("osigu-preauth");
      const { getToken, bffUrl, sponsorSlug, resume } = first;
      Object.assign(second, { id: own, getToken, bffUrl, sponsorSlug, resume });
      const ready = new Promise((resolve) => second.addEventListener("preauth-ready", resolve));
      document.body.append(second);
      await ready;
      await (second as unknown as { updateComplete: Promise<unknown> }).updateComplete;
      const field = [...(second.shadowRoot?.querySelectorAll("input") ?? [])].find(
        (input) => window.finder.nameOf(input) === "Document number",
      );
      if (!field) throw new Error("The second widget has no such field.");
      const before = field.value;
      if (typed) {
        field.value = typed;
        field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
      }
      return before;
    },
    id,
    value,
  );

describe("without the host's permission", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment();
  });
  after(() => environment?.close());

  test("nothing is kept on the device, at no moment of a whole run", async () => {
    const { widget, close } = await environment.openPage();
    await prepare(widget, await environment.pdf());
    const nothing = { session: [], local: [], cookies: "", databases: [], rows: [] };
    assert.deepEqual(await readStorage(widget.tab), nothing);
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    assert.deepEqual(await readStorage(widget.tab), nothing);
    await reload(widget.tab);
    await widget.waitForStep("Who is it for?");
    await close();
  });
});

describe("with the host's permission, after a reload", () => {
  let environment: Environment;
  let user = "somebody";

  before(async () => {
    environment = await startEnvironment({ user: () => user });
  });
  after(() => environment?.close());

  const callsOf = (operation: string) => environment.stack.sandbox.state.calls.of(operation).length;

  test("what was typed into the search is there", async () => {
    const { widget, close } = await environment.openPage({ resume: true });
    await widget.fill("Document number", "123456789");
    await waitForSaved(widget.tab);
    await reload(widget.tab);
    await widget.waitForStep("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "123456789");
    await close();
  });

  test("the person is at the same step, with products and diagnoses", async () => {
    const { widget, events, close } = await environment.openPage({ resume: true });
    await findPerson(widget);
    await addProduct(widget, product);
    await addDiagnosis(widget, "R51");
    await widget.waitForText("R51");
    await waitForSaved(widget.tab);
    await reload(widget.tab);
    await widget.waitForStep("What is needed?");
    await widget.waitForText("MARIA GONZALEZ");
    await widget.waitForText("1 tablet every 8h for 10 days");
    await widget.waitForText("R51");
    assert.equal((await events("preauth-ready")).length, 1);
    await widget.press("Continue");
    await widget.waitForStep("Add the documents");
    await close();
  });

  test("documents are there, and one request is completed once", async () => {
    const { widget, events, errors, close } = await environment.openPage({ resume: true });
    const created = callsOf("createAuthorizationRequest");
    const uploaded = callsOf("attachAuthorizationIndication");
    await prepare(widget, await environment.pdf());
    await waitForSaved(widget.tab);
    await reload(widget.tab);
    await widget.waitForStep("Check and send");
    await widget.press("Change: Documents");
    await widget.waitForText("Uploaded");
    await widget.press("Save and return to review");
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    assert.equal(callsOf("createAuthorizationRequest"), created + 1);
    assert.equal(callsOf("attachAuthorizationIndication"), uploaded + 1);
    assert.equal((await events("preauth-complete")).length, 1);
    assert.deepEqual(await errors(), []);
    await widget.tab.waitFor(() => !sessionStorage.length);
    await waitForEmptyStorage(widget.tab);
    await close();
  });

  test("photos that were being made into one PDF are there, and become it", async () => {
    const sponsor = "sponsor-several-documents";
    const { widget, close } = await environment.openPage({ resume: true, sponsor });
    await askFor(widget, journeyOf(sponsor));
    const documents = new DocumentsPage(widget);
    await documents.attachTo("MEDICAL_INDICATION", await environment.pdf());
    await documents.attachTo("ID_CARD", await environment.photo());
    const shots = ["first.jpg", "second.jpg"].map((name) => ({ name, width: 600, height: 800 }));
    await documents.photograph("LAB_RESULT", ...shots);
    await widget.waitForText(/first.*Page 1 of 2.*second.*Page 2 of 2/s);
    await waitForSaved(widget.tab);
    // The PDF is made of parts of each photo: in this page it is never done.
    await widget.tab.evaluate(() => {
      Blob.prototype.slice = () => Object.assign(new Blob(), { arrayBuffer: () => new Promise(() => {}) });
    });
    await widget.press("Continue");
    await widget.waitForStep("Check and send");
    await waitForSaved(widget.tab);
    await reload(widget.tab);
    await widget.waitForStep("Check and send");
    await widget.waitForText(/first\.pdf Uploaded/);
    const [arrived] = (environment.stack.sandbox.state.requests.all().at(-1)?.files ?? []).filter(
      ({ file_type }) => file_type === "LAB_RESULT",
    );
    assert.equal(arrived?.detected_type, "application/pdf");
    const bound = (await documents.held()).findIndex(({ name }) => name === "first.pdf");
    const text = (await documents.bytes(bound)).toString("latin1");
    assert.equal(text.match(/\/Type\/Page\//g)?.length, 2);
    await close();
  });

  test("nobody can read what is kept: neither names nor numbers nor the file", async () => {
    const { widget, close } = await environment.openPage({ resume: true });
    await prepare(widget, await environment.pdf());
    await waitForSaved(widget.tab);
    const { session, local, rows } = await readStorage(widget.tab);
    assert.equal(rows.length, 1);
    assert.ok(rows[0], "The stored file has content.");
    const all = [...session, ...local, ...rows].join("\n");
    for (const word of ["MARIA", "GONZALEZ", "123456789", "MED-042", "%PDF-1", "indication"]) {
      assert.ok(!all.includes(word), `${word} can be read.`);
    }
    await close();
  });

  test("a completion that was on its way is looked after, and not sent again", async () => {
    const { widget, close } = await environment.openPage({ resume: true });
    await prepare(widget, await environment.pdf());
    await waitForSaved(widget.tab);
    const completed = callsOf("completeAuthorizationRequest");
    const { faults } = environment.stack.sandbox;
    const held = faults.hold("completeAuthorizationRequest");
    await widget.press("Request authorization");
    await widget.waitForText("Asking the insurer…");
    await held.arrived;
    await waitForSaved(widget.tab);
    await reload(widget.tab);
    held.release();
    await widget.waitForStep("Approved");
    assert.equal(callsOf("completeAuthorizationRequest"), completed + 1);
    faults.clear();
    await close();
  });

  test("a decision that is waited for is waited for on, and told once", async () => {
    environment.stack.sandbox.clock.stop();
    const { widget, events, close } = await environment.openPage({
      resume: true,
      sponsor: "sponsor-later-approves",
    });
    await submit(widget, await environment.pdf(), journeyOf("sponsor-later-approves"));
    await widget.waitForStep("Waiting for the insurer");
    await waitForSaved(widget.tab);
    await reload(widget.tab);
    await widget.waitForStep("Waiting for the insurer");
    environment.stack.sandbox.clock.advance(3000);
    await widget.waitForStep("Approved");
    // The page was loaded anew: what it was told before the reload it is not told again.
    assert.equal((await events("preauth-complete")).length, 0);
    assert.equal((await events("preauth-decision")).length, 1);
    environment.stack.sandbox.clock.reset();
    await close();
  });

  test("another request begins empty, also after one more reload", async () => {
    const { widget, close } = await environment.openPage({ resume: true });
    await findPerson(widget);
    await widget.press("Back");
    await widget.tab.waitFor(() => sessionStorage.length);
    await widget.tab.evaluate(() =>
      (document.querySelector("osigu-preauth") as unknown as { restart(): void }).restart(),
    );
    await widget.waitForStep("Who is it for?");
    await widget.tab.waitFor(() => !sessionStorage.length);
    await reload(widget.tab);
    await widget.waitForStep("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "");
    await close();
  });

  test("what is older than two hours is gone", async () => {
    const { widget, close } = await environment.openPage({ resume: true });
    await widget.fill("Document number", "123456789");
    await waitForSaved(widget.tab);
    await widget.tab.evaluate(() => {
      const [, encrypted] = (sessionStorage.getItem("osigu-preauth") ?? "").split(/^\d+/);
      sessionStorage.setItem("osigu-preauth", `${Date.now() - 1}${encrypted}`);
    });
    await reload(widget.tab);
    await widget.waitForStep("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "");
    await close();
  });

  for (const [id, comesBack] of [
    ["second", "its own"],
    ["", "nothing, as it has no place of its own"],
  ] as const) {
    test(`beside a second widget ${id && "with an id"} the first has what it had, and that one has ${comesBack}`, async () => {
      const { widget, close } = await environment.openPage({ resume: true });
      await widget.fill("Document number", "111");
      await waitForSaved(widget.tab);
      await fillSecond(widget.tab, id, "222");
      await waitForSaved(widget.tab);
      await reload(widget.tab);
      assert.equal(await widget.valueOf("Document number"), "111");
      assert.equal(await fillSecond(widget.tab, id), id && "222");
      await close();
    });
  }

  test("another user of the same tab gets nothing of it, and it is gone", async () => {
    const { widget, close } = await environment.openPage({ resume: true });
    await widget.fill("Document number", "123456789");
    await waitForSaved(widget.tab);
    user = "somebody-else";
    await reload(widget.tab);
    await widget.waitForStep("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "");
    assert.equal(await widget.tab.evaluate(() => sessionStorage.length), 0);
    user = "somebody";
    await close();
  });
});

describe("a request that the page names", () => {
  let environment: Environment;
  before(async () => {
    environment = await startEnvironment({ user: () => "ana" });
  });
  after(() => environment?.close());

  const shownId = (tab: Tab) =>
    tab.evaluate(() => document.querySelector("osigu-preauth")?.getAttribute("request-id") ?? "");
  const name = async (tab: Tab, id: string) => {
    await tab.waitFor(() => document.querySelector("osigu-preauth"));
    await tab.evaluate(
      (named) => document.querySelector("osigu-preauth")?.setAttribute("request-id", named),
      id,
    );
  };

  test("is gone on with in another tab, and shown at its outcome in a third", async () => {
    const first = await environment.openPage();
    await askFor(first.widget);
    const requestId = await shownId(first.widget.tab);
    assert.notEqual(requestId, "");
    await first.close();

    const second = await environment.openPage();
    await name(second.widget.tab, requestId);
    await second.widget.waitForStep("Add the documents");
    await second.widget.attach(await environment.pdf());
    await second.widget.waitForText("Uploaded");
    await second.widget.press("Continue");
    await second.widget.waitForStep("Check and send");
    await second.widget.press("Request authorization");
    await second.widget.waitForStep("Approved");
    assert.equal(environment.stack.sandbox.state.calls.of("createAuthorizationRequest").length, 1);
    await second.close();

    const third = await environment.openPage();
    await name(third.widget.tab, requestId);
    await third.widget.waitForStep("Approved");
    await third.widget.waitForText("MARIA GONZALEZ");
    assert.equal(await shownId(third.widget.tab), requestId);
    await third.close();
  });
});
