import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DocumentsPage } from "./documents-page.ts";
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
import { kept, untilEmpty, waitForKept } from "./kept.ts";
import { openStage, type Stage } from "./stage.ts";
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

describe("without the host's leave", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  test("nothing is kept on the device, at no moment of a whole run", async () => {
    const { widget, leave } = await stage.visit();
    await prepare(widget, await stage.pdf());
    const nothing = { session: [], local: [], cookies: "", databases: [], rows: [] };
    assert.deepEqual(await kept(widget.tab), nothing);
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
    assert.deepEqual(await kept(widget.tab), nothing);
    await reload(widget.tab);
    await widget.comesTo("Who is it for?");
    await leave();
  });
});

describe("with the host's leave, after a reload", () => {
  let stage: Stage;
  let user = "somebody";

  before(async () => {
    stage = await openStage({ user: () => user });
  });
  after(() => stage?.close());

  const callsOf = (operation: string) => stage.stack.sandbox.state.calls.of(operation).length;

  test("what was typed into the search is there", async () => {
    const { widget, leave } = await stage.visit({ resume: true });
    await widget.fill("Document number", "123456789");
    await waitForKept(widget.tab);
    await reload(widget.tab);
    await widget.comesTo("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "123456789");
    await leave();
  });

  test("the person is at the same step, with products and diagnoses", async () => {
    const { widget, events, leave } = await stage.visit({ resume: true });
    await findPerson(widget);
    await addProduct(widget, product);
    await addDiagnosis(widget, "R51");
    await widget.sees("R51");
    await waitForKept(widget.tab);
    await reload(widget.tab);
    await widget.comesTo("What is needed?");
    await widget.sees("MARIA GONZALEZ");
    await widget.sees("1 tablet every 8h for 10 days");
    await widget.sees("R51");
    assert.equal((await events("preauth-ready")).length, 1);
    await widget.press("Continue");
    await widget.comesTo("Add the documents");
    await leave();
  });

  test("documents are there, and one request is completed once", async () => {
    const { widget, events, errors, leave } = await stage.visit({ resume: true });
    const created = callsOf("createAuthorizationRequest");
    const uploaded = callsOf("attachAuthorizationIndication");
    await prepare(widget, await stage.pdf());
    await waitForKept(widget.tab);
    await reload(widget.tab);
    await widget.comesTo("Check and send");
    await widget.press("Change: Documents");
    await widget.sees("Uploaded");
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
    assert.equal(callsOf("createAuthorizationRequest"), created + 1);
    assert.equal(callsOf("attachAuthorizationIndication"), uploaded + 1);
    assert.equal((await events("preauth-complete")).length, 1);
    assert.deepEqual(await errors(), []);
    await widget.tab.waitFor(() => !sessionStorage.length);
    await untilEmpty(widget.tab);
    await leave();
  });

  test("photos that were being made into one PDF are there, and become it", async () => {
    const sponsor = "sponsor-several-documents";
    const { widget, leave } = await stage.visit({ resume: true, sponsor });
    await askFor(widget, journeyOf(sponsor));
    const documents = new DocumentsPage(widget);
    await documents.attachTo("MEDICAL_INDICATION", await stage.pdf());
    await documents.attachTo("ID_CARD", await stage.photo());
    const shots = ["first.jpg", "second.jpg"].map((name) => ({ name, width: 600, height: 800 }));
    await documents.photograph("LAB_RESULT", ...shots);
    await widget.sees(/first.*Page of one PDF.*second.*Page of one PDF/s);
    await waitForKept(widget.tab);
    // The PDF is made of parts of each photo: in this page it is never done.
    await widget.tab.evaluate(() => {
      Blob.prototype.slice = () => Object.assign(new Blob(), { arrayBuffer: () => new Promise(() => {}) });
    });
    await widget.press("Continue");
    await widget.comesTo("Check and send");
    await waitForKept(widget.tab);
    await reload(widget.tab);
    await widget.comesTo("Check and send");
    await widget.sees(/first\.pdf Uploaded/);
    const [arrived] = (stage.stack.sandbox.state.requests.all().at(-1)?.files ?? []).filter(
      ({ file_type }) => file_type === "LAB_RESULT",
    );
    assert.equal(arrived?.detected_type, "application/pdf");
    const bound = (await documents.held()).findIndex(({ name }) => name === "first.pdf");
    const text = (await documents.bytes(bound)).toString("latin1");
    assert.equal(text.match(/\/Type\/Page\//g)?.length, 2);
    await leave();
  });

  test("nobody can read what is kept: neither names nor numbers nor the file", async () => {
    const { widget, leave } = await stage.visit({ resume: true });
    await prepare(widget, await stage.pdf());
    await waitForKept(widget.tab);
    const { session, local, rows } = await kept(widget.tab);
    assert.equal(rows.length, 1);
    const all = [...session, ...local, ...rows].join("\n");
    for (const word of ["MARIA", "GONZALEZ", "123456789", "MED-042", "%PDF-1", "indication"]) {
      assert.ok(!all.includes(word), `${word} can be read.`);
    }
    await leave();
  });

  test("a completion that was on its way is looked after, and not sent again", async () => {
    const { widget, leave } = await stage.visit({ resume: true });
    await prepare(widget, await stage.pdf());
    await waitForKept(widget.tab);
    const completed = callsOf("completeAuthorizationRequest");
    const { faults } = stage.stack.sandbox;
    faults.set([{ on: "completeAuthorizationRequest", latency: 1500, times: 1 }]);
    await widget.press("Request authorization");
    await widget.sees("Asking the insurer…");
    await waitForKept(widget.tab);
    await reload(widget.tab);
    await widget.comesTo("Approved");
    assert.equal(callsOf("completeAuthorizationRequest"), completed + 1);
    faults.clear();
    await leave();
  });

  test("a decision that is waited for is waited for on, and told once", async () => {
    const { widget, events, leave } = await stage.visit({ resume: true, sponsor: "sponsor-later-approves" });
    await submit(widget, await stage.pdf(), journeyOf("sponsor-later-approves"));
    await widget.comesTo("The insurer is deciding");
    await waitForKept(widget.tab);
    await reload(widget.tab);
    await widget.comesTo("The insurer is deciding");
    stage.stack.sandbox.clock.advance(3000);
    await widget.comesTo("Approved");
    // The page was loaded anew: what it was told before the reload it is not told again.
    assert.equal((await events("preauth-complete")).length, 0);
    assert.equal((await events("preauth-decision")).length, 1);
    stage.stack.sandbox.clock.reset();
    await leave();
  });

  test("another request begins empty, also after one more reload", async () => {
    const { widget, leave } = await stage.visit({ resume: true });
    await findPerson(widget);
    await widget.press("Back");
    await widget.tab.waitFor(() => sessionStorage.length);
    await widget.tab.evaluate(() =>
      (document.querySelector("osigu-preauth") as unknown as { restart(): void }).restart(),
    );
    await widget.comesTo("Who is it for?");
    await widget.tab.waitFor(() => !sessionStorage.length);
    await reload(widget.tab);
    await widget.comesTo("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "");
    await leave();
  });

  test("what is older than two hours is gone", async () => {
    const { widget, leave } = await stage.visit({ resume: true });
    await widget.fill("Document number", "123456789");
    await waitForKept(widget.tab);
    await widget.tab.evaluate(() => {
      const [, sealed] = (sessionStorage.getItem("osigu-preauth") ?? "").split(/^\d+/);
      sessionStorage.setItem("osigu-preauth", `${Date.now() - 1}${sealed}`);
    });
    await reload(widget.tab);
    await widget.comesTo("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "");
    await leave();
  });

  for (const [id, comesBack] of [
    ["second", "its own"],
    ["", "nothing, as it has no place of its own"],
  ] as const) {
    test(`beside a second widget ${id && "with an id"} the first has what it had, and that one has ${comesBack}`, async () => {
      const { widget, leave } = await stage.visit({ resume: true });
      await widget.fill("Document number", "111");
      await waitForKept(widget.tab);
      await fillSecond(widget.tab, id, "222");
      await waitForKept(widget.tab);
      await reload(widget.tab);
      assert.equal(await widget.valueOf("Document number"), "111");
      assert.equal(await fillSecond(widget.tab, id), id && "222");
      await leave();
    });
  }

  test("another user of the same tab gets nothing of it, and it is gone", async () => {
    const { widget, leave } = await stage.visit({ resume: true });
    await widget.fill("Document number", "123456789");
    await waitForKept(widget.tab);
    user = "somebody-else";
    await reload(widget.tab);
    await widget.comesTo("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "");
    assert.equal(await widget.tab.evaluate(() => sessionStorage.length), 0);
    user = "somebody";
    await leave();
  });
});
