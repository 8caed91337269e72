import { assert } from "@esm-bundle/chai";
import { type FakeBff, held, type Reply, refusal } from "../testing/fake-bff.ts";
import { beneficiary, outcome } from "../testing/fixtures.ts";
import {
  find,
  pdf,
  toDocuments,
  toReview,
  until,
  WidgetDriver,
  withChoices,
} from "../testing/widget-driver.ts";

const complete = "POST /arc/v1/authorization-requests/*/complete";
const upload = "POST /arc/v1/authorization-requests/*/upload/files";
const search = "POST /v1/sponsors/*/search";
const policy = "GET /arc/v1/authorization-requests/*/document-policy";
const events = "GET /arc/v1/authorization-requests/*/events";
const key: Reply = { body: { key: btoa("k".repeat(32)) } };

const task = () => new Promise((resolve) => setTimeout(resolve));
/** Waits until a flow is in the tab's storage, and has been the same for many looks: a busy page looks seldom. */
async function saved(): Promise<void> {
  let last = "";
  let looks = 0;
  await until("it is saved", () => {
    const stored = JSON.stringify(sessionStorage);
    looks = stored === last ? looks + 1 : 0;
    last = stored;
    return sessionStorage.length > 0 && looks > 60;
  });
}

describe("An element that is taken out of the document", () => {
  let widget: WidgetDriver;
  let widgets = 0;
  afterEach(() => {
    widget.end();
    sessionStorage.clear();
  });

  const leave = async () => {
    widget.element.remove();
    await task();
  };
  const comeBack = async () => {
    document.body.append(widget.element);
    await widget.element.updateComplete;
  };
  const count = (type: string) => widget.details(type).length;

  for (const resume of [false, true]) {
    describe(resume ? "with resume" : "without resume", () => {
      const start = (prepare: (bff: FakeBff) => void = () => {}) => {
        // A place of its own for each: the widget of the test before may still be saving.
        widget = new WidgetDriver({ resume, id: `of-${++widgets}` }, (bff) => {
          bff.on("GET /widget/resume-key", () => key);
          prepare(bff);
        });
      };

      it("shows the same step when it is put back after a task", async () => {
        start();
        await toDocuments(widget);
        await widget.attach(pdf());
        await widget.seesText("Uploaded");
        await leave();
        await comeBack();
        await widget.title("Add the documents");
        await widget.seesText("Uploaded");
        await widget.press("Continue");
        await widget.title("Check and send");
        assert.equal(count("preauth-ready"), 1);
        assert.equal(widget.bff.to(upload).length, 1);
      });

      it("does not lose the answer to a completion, and tells the host page", async () => {
        const slow = held();
        start((bff) => bff.on(complete, () => slow.reply));
        await toReview(widget);
        await widget.press("Request authorization");
        await until("the call", () => widget.bff.to(complete).length);
        await leave();
        slow.answer({ body: outcome() });
        await until("the event", () => count("preauth-complete"));
        assert.isFalse(widget.element.isConnected);
        await comeBack();
        await widget.seesText("AUT-2048-77");
        assert.equal(widget.bff.to(complete).length, 1);
        assert.equal(count("preauth-complete"), 1);
        assert.equal(count("preauth-ready"), 1);
      });

      it("does not complete a request twice when it is put back before the answer", async () => {
        const slow = held();
        start((bff) => bff.on(complete, () => slow.reply));
        await toReview(widget);
        await widget.press("Request authorization");
        await until("the call", () => widget.bff.to(complete).length);
        await leave();
        await comeBack();
        await widget.title("Check and send");
        slow.answer({ body: outcome() });
        await widget.seesText("AUT-2048-77");
        assert.equal(widget.bff.to(complete).length, 1);
        assert.equal(count("preauth-complete"), 1);
      });

      it("does not leave a submitted request waiting for its documents", async () => {
        const slow = held();
        start((bff) => bff.on(upload, () => slow.reply));
        await toDocuments(widget);
        await widget.attach(pdf());
        await widget.press("Continue");
        await widget.press("Request authorization");
        await leave();
        slow.answer({ status: 204 });
        await until("the event", () => count("preauth-complete"));
        await comeBack();
        await widget.seesText("AUT-2048-77");
      });
    });
  }

  it("interrupts an upload of a request that is not submitted, and repeats it when it is put back", async () => {
    const slow = held();
    widget = new WidgetDriver({}, (bff) => bff.on(upload, () => slow.reply));
    await toDocuments(widget);
    await widget.attach(pdf());
    await until("the upload", () => widget.bff.to(upload).length);
    await leave();
    slow.answer({ status: 204 });
    await task();
    widget.bff.on(upload, () => ({ status: 204 }));
    await comeBack();
    await widget.seesText("Uploaded");
    const keys = widget.bff.to(upload).map(({ headers }) => headers["idempotency-key"]);
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
  });

  it("repeats a search when it is put back", async () => {
    const slow = held();
    widget = new WidgetDriver({}, (bff) => bff.on(search, () => slow.reply));
    await widget.fill("Document type", "CC");
    await widget.fill("Document number", "1");
    await widget.press("Search");
    await until("the call", () => widget.bff.to(search).length);
    await leave();
    widget.bff.on(search, () => ({ body: beneficiary() }));
    await comeBack();
    await widget.one("button", /^Continue with/);
    assert.equal(widget.bff.to(search).length, 2);
  });

  it("tells of what fails meanwhile when it is put back, and its user sees it", async () => {
    const slow = held();
    widget = new WidgetDriver({}, (bff) => bff.on(policy, () => slow.reply));
    await withChoices(widget);
    await widget.press("Continue");
    await until("the call", () => widget.bff.to(policy).length);
    await leave();
    slow.answer(refusal(503, "upstream_unavailable"));
    await until("its end", () => widget.element.flow.policy.state === "failed");
    assert.equal(count("preauth-error"), 0);
    await comeBack();
    await until("the event", () => count("preauth-error"));
    await comeBack();
    assert.equal(count("preauth-error"), 1);
  });

  it("watches a pending request only while it is in the document", async () => {
    widget = new WidgetDriver({}, (bff) =>
      bff
        .on(complete, () => ({ body: outcome({ status: "PENDING_SPONSOR", authorizations: [] }) }))
        .on(events, () => held().reply),
    );
    await toReview(widget);
    await widget.press("Request authorization");
    await until("the stream", () => widget.bff.to(events).length);
    await leave();
    await comeBack();
    await until("another stream", () => widget.bff.to(events).length === 2);
    assert.equal(count("preauth-complete"), 1);
    assert.equal(count("preauth-decision"), 0);
  });

  it("does not tell an outcome twice where a new element goes on with its flow", async () => {
    const slow = held();
    widget = new WidgetDriver({ resume: true, id: "taken-over" }, (bff) =>
      bff
        .on("GET /widget/resume-key", () => key)
        .on(complete, () => slow.reply)
        .on("GET /arc/v1/authorization-requests/*", () => ({ body: outcome() })),
    );
    await toReview(widget);
    await widget.press("Request authorization");
    await until("the call", () => widget.bff.to(complete).length);
    await saved();
    const told: string[] = [];
    widget.element.addEventListener("preauth-complete", () => told.push("old"));
    await leave();
    const next = document.createElement("osigu-preauth");
    next.addEventListener("preauth-complete", () => told.push("new"));
    const { bffUrl, getToken, sponsorSlug, locale } = widget.element;
    Object.assign(next, { bffUrl, getToken, sponsorSlug, locale, resume: true, id: "taken-over" });
    document.body.append(next);
    await until("the outcome", () => told.length);
    slow.answer({ body: outcome() });
    await task();
    await task();
    assert.deepEqual(told, ["new"]);
    next.remove();
  });

  it("that is started again says nothing of the flow before", async () => {
    widget = new WidgetDriver();
    await find(widget);
    await widget.hears("MARIA");
    widget.element.restart();
    await widget.element.updateComplete;
    assert.equal(widget.announcer.textContent, "");
  });
});
