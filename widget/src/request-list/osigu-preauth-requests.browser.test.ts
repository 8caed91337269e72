import { assert } from "@esm-bundle/chai";
import type { Authorization, ListedRequest, RequestSummary } from "@osigu-preauth/shared";
import { setViewport } from "@web/test-runner-commands";
import { recordAnnouncements } from "../testing/announcements.ts";
import { FakeBff, refusal } from "../testing/fake-bff.ts";
import { wcagViolations } from "../testing/wcag.ts";
import { until } from "../testing/widget-driver.ts";
import { defineRequests } from "./define-requests.ts";
import type { OsiguPreauthRequests } from "./osigu-preauth-requests.ts";

defineRequests();

const requests = "GET /arc/v1/authorization-requests";
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

const request = (change: Partial<ListedRequest> = {}): ListedRequest => ({
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
const approved = (change: Partial<Authorization> = {}) =>
  ({
    status: "APPROVED",
    authorization_code: "AUT-2048-77",
    expires_at: inDays(20),
    products: [],
    ...change,
  }) as Authorization;
const decided = request({ status: "COMPLETED", authorizations: [approved()] });
const pageOf = (content: ListedRequest[], total = content.length) => ({
  body: { content, page: { number: 0, size: 15, total_elements: total, total_pages: 1 } },
});
const summary: RequestSummary = {
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

describe("The list of requests", () => {
  let bff: FakeBff;
  let stream: Stream;
  let element: OsiguPreauthRequests;
  let restore: () => void;
  let announced: string[];
  const events: { type: string; detail: unknown }[] = [];

  async function show(content: ListedRequest[], change: Partial<OsiguPreauthRequests> = {}): Promise<void> {
    bff.on(requests, () => pageOf(content));
    await open(change);
  }

  async function open(change: Partial<OsiguPreauthRequests> = {}): Promise<void> {
    element = document.createElement("osigu-preauth-requests") as OsiguPreauthRequests;
    Object.assign(element, { bffUrl: bff.url, getToken: async () => "token-1", locale: "en", ...change });
    for (const type of ["preauth-open", "preauth-use-again", "preauth-error"])
      element.addEventListener(type, (event) => events.push({ type, detail: (event as CustomEvent).detail }));
    document.body.append(element);
    announced = recordAnnouncements(element.root);
    await until("the list", () => element.root.querySelector(".request, .none, .problem svg"));
  }

  const all = (selector: string) => [...element.root.querySelectorAll<HTMLElement>(selector)];
  const words = () => element.root.querySelector(".frame")?.textContent?.replace(/\s+/g, " ") ?? "";
  const hears = (words: string) => until(words, () => announced.find((each) => each.includes(words)));
  const button = (name: string) =>
    until(name, () =>
      all("button").find((one) => (one.getAttribute("aria-label") ?? one.textContent?.trim()) === name),
    );
  const detailOf = (index: number) => events.at(index)?.detail ?? {};
  const reads = () => bff.to(requests).map(({ path }) => path.split("?")[1] ?? "");

  beforeEach(() => {
    bff = new FakeBff();
    stream = new Stream();
    restore = bff.install();
    const { fetch } = window;
    window.fetch = async (input, init = {}) =>
      String(input).endsWith("/authorization-requests/events")
        ? stream.response(init.headers as Record<string, string>)
        : fetch(input, init);
    events.length = 0;
  });
  afterEach(() => {
    element.remove();
    restore();
    for (const widget of document.querySelectorAll("osigu-preauth")) widget.remove();
  });

  it("says of each request how it stands, for whom, what, when, and its code", async () => {
    await show([decided]);
    for (const part of [
      "MARIA GONZALEZ",
      "Analgil × 30",
      "CASE-7",
      "R51",
      "Approved",
      "AUT-2048-77",
      "Valid until",
    ])
      assert.include(words(), part);
    assert.isOk(element.root.querySelector("time")?.dateTime);
  });

  it("names a request without a person by its case number, else by the end of its own", async () => {
    await show([
      request({ beneficiary_name: undefined }),
      request({ authorization_request_id: "req-abcdef", beneficiary_name: undefined, reference: undefined }),
    ]);
    assert.deepEqual(
      all(".open").map((one) => one.textContent?.trim()),
      ["CASE-7", "Request …abcdef"],
    );
  });

  it("copies a code, and says so", async () => {
    let copied = "";
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText: async (text: string) => (copied = text) },
    });
    await show([decided]);
    (await button("Copy: AUT-2048-77")).click();
    await button("Copied: AUT-2048-77");
    assert.equal(copied, "AUT-2048-77");
    await hears("Copied");
  });

  it("shows no code that is void, used or rejected", async () => {
    await show([
      request({
        status: "COMPLETED",
        authorizations: [
          approved({ status: "VOIDED" }),
          approved({ redemption: { status: "COMPLETED", at: inDays(-1) } }),
        ],
      }),
    ]);
    assert.notInclude(words(), "AUT-2048-77");
  });

  for (const [status, expected] of [
    ["STARTED", "Being redeemed"],
    ["COMPLETED", "Redeemed on"],
  ] as const) {
    it(`says "${expected}" of a code whose redemption is ${status}`, async () => {
      await show([
        request({
          status: "COMPLETED",
          authorizations: [approved({ redemption: { status, at: inDays(-1) } })],
        }),
      ]);
      assert.include(words(), expected);
    });
  }

  it("asks the server for a part, and for a search", async () => {
    await show([decided]);
    const radio = all("input[type=radio]")[1] as HTMLInputElement;
    radio.click();
    await until("the open ones", () => reads().includes("page=0&size=15&state=open"));
    const field = element.root.querySelector("input[type=search]") as HTMLInputElement;
    field.value = " case 7 ";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await until("the search", () => reads().includes("page=0&size=15&state=open&query=case+7"));
  });

  it("says that there is none, and leads back from a search without a result", async () => {
    bff.on(requests, ({ path }) => pageOf(path.includes("query") ? [] : [decided]));
    await open();
    const field = element.root.querySelector("input[type=search]") as HTMLInputElement;
    field.value = "nobody";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    (await button("Clear search")).click();
    await until("the list again", () => all(".request").length === 1);
    assert.equal(field.value, "");
    assert.equal(element.root.activeElement, field);
  });

  it("shows where to get help, where the page says so, and no other address than a page's or mail's", async () => {
    await show([decided], { support: { phone: "+57 300 000 0000", url: "https://clinic.example/help" } });
    const links = all(".support a").map((link) => (link as HTMLAnchorElement).href);
    assert.deepEqual(links, ["tel:+573000000000", "https://clinic.example/help"]);
    element.support = { url: "javascript:alert(1)" };
    await element.updateComplete;
    assert.deepEqual(all(".support a"), []);
  });

  it("takes the page's own words, of the form and of the list, and lets them be changed", async () => {
    await show([], { messages: { en: { list: { title: "Our requests" }, needHelp: "Call us:" } } });
    assert.equal(element.root.querySelector("section")?.getAttribute("aria-label"), "Our requests");
    assert.include(words(), "No requests yet.");
    element.messages = { en: { list: { title: "Requests of this desk" } } };
    await until(
      "the new title",
      () => element.root.querySelector("section")?.getAttribute("aria-label") === "Requests of this desk",
    );
    element.messages = undefined;
    await until(
      "the title of the list",
      () => element.root.querySelector("section")?.getAttribute("aria-label") === "Authorization requests",
    );
  });

  it("takes the appearance of the page, and gives it back", async () => {
    await show([decided], { appearance: { variables: { colorPrimary: "rgb(1, 2, 3)" } } });
    const primary = () => getComputedStyle(element).getPropertyValue("--osigu-color-primary").trim();
    await until("the page's colour", () => primary() === "rgb(1, 2, 3)");
    element.appearance = undefined;
    await until("the usual colour", () => primary() !== "rgb(1, 2, 3)");
  });

  it("says that there are no requests yet", async () => {
    await show([]);
    assert.include(words(), "No requests yet.");
  });

  it("has its parts side by side on a desk, two by two on a phone, and no radio button in them", async () => {
    for (const locale of ["en", "es", "pt-BR"] as const) {
      element?.remove();
      await show([decided], { locale });
      for (const [width, rows] of [
        [600, 1],
        [320, 2],
      ] as const) {
        element.style.inlineSize = `${width}px`;
        const labels = all(".segments label");
        assert.lengthOf(labels, 4);
        const tops = new Set(labels.map((label) => Math.round(label.getBoundingClientRect().top)));
        assert.equal(tops.size, rows, `${locale} at ${width} px`);
        for (const input of all(".segments input")) assert.equal(getComputedStyle(input).opacity, "0");
      }
    }
  });

  it("has Copy at the right edge, and what can be done again at an edge of the code", async () => {
    await show([decided]);
    for (const width of [330, 640]) {
      element.style.inlineSize = `${width}px`;
      const [copy, code, again, row] = [".copy", ".code", ".again", ".request"].map((selector) =>
        (all(selector)[0] as HTMLElement).getBoundingClientRect(),
      ) as [DOMRect, DOMRect, DOMRect, DOMRect];
      assert.closeTo(copy.right, row.right, 1, `${width} px`);
      if (width < 560) assert.closeTo(again.right, row.right, 1, `${width} px`);
      else assert.closeTo(again.left, code.left, 1, `${width} px`);
      assert.isAtLeast(again.top, code.bottom);
    }
  });

  it("shows more, with the focus on the first of them", async () => {
    const page = (from: number) =>
      Array.from({ length: 15 }, (_, index) => request({ authorization_request_id: `req-${from + index}` }));
    bff.on(requests, ({ path }) => pageOf(page(path.includes("page=1") ? 15 : 0), 30));
    await open();
    assert.include(words(), "15 of 30 requests");
    (await button("Show more")).click();
    await until("30 rows", () => all(".request").length === 30);
    await until("the focus", () => element.root.activeElement === all(".open")[15]);
    assert.isUndefined(all("button").find((one) => one.textContent === "Show more"));
  });

  it("says what is wrong, tells the page, and tries again", async () => {
    let fails = true;
    bff.on(requests, () => (fails ? refusal(503, "overloaded") : pageOf([decided])));
    await open();
    assert.include(words(), "The system is busy.");
    assert.equal((detailOf(0) as { code: string }).code, "overloaded");
    fails = false;
    (await button("Try again")).click();
    await until("the list", () => all(".request").length === 1);
    assert.notInclude(words(), "The system is busy.");
  });

  it("adds a colleague's request and shows its decision, both announced, over one stream", async () => {
    await show([request()]);
    await until("live", () => element.root.querySelector("[data-live]"));
    const other = request({
      authorization_request_id: "req-2",
      beneficiary_name: "JUAN PEREZ",
      created_at: inDays(0),
    });
    stream.send("request", other);
    await until("the new one", () => all(".open")[0]?.textContent?.includes("JUAN PEREZ"));
    await hears("New request: JUAN PEREZ");
    stream.send("decision", {
      ...other,
      status: "COMPLETED",
      updated_at: inDays(1),
      authorizations: [approved()],
    });
    await until("the decision", () => all(".request")[0]?.textContent?.includes("AUT-2048-77"));
    await hears("JUAN PEREZ: Approved");
    assert.equal(stream.opened.length, 1);
  });

  it("reads what is shown again when its stream opens: what came before it was not told", async () => {
    let reads = 0;
    bff.on(requests, () => pageOf(++reads === 1 ? [request()] : [{ ...decided, updated_at: inDays(0) }]));
    await open();
    await until("the decision", () => words().includes("AUT-2048-77"));
  });

  it("opens a request in the page's widget, unless the page does it itself", async () => {
    const widget = document.createElement("osigu-preauth");
    document.body.append(widget);
    await show([decided]);
    element.addEventListener("preauth-open", (event) => event.preventDefault(), { once: true });
    all(".open")[0]?.click();
    assert.deepEqual(events.at(-1), { type: "preauth-open", detail: { authorization_request_id: "req-1" } });
    assert.notEqual((widget as { requestId?: string }).requestId, "req-1");
    all(".open")[0]?.click();
    assert.equal((widget as { requestId?: string }).requestId, "req-1");
  });

  it("takes a request over for the same person, or for another", async () => {
    bff.on("GET /arc/v1/authorization-requests/*/summary", () => ({ body: summary }));
    await show([decided]);
    const others = {
      diagnosisCode: "R51",
      furtherDiagnosisCodes: ["J00"],
      products: [{ product_code: "MED-1", quantity: 30, posology: "1 tablet every 8 h" }],
    };
    (await button("Use again")).click();
    (await button("Same patient")).click();
    assert.deepEqual(events.at(-1)?.detail, {
      authorization_request_id: "req-1",
      sponsor_slug: "sponsor-norte",
      prefill: { beneficiaryId: "ben-1", beneficiaryName: "MARIA GONZALEZ", ...others },
    });
    (await button("Use again")).click();
    (await button("Another patient")).click();
    assert.deepEqual((detailOf(-1) as { prefill: unknown }).prefill, others);
  });

  it("does not ask for whom where the person cannot be taken over, and starts the page's widget with the rest", async () => {
    const { beneficiary_id, beneficiary_name, ...known } = summary;
    assert.isOk(beneficiary_id && beneficiary_name);
    bff.on("GET /arc/v1/authorization-requests/*/summary", () => ({ body: known }));
    const widget = document.createElement("osigu-preauth");
    document.body.append(widget);
    await show([decided]);
    (await button("Use again")).click();
    await until("the prefill", () => widget.prefill?.products?.length);
    assert.isUndefined(widget.prefill?.beneficiaryId);
    assert.equal(widget.sponsorSlug, "sponsor-norte");
  });

  it("offers to renew what ends within seven days, for the same person, and nothing else", async () => {
    bff.on("GET /arc/v1/authorization-requests/*/summary", () => ({ body: summary }));
    await show([
      request({ status: "COMPLETED", authorizations: [approved({ expires_at: inDays(5) })] }),
      { ...decided, authorization_request_id: "req-2" },
    ]);
    assert.include(words(), "Expires in 5 days");
    assert.equal(all("button").filter((one) => one.textContent === "Renew").length, 1);
    (await button("Renew")).click();
    await until("the event", () => events.at(-1)?.type === "preauth-use-again");
    assert.equal((detailOf(-1) as { prefill: { beneficiaryId: string } }).prefill.beneficiaryId, "ben-1");
  });

  it("says that an approval has expired, and offers its code to nobody", async () => {
    const over = approved({ expires_at: inDays(-2) });
    const second = approved({ authorization_code: "AUT-2048-78" });
    await show([
      request({ status: "COMPLETED", authorizations: [over] }),
      request({
        authorization_request_id: "req-2",
        status: "COMPLETED",
        authorizations: [over, second],
      }),
    ]);
    assert.deepEqual(
      all(".mark[id]").map(({ dataset, textContent }) => [
        dataset.tone,
        textContent?.startsWith("Expired on"),
      ]),
      [
        ["warning", true],
        ["success", false],
      ],
    );
    assert.equal(words().match(/Expired on/g)?.length, 2);
    const copies = all("button.copy").map((one) => one.getAttribute("aria-label"));
    assert.deepEqual(copies, ["Copy: AUT-2048-78"]);
  });

  it("moves between the requests by arrows, Home and End", async () => {
    await show(["a", "b", "c"].map((id) => request({ authorization_request_id: id })));
    const names = all(".open");
    names[0]?.focus();
    for (const [key, index] of [
      ["ArrowDown", 1],
      ["End", 2],
      ["ArrowDown", 2],
      ["Home", 0],
      ["ArrowUp", 0],
    ] as const) {
      element.root.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      assert.equal(element.root.activeElement, names[index], key);
    }
  });

  it("holds no stream out of the document, and one again when it is back", async () => {
    await show([decided]);
    await until("live", () => element.root.querySelector("[data-live]"));
    element.remove();
    await Promise.resolve();
    document.body.append(element);
    await until("a second stream", () => stream.opened.length === 2);
  });

  for (const locale of ["en", "es", "pt-BR"] as const) {
    for (const theme of ["light", "dark"] as const) {
      it(`has no violation of WCAG 2.2 AA, ${theme}, ${locale}, and fits into 320 px`, async () => {
        await setViewport({ width: 320, height: 700 });
        document.body.style.margin = "0";
        document.body.style.background = theme === "dark" ? "#11161e" : "#fff";
        await show(
          [
            decided,
            request({
              authorization_request_id: "req-2",
              beneficiary_name: "MARIA DEL CARMEN FERNANDEZ-VILLAVICENCIO DE LA TORRE",
              reference: "EXPEDIENTE-2026-000000012345678901234567890",
              status: "COMPLETED",
              authorizations: [
                approved({
                  authorization_code: "AUTH-2026-9000012345678901234567890",
                  expires_at: inDays(3),
                }),
              ],
            }),
            request({ authorization_request_id: "req-3", status: "PENDING_INDICATION" }),
          ],
          { locale, theme },
        );
        assert.deepEqual(await wcagViolations(element), []);
        // WebKit's own window has a smallest width, of some 450 px.
        assert.isAtMost(document.documentElement.scrollWidth, Math.max(320, innerWidth));
        assert.deepEqual([...element.root.querySelectorAll("[style]")], []);
        await setViewport({ width: 800, height: 700 });
      });
    }
  }
});
