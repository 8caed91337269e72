import { assert } from "@esm-bundle/chai";
import { Client } from "../api/client.ts";
import type { FlowEvent } from "../flow/events.ts";
import { type FlowState, initialState } from "../flow/state.ts";
import { FakeBff, type Reply, refusal } from "../testing/fake-bff.ts";
import { file } from "../testing/fixtures.ts";
import { encrypt } from "./encryption.ts";
import { readStoredFile, storeFiles } from "./file-store.ts";
import { restoreFlow, saveFlow } from "./resume.ts";

const keyRequest = "GET /widget/resume-key";
const place = "osigu-preauth";
const key = { body: { key: btoa("k".repeat(32)) } };

/** A widget in the document, as far as it is saved. */
class SavedWidget {
  readonly id = "";
  isConnected = true;
  readonly client: Client;
  readonly files = new Map<string, File>();
  readonly events: FlowEvent[] = [];
  startedAt = 5;
  constructor(token: string) {
    this.client = new Client("https://bff.example", async () => token);
  }
  flow: FlowState = {
    ...initialState({ sponsorSlug: "sponsor-norte" }),
    searchValues: { document_number: "123" },
  };
  released = false;
  release(): void {
    this.released = true;
  }
  register(): void {}
  dispatch(event: FlowEvent): void {
    this.events.push(event);
  }
}

/** The flow that a widget restores. */
const restored = async (widget: SavedWidget) => {
  await restoreFlow(widget);
  const [event] = widget.events;
  return event?.type === "resumed" ? event.kept : undefined;
};

describe("A saved flow", () => {
  let bff: FakeBff;
  let restoreNetwork: () => void;
  let widgets: SavedWidget[];
  const widget = (token = "token") => {
    for (const other of widgets) other.isConnected = false;
    const next = new SavedWidget(token);
    widgets.push(next);
    return next;
  };

  beforeEach(() => {
    bff = new FakeBff().on(keyRequest, () => key);
    restoreNetwork = bff.install();
    widgets = [];
    sessionStorage.clear();
  });
  afterEach(() => {
    for (const each of widgets) each.isConnected = false;
    sessionStorage.clear();
    restoreNetwork();
  });

  it("is restored in another page", async () => {
    const first = widget();
    await saveFlow(first);
    assert.deepEqual(await restored(widget()), first.flow);
    assert.isTrue(first.released, "its outcome is not told twice");
  });

  const failures: [string, Reply][] = [
    ["a page of a proxy", { status: 502, text: "<html>" }],
    ["503", refusal(503, "overloaded")],
    ["429", refusal(429, "rate_limited", { retryable: true })],
    ["no connection", "dead"],
  ];
  for (const [what, reply] of failures) {
    it(`is not lost from sight when its key is answered with ${what}`, async () => {
      const first = widget();
      await saveFlow(first);
      const second = widget();
      bff.on(keyRequest, () => reply);
      const thrown = await restoreFlow(second).catch((error: Error) => error.name);
      assert.equal(thrown, "ProblemError");
      bff.on(keyRequest, () => key);
      assert.deepEqual(await restored(second), first.flow);
    });
  }

  it("stays for a session that has a key", async () => {
    const first = widget();
    await saveFlow(first);
    bff.on(keyRequest, () => refusal(404, "not_found"));
    assert.isUndefined(await restored(widget()));
    bff.on(keyRequest, () => key);
    assert.deepEqual(await restored(widget()), first.flow);
  });

  it("is not made, and no key is asked for, by a session without a user of its own", async () => {
    const token = `e30.${btoa(JSON.stringify({ origins: [] })).replaceAll("=", "")}.x`;
    const anonymous = widget(token);
    assert.isFalse(await saveFlow(anonymous));
    sessionStorage.setItem(place, `${Date.now() + 60_000} saved by another session`);
    assert.isUndefined(await restored(widget(token)));
    assert.isNotNull(sessionStorage.getItem(place));
    assert.equal(bff.to(keyRequest).length, 0);
  });

  it("is saved by a later change when the key was not there at first", async () => {
    const { setTimeout } = window;
    const later: (() => void)[] = [];
    const first = widget();
    bff.on(keyRequest, () => refusal(503, "overloaded"));
    Object.assign(window, { setTimeout: (then: () => void) => later.push(then) });
    await saveFlow(first);
    await saveFlow(first);
    assert.equal(bff.to(keyRequest).length, 1, "not with every key that is pressed");
    window.setTimeout = setTimeout;
    for (const then of later) then();
    bff.on(keyRequest, () => key);
    await saveFlow(first);
    assert.deepEqual(await restored(widget()), first.flow);
  });

  it("does not stop the widget where storage is blocked", async () => {
    const property = Object.getOwnPropertyDescriptor(window, "sessionStorage") as PropertyDescriptor;
    const blocked = () => {
      throw new DOMException("blocked", "SecurityError");
    };
    Object.defineProperty(window, "sessionStorage", { get: blocked, configurable: true });
    try {
      const first = widget();
      assert.isUndefined(await restored(first));
      await saveFlow(first);
    } finally {
      Object.defineProperty(window, "sessionStorage", property);
    }
  });

  it("of another version of the widget is not restored", async () => {
    const first = widget();
    for (const version of [{}, { version: 0 }, { version: 99 }]) {
      const json = JSON.stringify({ ...version, flow: first.flow, startedAt: 1 });
      const bytes = await encrypt(first.client, new TextEncoder().encode(json));
      const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
      sessionStorage.setItem(place, `${Date.now() + 60_000} ${text}`);
      assert.isUndefined(await restored(widget()));
      assert.isNull(sessionStorage.getItem(place));
    }
  });

  it("does not turn arrays into text on a page with Prototype.js", async () => {
    Object.defineProperty(Array.prototype, "toJSON", { value: () => '["…"]', configurable: true });
    const first = widget();
    first.flow = { ...first.flow, step: "capture_indication", files: [file("prototype-1")] };
    first.files.set("prototype-1", new File(["content"], "scan.pdf"));
    try {
      await saveFlow(first);
      const second = widget();
      assert.deepEqual(await restored(second), first.flow);
      assert.equal(await second.files.get("prototype-1")?.text(), "content");
    } finally {
      Reflect.deleteProperty(Array.prototype, "toJSON");
    }
  });
});

describe("A stored file", () => {
  const encryptNothing = async (content: File) => new Uint8Array(await content.arrayBuffer());
  const readText = async (name: string, id: string) =>
    new TextDecoder().decode(
      await readStoredFile(name, id, async (bytes) => new Blob([bytes]).arrayBuffer()),
    );

  it("lives as long as the flow that it belongs to", async () => {
    const { now } = Date;
    const start = now();
    const files = new Map([["long-1", new File(["content"], "scan.pdf")]]);
    const hour = 3_600_000;
    try {
      for (let hours = 0; hours <= 5; hours++) {
        Date.now = () => start + hours * hour;
        await storeFiles("long", files, Date.now() + 2 * hour, encryptNothing);
        // Each write deletes what has expired.
        const other = new Map([[`other-${hours}`, new File(["x"], "x")]]);
        await storeFiles("other", other, Date.now() + 2 * hour, encryptNothing);
      }
      assert.equal(await readText("long", "long-1"), "content");
      Date.now = () => start + 8 * hour;
      await storeFiles("other", new Map(), Date.now() + 2 * hour, encryptNothing);
      const gone = await readText("long", "long-1").catch(() => "gone");
      assert.equal(gone, "gone");
    } finally {
      Date.now = now;
    }
  });

  it("that cannot be read rejects, and does not leave the widget waiting", async () => {
    const missing = await readText("none", undefined as unknown as string).catch(
      (error: Error) => error.name,
    );
    assert.equal(missing, "DataError");
  });
});
