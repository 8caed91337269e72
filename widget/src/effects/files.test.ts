import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Client } from "../api/client.ts";
import type { FlowEvent } from "../flow/events.ts";
import { ProblemError } from "../problem/problem.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import type { EffectContext } from "./effect-handlers.ts";
import { fileHandlers, responseTimeout, stallNoticeDelay, stallTimeout } from "./files.ts";

/** The browser's request, of which a test says how far it is and how it ends. */
class OwnRequest {
  static last: OwnRequest;
  upload: { onprogress?: (event: { loaded: number; timeStamp: number }) => void } = {};
  headers: Record<string, string> = {};
  status = 0;
  responseText = "";
  aborted = false;
  onload?: () => void;
  onerror?: () => void;
  onloadend?: () => void;

  constructor() {
    OwnRequest.last = this;
  }
  open(): void {}
  send(): void {}
  setRequestHeader(name: string, value: string): void {
    this.headers[name] = value;
  }
  getResponseHeader(): null {
    return null;
  }
  abort(): void {
    this.aborted = true;
    this.onloadend?.();
  }
  answer(status: number): void {
    this.status = status;
    this.onload?.();
    this.onloadend?.();
  }
}

const page = new EventTarget();
const own = {
  XMLHttpRequest: OwnRequest,
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
};

describe("The upload of a file", () => {
  const before = new Map<string, PropertyDescriptor | undefined>();
  let time: FakeClock;
  let dispatched: FlowEvent[];
  let context: EffectContext;
  let end: AbortController;

  beforeEach(() => {
    for (const [name, value] of Object.entries({ ...own, navigator: { onLine: true } })) {
      before.set(name, Object.getOwnPropertyDescriptor(globalThis, name));
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
    time = new FakeClock();
    dispatched = [];
    end = new AbortController();
    context = {
      client: {
        base: "",
        token: () => Promise.resolve("token"),
        renewToken: () => Promise.resolve("other"),
      } as unknown as Client,
      files: new Map([["file-1", new File([new Uint8Array(1000)], "scan.pdf")]]),
      uploads: new Map(),
      dispatch: (event: FlowEvent) => void dispatched.push(event),
      signal: end.signal,
    } as unknown as EffectContext;
  });

  afterEach(() => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  });

  const startUpload = async () => {
    const upload = fileHandlers(time).upload(context, {
      requestId: "req-1",
      fileId: "file-1",
      fileType: "MEDICAL_INDICATION",
    });
    upload.catch(() => {});
    await new Promise((resolve) => setImmediate(resolve));
    return { upload, request: OwnRequest.last };
  };
  const problemOf = (code: string) => (thrown: unknown) =>
    thrown instanceof ProblemError && thrown.problem.code === code && thrown.problem.retryable;

  it("has an idempotency key for the request, and reports progress at most ten times a second", async () => {
    const { upload, request } = await startUpload();
    assert.equal(request.headers["idempotency-key"], "req-1.file-1");
    for (const timeStamp of [100, 150, 199, 200, 250])
      request.upload.onprogress?.({ loaded: timeStamp, timeStamp });
    request.upload.onprogress?.({ loaded: 1400, timeStamp: 260 });
    request.answer(204);
    await upload;
    assert.deepEqual(
      dispatched.map((event) => event.type === "file_progressed" && event.sentBytes),
      [100, 200, 1000],
    );
    assert.equal(time.waiting, 0);
  });

  it("stalls after ten seconds without progress, and fails after thirty", async () => {
    const { upload, request } = await startUpload();
    time.pass(stallNoticeDelay - 1);
    request.upload.onprogress?.({ loaded: 500, timeStamp: 1000 });
    time.pass(stallNoticeDelay - 1);
    assert.equal(dispatched.filter(({ type }) => type === "file_stalled").length, 0);
    time.pass(1);
    assert.equal(dispatched.filter(({ type }) => type === "file_stalled").length, 1);
    time.pass(stallTimeout);
    await assert.rejects(upload, problemOf("upload_stalled"));
    assert.equal(request.aborted, true);
  });

  it("waits longer for the response once the file is sent", async () => {
    const { upload, request } = await startUpload();
    request.upload.onprogress?.({ loaded: 1400, timeStamp: 1000 });
    time.pass(responseTimeout - 1);
    assert.equal(request.aborted, false);
    request.answer(204);
    await upload;
  });

  it("fails at once when the browser goes offline", async () => {
    const { upload, request } = await startUpload();
    page.dispatchEvent(new Event("offline"));
    await assert.rejects(upload, problemOf("offline"));
    assert.equal(request.aborted, true);
    assert.equal(time.waiting, 0);
  });

  it("rejects with an abort when it is cancelled", async () => {
    const { upload, request } = await startUpload();
    await fileHandlers(time).cancel_upload(context, { fileId: "file-1" });
    await assert.rejects(upload, { name: "AbortError" });
    assert.equal(request.aborted, true);
    assert.equal(context.files.size, 0);
  });

  it("waits for the given time, or until the browser is online", async () => {
    const { wait_before_retry: wait } = fileHandlers(time);
    const input = { fileId: "file-1", retries: 1, milliseconds: 4_000 };
    const whole = wait(context, input);
    time.pass(4_000);
    await whole;
    const cut = wait(context, input);
    page.dispatchEvent(new Event("online"));
    await cut;
    assert.equal(time.waiting, 0);
    const left = wait(context, input);
    end.abort();
    await assert.rejects(left, { name: "AbortError" });
    assert.equal(time.waiting, 0);
  });
});
