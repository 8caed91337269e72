import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Environment, type OpenedPage, startEnvironment } from "../e2e/environment.ts";
import {
  askFor,
  fillRequest,
  fillSearch,
  findPerson,
  type Journey,
  journeyOf,
  prepare,
} from "../e2e/journey.ts";
import { pageOf } from "../e2e/puppeteer-tab.ts";
import { waitForSaved } from "../e2e/storage.ts";
import type { WidgetPage } from "../e2e/widget-page.ts";
import { deliverTo } from "../live/deliveries.ts";
import type { FaultRule } from "../sandbox/sandbox.ts";
import { until } from "./clinic.ts";

/** What somebody is doing when the instance that serves them dies. */
type Moment = {
  sponsor?: string;
  resume?: boolean;
  /** All that comes before. */
  upTo(widget: WidgetPage, journey: Journey): Promise<unknown>;
  /** What leads into the moment. */
  act(widget: WidgetPage): Promise<unknown>;
  /** The call at the vendor that keeps it: the instance dies while it is under way. */
  held?: FaultRule & { when: "before" | "after" };
  /** Without one: whether it is there. */
  isThere?(widget: WidgetPage): Promise<boolean>;
  /** What the person does as the instance dies. */
  meanwhile?(widget: WidgetPage): Promise<unknown>;
  /** The button by which the person tries again, where that is needed. */
  again: string;
  /** What shows that it went on. */
  reached: string;
  /** From there to the answer. */
  finish?(widget: WidgetPage, journey: Journey): Promise<unknown>;
};

const create = "createAuthorizationRequest";
const complete = "completeAuthorizationRequest";
const hang = (on: string, when: "before" | "after") => ({ on, do: "hang" as const, when, times: 1 });

let environment: Environment;
before(async () => {
  environment = await startEnvironment({ engine: "chromium", instances: 2, bff: { OTP_PAUSES: "0" } });
  deliverTo(environment.stack.sandbox, environment.line.url);
});
after(() => environment?.close());

const chosen = async (widget: WidgetPage, journey: Journey) => {
  await findPerson(widget, journey);
  await fillRequest(widget, journey);
};
const toReview = async (widget: WidgetPage, journey: Journey) =>
  prepare(widget, await environment.pdf(), journey);
const send = (widget: WidgetPage) => widget.press("Request authorization");
const withDocument = async (widget: WidgetPage) => {
  await widget.find("file");
  await widget.attach(await environment.pdf());
  await sendUploaded(widget);
};
const sendUploaded = async (widget: WidgetPage) => {
  await widget.waitForText("Uploaded");
  await widget.press("Continue");
  await send(widget);
};
/** Six digits are sent by themselves. */
const enterCode = (widget: WidgetPage) => widget.fill("Code", "123456");

const moments: Record<string, Moment> = {
  "a search": {
    upTo: fillSearch,
    act: (widget) => widget.press("Search"),
    held: hang("searchBeneficiary", "before"),
    again: "Search",
    reached: "What is needed?",
    async finish(widget, journey) {
      await widget.confirmPerson();
      await widget.waitForStep("What is needed?");
      await fillRequest(widget, journey);
      await widget.press("Continue");
      await widget.waitForStep("Add the documents");
      await withDocument(widget);
    },
  },
  ...Object.fromEntries(
    (["before", "after"] as const).map((when) => [
      `a create, ${when} the vendor made it`,
      {
        upTo: chosen,
        act: (widget: WidgetPage) => widget.press("Continue"),
        held: hang(create, when),
        again: "Continue",
        reached: "Add the documents",
        finish: withDocument,
      },
    ]),
  ),
  "the document policy": {
    upTo: chosen,
    act: (widget) => widget.press("Continue"),
    held: hang("getAuthorizationDocumentPolicy", "before"),
    again: "Try again",
    reached: "Prescription or doctor's order",
    finish: withDocument,
  },
  "the middle of an upload": {
    upTo: async (widget, journey) => {
      await askFor(widget, journey);
      await widget.find("file");
      await pageOf(widget.tab).emulateNetworkConditions({
        upload: 200_000,
        download: 10_000_000,
        latency: 0,
      });
    },
    act: async (widget) => widget.attach(await environment.pdf(8_000_000)),
    isThere: async (widget) => /Uploading, \d+ %/.test(await widget.text()),
    meanwhile: (widget) => pageOf(widget.tab).emulateNetworkConditions(null),
    again: "Send again",
    reached: "Uploaded",
    finish: sendUploaded,
  },
  ...Object.fromEntries(
    (["before", "after"] as const).map((when) => [
      `a completion, ${when} the vendor carried it out`,
      {
        upTo: toReview,
        act: send,
        held: hang(complete, when),
        again: "Request authorization",
        reached: "Approved",
      },
    ]),
  ),
  "the sending of a code": {
    sponsor: "sponsor-otp-at-completion",
    upTo: async (widget, journey) => {
      await toReview(widget, journey);
      await send(widget);
      await widget.waitForStep("Send the patient a code");
    },
    act: (widget) => widget.press("Send code"),
    held: hang("sendOtp", "before"),
    again: "Send code",
    reached: "Sent to",
    finish: enterCode,
  },
  "the check of a code": {
    sponsor: "sponsor-otp",
    upTo: async (widget, journey) => {
      await toReview(widget, journey);
      await widget.press("Continue");
      await widget.press("Send code");
      await widget.waitForText("Sent to");
    },
    act: enterCode,
    held: hang("validateOtp", "before"),
    again: "Request authorization",
    reached: "Approved",
  },
  "the wait for a decision": {
    sponsor: "sponsor-never-answers",
    upTo: async (widget, journey) => {
      await toReview(widget, journey);
      await send(widget);
    },
    act: (widget) => widget.waitForStep("Waiting for the insurer"),
    isThere: (widget) => isLive(widget),
    again: "Try again",
    reached: "This page updates when they answer",
    async finish(widget) {
      await until(() => isLive(widget));
      for (const { id } of madeAt("the wait for a decision"))
        environment.stack.sandbox.step(id, { do: "decide" });
    },
  },
  "a completion, and the page is loaded again meanwhile": {
    resume: true,
    upTo: toReview,
    act: send,
    held: hang(complete, "after"),
    meanwhile: async ({ tab }) => {
      await waitForSaved(tab);
      await tab.reload();
    },
    again: "Request authorization",
    reached: "Approved",
  },
};
const names = Object.keys(moments);
const momentOf = (name: string) => moments[name] as Moment;

/** Each asks for another quantity, by which the vendor's side of it is found again. */
const quantityAt = (name: string) => 10 + names.indexOf(name);

function journeyAt(name: string): Journey {
  const { sponsor, values } = journeyOf(momentOf(name).sponsor ?? "sponsor-sandbox");
  const products = values.products?.map((product) => ({ ...product, quantity: quantityAt(name) })) ?? [];
  return { sponsor, values: { ...values, products } };
}

const madeAt = (name: string) =>
  environment.stack.sandbox.state.requests
    .all()
    .filter(({ products }) => products[0]?.quantity === quantityAt(name));
const isLive = (widget: WidgetPage) =>
  widget.tab.evaluate(
    () => !!document.querySelector("osigu-preauth")?.shadowRoot?.querySelector(".live[data-live]"),
  );

/** Brings everybody to just before their moment, a few at a time. */
async function bringEverybody(): Promise<Map<string, OpenedPage>> {
  const openedPages = new Map<string, OpenedPage>();
  const queue = [...names];
  const bring = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const { sponsor, resume, upTo } = momentOf(name);
      const opened = await environment.openPage({ ...(sponsor && { sponsor }), ...(resume && { resume }) });
      openedPages.set(name, opened);
      await upTo(opened.widget, journeyAt(name));
    }
  };
  await Promise.all(Array.from({ length: 4 }, bring));
  return openedPages;
}

/** Leads one person into their moment, where they stay. */
async function enter(name: string, { widget }: OpenedPage): Promise<void> {
  const { held, act, isThere } = momentOf(name);
  const { faults, state } = environment.stack.sandbox;
  if (held) faults.add({ ...held, id: name });
  await act(widget);
  // A call that is carried out and not answered has a status, and nobody has heard of it.
  const isHeld = ({ fault, status }: { fault: string | undefined; status: number | undefined }) =>
    fault === name && (status !== undefined || held?.when === "before");
  await until(async () => (held ? state.calls.all().some(isHeld) : ((await isThere?.(widget)) ?? true)));
}

test("kill -9 of an instance costs nobody more than one press, and nothing is sent twice", {
  concurrency: true,
}, async (t) => {
  const { sandbox, instances } = environment.stack;
  const openedPages = await bringEverybody();
  for (const [name, opened] of openedPages) await enter(name, opened);
  await instances[0]?.kill();
  const isBack = instances[0]?.start();
  const goOn = async (name: string, { widget, events, close }: OpenedPage) => {
    const { again, reached, meanwhile, finish } = momentOf(name);
    await meanwhile?.(widget);
    let presses = 0;
    while ((await comesOf(widget, reached)) === "a press") {
      assert.ok(++presses <= 1, `It was pressed, and says: ${await widget.text()}`);
      await widget.press(again);
    }
    await finish?.(widget, journeyAt(name));
    await widget.waitForStep("Approved");
    const requests = madeAt(name);
    assert.equal(requests.filter(({ completedAt }) => completedAt !== undefined).length, 1);
    assert.ok(requests.length <= 2, "A create whose fate is unknown is made anew, once.");
    assert.ok((await events("preauth-complete")).length <= 1);
    await close();
  };
  await Promise.all([...openedPages].map(([name, opened]) => t.test(`in ${name}`, () => goOn(name, opened))));
  await isBack;
  const carriedOut = sandbox.state.calls.of(complete).filter(({ status }) => status === 200);
  assert.equal(carriedOut.length, names.length);
});

/** Waits until it has gone on, or until the person is told to do something. */
async function comesOf(widget: WidgetPage, reached: string): Promise<string> {
  const found = await pageOf(widget.tab).waitForFunction(
    (wanted) => {
      const alert = document
        .querySelector("osigu-preauth")
        ?.shadowRoot?.querySelector<HTMLElement>(".problem:not(:empty)");
      if (alert?.checkVisibility()) return "a press";
      return window.finder?.text().includes(wanted) && "goes on";
    },
    { timeout: 60_000, polling: 50 },
    reached,
  );
  return (await found.jsonValue()) as string;
}
