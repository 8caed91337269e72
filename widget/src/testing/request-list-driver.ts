import type { Authorization, ListedRequest, RequestSummary } from "@osigu-preauth/shared";
import { defineRequests } from "../request-list/define-requests.ts";
import type { OsiguPreauthRequests } from "../request-list/osigu-preauth-requests.ts";
import { recordAnnouncements } from "./announcements.ts";
import { FakeBff } from "./fake-bff.ts";
import { until } from "./widget-driver.ts";

/** The call that reads a page of the list. */
export const requests = "GET /arc/v1/authorization-requests";
/** This moment, so many days on. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** A request that waits for the insurer. */
export const request = (change: Partial<ListedRequest> = {}): ListedRequest => ({
  authorization_request_id: "req-1",
  status: "PENDING_SPONSOR",
  created_at: inDays(-1),
  updated_at: inDays(-1),
  sponsor_slug: "sponsor-norte",
  reference: "CASE-7",
  beneficiary_name: "MARIA GONZALEZ",
  diagnosis_code: "R51",
  products: [{ product_code: "MED-1", name: "Analgil", quantity: 30 }],
  authorizations: [],
  ...change,
});
export const approved = (change: Partial<Authorization> = {}) =>
  ({
    status: "APPROVED",
    authorization_code: "AUT-2048-77",
    expires_at: inDays(20),
    products: [],
    ...change,
  }) as Authorization;
export const decided = request({ status: "COMPLETED", authorizations: [approved()] });
export const pageOf = (content: ListedRequest[], total = content.length) => ({
  body: { content, page: { number: 0, size: 15, total_elements: total, total_pages: 1 } },
});
export const summary: RequestSummary = {
  authorization_request_id: "req-1",
  sponsor_slug: "sponsor-norte",
  beneficiary_id: "ben-1",
  beneficiary_name: "MARIA GONZALEZ",
  diagnoses: ["R51", "J00"],
  products: [{ product_code: "MED-1", quantity: 30, posology: "1 tablet every 8 h" }],
};

/** An event stream of the fake BFF that a test writes to. */
class Stream {
  readonly opened: string[] = [];
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  response(headers: Record<string, string>): Response {
    this.opened.push(headers["last-event-id"] ?? "");
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        this.#write("retry: 2000\n\n");
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  }

  send(name: string, data: ListedRequest): void {
    this.#write(`id: 1-0\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #write(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }
}

/** The list of requests in a document, as a user and the host page see it, with a BFF of its own. */
export class RequestListDriver {
  readonly bff = new FakeBff();
  readonly stream = new Stream();
  element!: OsiguPreauthRequests;
  announced: string[] = [];
  /** What the host page was told, in order. */
  readonly events: { type: string; detail: unknown }[] = [];
  readonly #restore: () => void;

  constructor() {
    defineRequests();
    this.#restore = this.bff.install();
    const { fetch } = window;
    window.fetch = async (input, init = {}) =>
      String(input).endsWith("/authorization-requests/events")
        ? this.stream.response(init.headers as Record<string, string>)
        : fetch(input, init);
  }

  /** Opens the list of these requests. */
  async show(content: ListedRequest[], change: Partial<OsiguPreauthRequests> = {}): Promise<void> {
    this.bff.on(requests, () => pageOf(content));
    await this.open(change);
  }

  async open(change: Partial<OsiguPreauthRequests> = {}): Promise<void> {
    this.element = document.createElement("osigu-preauth-requests") as OsiguPreauthRequests;
    const options = { bffUrl: this.bff.url, getToken: async () => "token-1", locale: "en" };
    Object.assign(this.element, options, change);
    for (const type of ["preauth-open", "preauth-use-again", "preauth-error"]) {
      this.element.addEventListener(type, (event) =>
        this.events.push({ type, detail: (event as CustomEvent).detail }),
      );
    }
    document.body.append(this.element);
    this.announced = recordAnnouncements(this.element.root);
    await until("the list", () => this.element.root.querySelector(".request, .none, .problem svg"));
  }

  /** Takes the list and every widget out of the document. */
  end(): void {
    this.element?.remove();
    this.#restore();
    for (const widget of document.querySelectorAll("osigu-preauth")) widget.remove();
  }

  all(selector: string): HTMLElement[] {
    return [...this.element.root.querySelectorAll<HTMLElement>(selector)];
  }

  words(): string {
    return this.element.root.querySelector(".frame")?.textContent?.replace(/\s+/g, " ") ?? "";
  }

  hears(words: string): Promise<unknown> {
    return until(words, () => this.announced.find((each) => each.includes(words)));
  }

  button(name: string): Promise<HTMLElement> {
    return until(name, () =>
      this.all("button").find((one) => (one.getAttribute("aria-label") ?? one.textContent?.trim()) === name),
    );
  }

  /** What the host page was told at this place of the order. */
  detailOf(index: number): object {
    return this.events.at(index)?.detail ?? {};
  }

  /** The queries of the reads so far. */
  reads(): string[] {
    return this.bff.to(requests).map(({ path }) => path.split("?")[1] ?? "");
  }
}
