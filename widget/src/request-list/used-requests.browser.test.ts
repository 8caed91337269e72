import { assert } from "@esm-bundle/chai";
import { tokenWait } from "../element/token-wait.ts";
import { initialState } from "../flow/state.ts";
import type { LocaleTag, Theme } from "../public/options.ts";
import { held, refusal } from "../testing/fake-bff.ts";
import {
  approved,
  decided,
  inDays,
  pageOf,
  RequestListDriver,
  request,
  requests,
  summary,
} from "../testing/request-list-driver.ts";
import { collectWarnings } from "../testing/warnings.ts";
import { until } from "../testing/widget-driver.ts";

describe("The requests of the list", () => {
  let list: RequestListDriver;
  beforeEach(() => {
    list = new RequestListDriver();
  });
  afterEach(() => list.end());

  it("shows more, with the focus on the first of them", async () => {
    const page = (from: number) =>
      Array.from({ length: 15 }, (_, index) => request({ authorization_request_id: `req-${from + index}` }));
    list.bff.on(requests, ({ path }) => pageOf(page(path.includes("page=1") ? 15 : 0), 30));
    await list.open();
    assert.include(list.words(), "15 of 30 requests");
    (await list.button("Show more")).click();
    await until("30 rows", () => list.all(".request").length === 30);
    await until("the focus", () => list.element.root.activeElement === list.all(".open")[15]);
    assert.isUndefined(list.all("button").find((one) => one.textContent === "Show more"));
  });

  it("says what is wrong, tells the page, and tries again", async () => {
    let fails = true;
    list.bff.on(requests, () => (fails ? refusal(503, "overloaded") : pageOf([decided])));
    await list.open();
    assert.include(list.words(), "The system is busy.");
    assert.equal((list.detailOf(0) as { code: string }).code, "overloaded");
    fails = false;
    (await list.button("Try again")).click();
    await until("the list", () => list.all(".request").length === 1);
    assert.notInclude(list.words(), "The system is busy.");
  });

  it("says that it is not set up while the page gives no token, and tells the page once", async () => {
    const { milliseconds } = tokenWait;
    const warnings = collectWarnings();
    tokenWait.milliseconds = 20;
    await list.open({ getToken: undefined });
    tokenWait.milliseconds = milliseconds;
    warnings.restore();
    assert.match(`${warnings.said}`, /^<osigu-preauth-requests> getToken is not set/);
    assert.include(list.words(), "not set up");
    assert.deepEqual(
      list.events.map(({ detail }) => (detail as { code: string }).code),
      ["not_configured"],
    );
    list.bff.on(requests, () => pageOf([decided]));
    list.element.getToken = async () => "late";
    await until("the list", () => list.all(".request").length === 1);
    assert.notInclude(list.words(), "not set up");
  });

  it("names what it ignores of its options, as the form does, and the form's own attributes", async () => {
    const warnings = collectWarnings();
    const said = (what: RegExp) => until(`${what}`, () => warnings.said.find((text) => what.test(text)));
    const opened = list.show([decided], { theme: "blue" as Theme, locale: "xx" as LocaleTag });
    for (const name of ["bffurl", "sponsor-slug", "data-place", "onclick"])
      list.element.setAttribute(name, "");
    await opened;
    await said(/^<osigu-preauth-requests> theme is "blue".*light, dark, auto/);
    await said(/^<osigu-preauth-requests> locale is "xx".*en, es, pt-BR/);
    await said(/^<osigu-preauth-requests> There is no attribute "bffurl". Did you mean bff-url/);
    await said(/^<osigu-preauth-requests> There is no attribute "sponsor-slug"\.$/);
    warnings.restore();
    assert.lengthOf(warnings.said, 4);
  });

  it("tells the page once of a token that stops the page of requests and the stream alike", async () => {
    await list.open({ getToken: async () => ({}) as unknown as string });
    assert.include(list.words(), "not set up");
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.lengthOf(list.events, 1);
  });

  it("adds a colleague's request and shows its decision, both announced, over one stream", async () => {
    await list.show([request()]);
    await until("live", () => list.element.root.querySelector("[data-live]"));
    const other = request({
      authorization_request_id: "req-2",
      beneficiary_name: "JUAN PEREZ",
      created_at: inDays(0),
    });
    list.stream.send("request", other);
    await until("the new one", () => list.all(".open")[0]?.textContent?.includes("JUAN PEREZ"));
    await list.hears("New request: JUAN PEREZ");
    list.stream.send("decision", {
      ...other,
      status: "COMPLETED",
      updated_at: inDays(1),
      authorizations: [approved()],
    });
    await until("the decision", () => list.all(".request")[0]?.textContent?.includes("AUT-2048-77"));
    await list.hears("JUAN PEREZ: Approved");
    assert.equal(list.stream.opened.length, 1);
  });

  describe("keep the focus where the user has it", () => {
    const field = () => list.element.root.querySelector("input[type=search]") as HTMLInputElement;
    const focused = () => list.element.root.activeElement;
    const colleagues = request({
      authorization_request_id: "req-9",
      beneficiary_name: "JUAN PEREZ",
      created_at: inDays(0),
    });
    const older = request({
      authorization_request_id: "req-2",
      beneficiary_name: "ANA LOPEZ",
      created_at: inDays(-2),
    });

    it("on the name of the same request, when a colleague's comes before it", async () => {
      await list.show([request(), older]);
      await until("live", () => list.element.root.querySelector("[data-live]"));
      list.all(".open")[1]?.focus();
      list.stream.send("request", colleagues);
      await until("the new one", () => list.all(".request").length === 3);
      assert.include(focused()?.textContent, "ANA LOPEZ");
    });

    it("on the question for whom, when a colleague's request comes", async () => {
      list.bff.on("GET /arc/v1/authorization-requests/*/summary", () => ({ body: summary }));
      await list.show([request(), older]);
      await until("live", () => list.element.root.querySelector("[data-live]"));
      (await list.button("Use again")).click();
      await until("the question", () => focused()?.matches("[data-choice]"));
      list.stream.send("request", colleagues);
      await until("the new one", () => list.all(".request").length === 3);
      assert.isTrue(focused()?.matches("[data-choice]"));
    });

    it("in the search, when the question for whom comes late", async () => {
      const late = held();
      list.bff.on("GET /arc/v1/authorization-requests/*/summary", () => late.reply);
      await list.show([request()]);
      const again = await list.button("Use again");
      again.focus();
      again.click();
      field().focus();
      late.answer({ body: summary });
      await until("the question", () => list.element.root.querySelector("[data-choice]"));
      await list.element.updateComplete;
      assert.isTrue(focused() === field());
    });

    it("in the search, when more of them come late", async () => {
      const late = held();
      const page = (from: number) =>
        Array.from({ length: 15 }, (_, index) =>
          request({ authorization_request_id: `req-${from + index}` }),
        );
      list.bff.on(requests, ({ path }) => (path.includes("page=1") ? late.reply : pageOf(page(0), 30)));
      await list.open();
      const more = await list.button("Show more");
      more.focus();
      more.click();
      field().focus();
      late.answer(pageOf(page(15), 30));
      await until("30 rows", () => list.all(".request").length === 30);
      await new Promise((resolve) => setTimeout(resolve, 100));
      assert.isTrue(focused() === field());
    });
  });

  it("reads what is shown again when its stream opens: what came before it was not told", async () => {
    let reads = 0;
    list.bff.on(requests, () =>
      pageOf(++reads === 1 ? [request()] : [{ ...decided, updated_at: inDays(0) }]),
    );
    await list.open();
    await until("the decision", () => list.words().includes("AUT-2048-77"));
  });

  it("opens a request in the page's widget, unless the page does it itself", async () => {
    const widget = document.createElement("osigu-preauth");
    document.body.append(widget);
    await list.show([decided]);
    list.element.addEventListener("preauth-open", (event) => event.preventDefault(), { once: true });
    list.all(".open")[0]?.click();
    assert.deepEqual(list.events.at(-1), {
      type: "preauth-open",
      detail: { authorization_request_id: "req-1" },
    });
    assert.notEqual((widget as { requestId?: string }).requestId, "req-1");
    list.all(".open")[0]?.click();
    assert.equal((widget as { requestId?: string }).requestId, "req-1");
  });

  it("asks before what was entered in the page's widget is lost", async () => {
    const { confirm } = window;
    const asked: string[] = [];
    const widget = document.createElement("osigu-preauth");
    const flow = initialState({ sponsorSlug: "sponsor-norte" });
    Object.defineProperty(widget, "flow", { value: { ...flow, searchValues: { document_number: "1" } } });
    document.body.append(widget);
    await list.show([decided]);
    try {
      for (const answer of [false, true]) {
        window.confirm = (question) => {
          asked.push(String(question));
          return answer;
        };
        list.all(".open")[0]?.click();
        assert.equal((widget as { requestId?: string }).requestId === "req-1", answer);
      }
    } finally {
      window.confirm = confirm;
      widget.remove();
    }
    assert.lengthOf(asked, 2);
    assert.include(asked[0], "would be lost");
  });

  it("takes a request over for the same person, or for another", async () => {
    list.bff.on("GET /arc/v1/authorization-requests/*/summary", () => ({ body: summary }));
    await list.show([decided]);
    const others = {
      diagnosisCode: "R51",
      furtherDiagnosisCodes: ["J00"],
      products: [{ product_code: "MED-1", quantity: 30, posology: "1 tablet every 8 h" }],
    };
    (await list.button("Use again")).click();
    (await list.button("Same patient")).click();
    assert.deepEqual(list.events.at(-1)?.detail, {
      authorization_request_id: "req-1",
      sponsor_slug: "sponsor-norte",
      prefill: { beneficiaryId: "ben-1", beneficiaryName: "MARIA GONZALEZ", ...others },
    });
    (await list.button("Use again")).click();
    (await list.button("Another patient")).click();
    assert.deepEqual((list.detailOf(-1) as { prefill: unknown }).prefill, others);
    const again = await list.button("Use again");
    await until("the keyboard where it was", () => list.element.root.activeElement === again);
  });

  for (const [how, leave] of [
    ["Cancel", async () => (await list.button("Cancel")).click()],
    [
      "Escape",
      async () =>
        (await list.button("Same patient")).dispatchEvent(
          new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }),
        ),
    ],
  ] as const) {
    it(`takes nothing over after ${how}, with the focus where it was`, async () => {
      list.bff.on("GET /arc/v1/authorization-requests/*/summary", () => ({ body: summary }));
      await list.show([decided]);
      (await list.button("Use again")).click();
      await until("the question", () => list.element.root.activeElement?.matches("[data-choice]"));
      await leave();
      await until("the focus", () => list.element.root.activeElement?.textContent?.trim() === "Use again");
      assert.isEmpty(list.events);
    });
  }

  it("does not ask for whom where the person cannot be taken over, and starts the page's widget with the rest", async () => {
    const { beneficiary_id, beneficiary_name, ...known } = summary;
    assert.isOk(beneficiary_id && beneficiary_name);
    list.bff.on("GET /arc/v1/authorization-requests/*/summary", () => ({ body: known }));
    const widget = document.createElement("osigu-preauth");
    document.body.append(widget);
    await list.show([decided]);
    (await list.button("Use again")).click();
    await until("the prefill", () => widget.prefill?.products?.length);
    assert.isUndefined(widget.prefill?.beneficiaryId);
    assert.equal(widget.sponsorSlug, "sponsor-norte");
  });

  it("offers to renew what ends within seven days, for the same person, and nothing else", async () => {
    list.bff.on("GET /arc/v1/authorization-requests/*/summary", () => ({ body: summary }));
    await list.show([
      request({ status: "COMPLETED", authorizations: [approved({ expires_at: inDays(5) })] }),
      { ...decided, authorization_request_id: "req-2" },
    ]);
    assert.include(list.words(), "Expires in 5 days");
    assert.equal(list.all("button").filter((one) => one.textContent === "Renew").length, 1);
    (await list.button("Renew")).click();
    await until("the event", () => list.events.at(-1)?.type === "preauth-use-again");
    assert.equal(
      (list.detailOf(-1) as { prefill: { beneficiaryId: string } }).prefill.beneficiaryId,
      "ben-1",
    );
  });

  it("says that an approval has expired, and offers its code to nobody", async () => {
    const over = approved({ expires_at: inDays(-2) });
    const second = approved({ authorization_code: "AUT-2048-78" });
    await list.show([
      request({ status: "COMPLETED", authorizations: [over] }),
      request({
        authorization_request_id: "req-2",
        status: "COMPLETED",
        authorizations: [over, second],
      }),
    ]);
    assert.deepEqual(
      list
        .all(".mark[id]")
        .map(({ dataset, textContent }) => [dataset.tone, textContent?.startsWith("Expired on")]),
      [
        ["warning", true],
        ["success", false],
      ],
    );
    assert.equal(list.words().match(/Expired on/g)?.length, 2);
    const copies = list.all("button.copy").map((one) => one.getAttribute("aria-label"));
    assert.deepEqual(copies, ["Copy: AUT-2048-78"]);
  });

  it("moves between the requests by arrows, Home and End", async () => {
    await list.show(["a", "b", "c"].map((id) => request({ authorization_request_id: id })));
    const names = list.all(".open");
    names[0]?.focus();
    for (const [key, index] of [
      ["ArrowDown", 1],
      ["End", 2],
      ["ArrowDown", 2],
      ["Home", 0],
      ["ArrowUp", 0],
    ] as const) {
      list.element.root.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
      assert.isTrue(list.element.root.activeElement === names[index], key);
    }
  });

  it("holds no stream out of the document, and one again when it is back", async () => {
    await list.show([decided]);
    await until("live", () => list.element.root.querySelector("[data-live]"));
    list.element.remove();
    await Promise.resolve();
    document.body.append(list.element);
    await until("a second stream", () => list.stream.opened.length === 2);
  });
});
