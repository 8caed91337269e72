import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { HTTPRequest, Page } from "puppeteer-core";
import { addDiagnosis, addProduct, findPerson, journeyOf, prepare, quickstart, submit } from "./journey.ts";
import { openStage, type Stage } from "./stage.ts";

const product = quickstart.values.products?.[0] as Parameters<typeof addProduct>[1];

/** Everything that the host page's origin keeps on the device, as text. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const rows: string[] = [];
    for (const { name } of databases) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name as string);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const all = await new Promise<{ sealed: Uint8Array }[]>((resolve) => {
          const asking = database.transaction(store).objectStore(store).getAll();
          asking.onsuccess = () => resolve(asking.result);
        });
        rows.push(...all.map(({ sealed }) => new TextDecoder("latin1").decode(sealed)));
      }
      database.close();
    }
    return {
      session: Object.values({ ...sessionStorage }),
      local: Object.values({ ...localStorage }),
      cookies: document.cookie,
      databases: databases.map(({ name }) => name),
      rows,
    };
  });

const untilEmpty = async (page: Page) => {
  const { session, rows } = await kept(page);
  if (session.length || rows.length) await untilEmpty(page);
};

const reload = async (page: Page) => {
  await page.reload();
  await page.waitForFunction(() => document.querySelector("osigu-preauth"));
};

/** Waits until the last change is kept: sealing takes a moment, and no person reloads faster. */
const waitForKept = (page: Page) =>
  page.waitForFunction(
    () => {
      const now = sessionStorage.getItem("osigu-preauth");
      const isSettled = now !== null && now === document.body.dataset.kept;
      document.body.dataset.kept = now ?? "";
      return isSettled;
    },
    { polling: 100 },
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
    assert.deepEqual(await kept(widget.page), nothing);
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
    assert.deepEqual(await kept(widget.page), nothing);
    await reload(widget.page);
    await widget.comesTo("Who is it for?");
    await leave();
  });
});

describe("with the host's leave, after a reload", () => {
  let stage: Stage;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  const callsOf = (operation: string) => stage.stack.sandbox.state.calls.of(operation).length;

  test("what was typed into the search is there", async () => {
    const { widget, leave } = await stage.visit({ resume: true });
    await widget.fill("Document number", "123456789");
    await waitForKept(widget.page);
    await reload(widget.page);
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
    await waitForKept(widget.page);
    await reload(widget.page);
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
    await waitForKept(widget.page);
    await reload(widget.page);
    await widget.comesTo("Check and send");
    await widget.press("Change: Documents");
    await widget.sees("Uploaded");
    await widget.press("Continue");
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
    assert.equal(callsOf("createAuthorizationRequest"), created + 1);
    assert.equal(callsOf("attachAuthorizationIndication"), uploaded + 1);
    assert.equal((await events("preauth-complete")).length, 1);
    assert.deepEqual(errors, []);
    await widget.page.waitForFunction(() => !sessionStorage.length);
    await untilEmpty(widget.page);
    await leave();
  });

  test("nobody can read what is kept: neither names nor numbers nor the file", async () => {
    const { widget, leave } = await stage.visit({ resume: true });
    await prepare(widget, await stage.pdf());
    await waitForKept(widget.page);
    const { session, local, rows } = await kept(widget.page);
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
    await waitForKept(widget.page);
    const completed = callsOf("completeAuthorizationRequest");
    const { faults } = stage.stack.sandbox;
    faults.set([{ on: "completeAuthorizationRequest", latency: 1500, times: 1 }]);
    await widget.press("Request authorization");
    await widget.sees("Asking the insurer…");
    await widget.page.waitForFunction(() => sessionStorage.length);
    await reload(widget.page);
    await widget.comesTo("Approved");
    assert.equal(callsOf("completeAuthorizationRequest"), completed + 1);
    faults.clear();
    await leave();
  });

  test("a decision that is waited for is waited for on, and told once", async () => {
    const { widget, events, leave } = await stage.visit({ resume: true, sponsor: "sponsor-later-approves" });
    await submit(widget, await stage.pdf(), journeyOf("sponsor-later-approves"));
    await widget.comesTo("The insurer is deciding");
    await waitForKept(widget.page);
    await reload(widget.page);
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
    await widget.page.waitForFunction(() => sessionStorage.length);
    await widget.page.$eval("osigu-preauth", (element) =>
      (element as unknown as { restart(): void }).restart(),
    );
    await widget.comesTo("Who is it for?");
    await widget.page.waitForFunction(() => !sessionStorage.length);
    await reload(widget.page);
    await widget.comesTo("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "");
    await leave();
  });

  test("what is older than two hours is gone", async () => {
    const { widget, leave } = await stage.visit({ resume: true });
    await widget.fill("Document number", "123456789");
    await waitForKept(widget.page);
    await widget.page.evaluate(() => {
      const [, sealed] = (sessionStorage.getItem("osigu-preauth") ?? "").split(/^\d+/);
      sessionStorage.setItem("osigu-preauth", `${Date.now() - 1}${sealed}`);
    });
    await reload(widget.page);
    await widget.comesTo("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "");
    await leave();
  });

  test("another user of the same tab gets nothing of it, and it is gone", async () => {
    let subject: string | undefined;
    const asAnother = async (request: HTTPRequest) => {
      if (!subject || !request.url().endsWith("/preauth-token")) return request.continue();
      const { id, key } = stage.stack.host;
      const reply = await fetch(`${stage.stack.bff.url}/v1/oauth/token`, {
        method: "POST",
        headers: { authorization: `Basic ${Buffer.from(`${id}:${key}`).toString("base64")}` },
        body: new URLSearchParams({ grant_type: "client_credentials", subject }),
      });
      return request.respond({ contentType: "application/json", body: await reply.text() });
    };
    const { widget, leave } = await stage.visit({
      resume: true,
      listen: async (page) => {
        await page.setRequestInterception(true);
        page.on("request", (request) => void asAnother(request));
      },
    });
    await widget.fill("Document number", "123456789");
    await waitForKept(widget.page);
    subject = "somebody-else";
    await reload(widget.page);
    await widget.comesTo("Who is it for?");
    assert.equal(await widget.valueOf("Document number"), "");
    assert.equal(await widget.page.evaluate(() => sessionStorage.length), 0);
    await leave();
  });
});
