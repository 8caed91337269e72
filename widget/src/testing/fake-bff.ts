import {
  beneficiary,
  configuration,
  diagnosis,
  forms,
  outcome,
  product,
  rule,
  sponsors,
  summary,
} from "./fixtures.ts";

/** One request of the widget. */
export type Call = {
  method: string;
  /** Path and query, without the origin. */
  path: string;
  headers: Record<string, string>;
  /** JSON, or the form of an upload. */
  body: unknown;
};

/** A response: JSON or other text with a status, or none when the network fails. */
export type Reply = { status?: number; body?: unknown; text?: string } | "dead";

type Handler = (call: Call) => Reply | Promise<Reply>;

/** A response with a problem document. */
export const refusal = (status: number, code: string, more: object = {}): Reply => ({
  status,
  body: { type: "about:blank", title: code, status, detail: code, code, retryable: status >= 500, ...more },
});

/** A response that the test resolves. */
export function held(): { reply: Promise<Reply>; answer(reply: Reply): void } {
  let answer: (reply: Reply) => void = () => {};
  const reply = new Promise<Reply>((resolve) => {
    answer = resolve;
  });
  return { reply, answer };
}

/** The only page of a catalogue. */
export const page = <Item>(content: Item[]) => ({
  body: { content, page: { number: 0, size: 15, total_elements: content.length, total_pages: 1 } },
});

/** The addresses of all fake BFFs. */
const addresses = /^https:\/\/bff-\d+\.example$/;
let count = 0;

/**
 * Replaces `fetch` and `XMLHttpRequest` with responses of a BFF. An element that is given `url` calls this BFF alone:
 * a late call of an element of an earlier test is neither counted nor answered.
 */
export class FakeBff {
  readonly url = `https://bff-${++count}.example`;
  readonly calls: Call[] = [];
  /** Requests in progress. */
  open = 0;
  #requests = 0;
  #handlers = new Map<string, Handler>([
    ["GET /v1/sponsors", () => ({ body: sponsors })],
    ["GET /v1/sponsors/*/forms", () => ({ body: forms() })],
    ["POST /v1/sponsors/*/search", () => ({ body: beneficiary() })],
    ["GET /arc/v1/sponsors/*/configuration", () => ({ body: configuration() })],
    [
      "GET /arc/v1/providers/products",
      () => page([product(), product({ product_code: "MED-2", name: "Calmil" })]),
    ],
    [
      "GET /medical-catalogs/v1/diagnoses",
      () => page([diagnosis(), diagnosis("R51.9", "Headache, unspecified")]),
    ],
    [
      "POST /arc/v1/authorization-requests",
      () => ({
        status: 202,
        body: { authorization_request_id: `req-${++this.#requests}`, status: "PENDING_INDICATION" },
      }),
    ],
    ["GET /arc/v1/authorization-requests/*/document-policy", () => ({ body: [rule()] })],
    ["GET /arc/v1/authorization-requests/*/summary", () => ({ body: summary() })],
    ["POST /arc/v1/authorization-requests/*/upload/files", () => ({ status: 204 })],
    ["POST /arc/v1/authorization-requests/*/complete", () => ({ body: outcome() })],
    [
      "POST /v1/otp/send",
      () => ({
        body: { otp_id: "otp-1", channel: "SMS", expires_in: 300, masked_destination: "+57 300 *** ** 42" },
      }),
    ],
    ["POST /v1/otp/validate", () => ({ body: { otp_verification_token: "proof-1" } })],
    // Without an answer, the user confirms the person found.
    ["GET /v1/sponsors/*/beneficiaries/*/dependents", () => refusal(404, "not_found")],
    ["GET /widget/recents", () => ({ body: { products: [], diagnoses: [] } })],
    ["GET /arc/v1/authorization-requests/*", () => ({ body: outcome() })],
  ]);

  /** Sets the handler of an operation. `*` matches one segment of the path. */
  on(operation: string, handler: Handler): this {
    this.#handlers.set(operation, handler);
    return this;
  }

  /** The requests of one operation, in order. */
  to(operation: string): Call[] {
    const [method, path = ""] = operation.split(" ");
    return this.calls.filter((call) => call.method === method && matches(path, call.path));
  }

  /** Replaces the network until the returned function is called. */
  install(): () => void {
    const { fetch, XMLHttpRequest } = window;
    const bff = this;
    window.fetch = (input, init = {}) => this.#fetch(String(input), init);
    window.XMLHttpRequest = class extends FakeUpload {
      protected answer(url: string, call: Call) {
        return bff.answer(url, call);
      }
    } as unknown as typeof window.XMLHttpRequest;
    return () => Object.assign(window, { fetch, XMLHttpRequest });
  }

  async answer(url: string, call: Call): Promise<Reply> {
    const { origin } = new URL(url, location.href);
    if (addresses.test(origin) && origin !== this.url) return new Promise<never>(() => {});
    this.calls.push(call);
    this.open++;
    try {
      const found = [...this.#handlers].find(([operation]) => {
        const [method, path = ""] = operation.split(" ");
        return method === call.method && matches(path, call.path);
      });
      return (await found?.[1](call)) ?? refusal(404, "not_found");
    } finally {
      this.open--;
    }
  }

  async #fetch(url: string, { method = "GET", headers, body, signal }: RequestInit): Promise<Response> {
    const call: Call = {
      method,
      path: pathOf(url),
      headers: headers as Record<string, string>,
      body: typeof body === "string" ? JSON.parse(body) : body,
    };
    const aborted = new Promise<never>((_, reject) => {
      const stop = () => reject(signal?.reason);
      if (signal?.aborted) stop();
      signal?.addEventListener("abort", stop);
    });
    aborted.catch(() => {});
    const reply = await Promise.race([this.answer(url, call), aborted]);
    if (reply === "dead") throw new TypeError("Failed to fetch");
    const { status = 200 } = reply;
    return new Response(textOf(reply), { status, headers: { "x-request-id": "request-1" } });
  }
}

/** The part of `XMLHttpRequest` that an upload uses. */
abstract class FakeUpload {
  status = 0;
  responseText = "";
  timeout = 0;
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  ontimeout?: () => void;
  #call: Call = { method: "", path: "", headers: {}, body: undefined };
  #url = "";
  #aborted = false;

  protected abstract answer(url: string, call: Call): Promise<Reply>;

  open(method: string, url: string): void {
    this.#url = url;
    this.#call = { ...this.#call, method, path: pathOf(url) };
  }

  setRequestHeader(name: string, value: string): void {
    this.#call.headers[name] = value;
  }

  getResponseHeader(): string {
    return "request-1";
  }

  abort(): void {
    this.#aborted = true;
    this.onabort?.();
  }

  async send(body: unknown): Promise<void> {
    const { size } = (body as FormData).get("file") as File;
    this.upload.onprogress?.({ loaded: Math.floor(size / 2), total: size });
    const reply = await this.answer(this.#url, { ...this.#call, body });
    if (this.#aborted) return;
    if (reply === "dead") {
      this.onerror?.();
      return;
    }
    this.upload.onprogress?.({ loaded: size, total: size });
    this.status = reply.status ?? 200;
    this.responseText = textOf(reply) ?? "";
    this.onload?.();
  }
}

const textOf = ({ body, text }: Exclude<Reply, "dead">) =>
  text ?? (body === undefined ? null : JSON.stringify(body));

const pathOf = (url: string) => {
  const { pathname, search } = new URL(url, location.href);
  return pathname + search;
};

function matches(pattern: string, path: string): boolean {
  const parts = pattern.split("/");
  const others = path.split("?")[0]?.split("/") ?? [];
  return (
    parts.length === others.length && parts.every((part, index) => part === "*" || part === others[index])
  );
}
