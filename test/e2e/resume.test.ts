import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addDiagnosis, addProduct, findPerson, journeyOf, prepare, quickstart, submit } from "./journey.ts";
import { kept, untilEmpty, waitForKept } from "./kept.ts";
import { openStage, type Stage } from "./stage.ts";
import type { Tab } from "./tab.ts";

const product = quickstart.values.products?.[0] as Parameters<typeof addProduct>[1];

const reload = async (tab: Tab) => {
  await tab.reload();
  await tab.waitFor(() => document.querySelector("osigu-preauth"));
};

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
