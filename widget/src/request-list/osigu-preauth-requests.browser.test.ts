import { assert } from "@esm-bundle/chai";
import { setViewport } from "@web/test-runner-commands";
import {
  approved,
  decided,
  inDays,
  pageOf,
  RequestListDriver,
  request,
  requests,
} from "../testing/request-list-driver.ts";
import { wcagViolations } from "../testing/wcag.ts";
import { until } from "../testing/widget-driver.ts";

describe("The list of requests", () => {
  let list: RequestListDriver;
  beforeEach(() => {
    list = new RequestListDriver();
  });
  afterEach(() => list.end());

  it("says of each request how it stands, for whom, what, when, and its code", async () => {
    await list.show([decided]);
    for (const part of [
      "MARIA GONZALEZ",
      "Analgil × 30",
      "CASE-7",
      "R51",
      "Approved",
      "AUT-2048-77",
      "Valid until",
    ])
      assert.include(list.words(), part);
    assert.isOk(list.element.root.querySelector("time")?.dateTime);
  });

  it("names a request without a person by its case number, else by the end of its own", async () => {
    await list.show([
      request({ beneficiary_name: undefined }),
      request({ authorization_request_id: "req-abcdef", beneficiary_name: undefined, reference: undefined }),
    ]);
    assert.deepEqual(
      list.all(".open").map((one) => one.textContent?.trim()),
      ["CASE-7", "Request …abcdef"],
    );
  });

  it("copies a code, and says so", async () => {
    let copied = "";
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText: async (text: string) => (copied = text) },
    });
    await list.show([decided]);
    (await list.button("Copy: AUT-2048-77")).click();
    await list.button("Copied: AUT-2048-77");
    assert.equal(copied, "AUT-2048-77");
    await list.hears("Copied");
  });

  it("shows no code that is void, used or rejected", async () => {
    await list.show([
      request({
        status: "COMPLETED",
        authorizations: [
          approved({ status: "VOIDED" }),
          approved({ redemption: { status: "COMPLETED", at: inDays(-1) } }),
        ],
      }),
    ]);
    assert.notInclude(list.words(), "AUT-2048-77");
  });

  for (const [status, expected] of [
    ["STARTED", "Being redeemed"],
    ["COMPLETED", "Redeemed on"],
  ] as const) {
    it(`says "${expected}" of a code whose redemption is ${status}`, async () => {
      await list.show([
        request({
          status: "COMPLETED",
          authorizations: [approved({ redemption: { status, at: inDays(-1) } })],
        }),
      ]);
      assert.include(list.words(), expected);
    });
  }

  it("asks the server for a part, and for a search", async () => {
    await list.show([decided]);
    const radio = list.all("input[type=radio]")[1] as HTMLInputElement;
    radio.click();
    await until("the open ones", () => list.reads().includes("page=0&size=15&state=open"));
    const field = list.element.root.querySelector("input[type=search]") as HTMLInputElement;
    field.value = " case 7 ";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await until("the search", () => list.reads().includes("page=0&size=15&state=open&query=case+7"));
  });

  it("says that there is none, and leads back from a search without a result", async () => {
    list.bff.on(requests, ({ path }) => pageOf(path.includes("query") ? [] : [decided]));
    await list.open();
    const field = list.element.root.querySelector("input[type=search]") as HTMLInputElement;
    field.value = "nobody";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    const button = await list.button("Clear search");
    await list.hears("Nothing found.");
    button.click();
    await list.hears("1 of 1 request");
    await until("the list again", () => list.all(".request").length === 1);
    assert.equal(field.value, "");
    assert.isTrue(list.element.root.activeElement === field);
  });

  it("shows where to get help, where the page says so, and no other address than a page's or mail's", async () => {
    await list.show([decided], {
      support: { phone: "+57 300 000 0000", url: "https://clinic.example/help" },
    });
    const links = list.all(".support a").map((link) => (link as HTMLAnchorElement).href);
    assert.deepEqual(links, ["tel:+573000000000", "https://clinic.example/help"]);
    list.element.support = { url: "javascript:alert(1)" };
    await list.element.updateComplete;
    assert.deepEqual(list.all(".support a"), []);
  });

  it("takes the page's own words, of the form and of the list, and lets them be changed", async () => {
    await list.show([], { messages: { en: { list: { title: "Our requests" }, needHelp: "Call us:" } } });
    assert.equal(list.element.root.querySelector("section")?.getAttribute("aria-label"), "Our requests");
    assert.include(list.words(), "No requests yet.");
    list.element.messages = { en: { list: { title: "Requests of this desk" } } };
    await until(
      "the new title",
      () =>
        list.element.root.querySelector("section")?.getAttribute("aria-label") === "Requests of this desk",
    );
    list.element.messages = undefined;
    await until(
      "the title of the list",
      () =>
        list.element.root.querySelector("section")?.getAttribute("aria-label") === "Authorization requests",
    );
  });

  it("takes the appearance of the page, and gives it back", async () => {
    await list.show([decided], { appearance: { variables: { colorPrimary: "rgb(1, 2, 3)" } } });
    const primary = () => getComputedStyle(list.element).getPropertyValue("--osigu-color-primary").trim();
    await until("the page's colour", () => primary() === "rgb(1, 2, 3)");
    list.element.appearance = undefined;
    await until("the usual colour", () => primary() !== "rgb(1, 2, 3)");
  });

  it("says that there are no requests yet", async () => {
    await list.show([]);
    assert.include(list.words(), "No requests yet.");
  });

  it("has its parts side by side on a desk, two by two on a phone, and no radio button in them", async () => {
    for (const locale of ["en", "es", "pt-BR"] as const) {
      list.element?.remove();
      await list.show([decided], { locale });
      for (const [width, rows] of [
        [600, 1],
        [320, 2],
      ] as const) {
        list.element.style.inlineSize = `${width}px`;
        const labels = list.all(".segments label");
        assert.lengthOf(labels, 4);
        const tops = new Set(labels.map((label) => Math.round(label.getBoundingClientRect().top)));
        assert.equal(tops.size, rows, `${locale} at ${width} px`);
        for (const input of list.all(".segments input")) assert.equal(getComputedStyle(input).opacity, "0");
      }
    }
  });

  it("opens a request by its whole row, which shows where the keyboard is", async () => {
    await list.show([decided]);
    const [row, open] = [".request", ".open"].map((selector) => list.all(selector)[0] as HTMLElement) as [
      HTMLElement,
      HTMLElement,
    ];
    const { left, right, top, bottom } = row.getBoundingClientRect();
    for (const [x, y] of [
      [left + 2, bottom - 4],
      [right - 2, top + 4],
    ] as const)
      assert.equal(list.element.root.elementFromPoint(x, y), open, `${x}, ${y}`);
    assert.isAtLeast(Number.parseFloat(getComputedStyle(open, "::after").width), row.clientWidth);
  });

  it("has Copy at the right edge, and what can be done again at an edge of the code", async () => {
    await list.show([decided]);
    for (const width of [330, 640]) {
      list.element.style.inlineSize = `${width}px`;
      const [copy, code, again, row] = [".copy", ".code", ".again", ".request"].map((selector) =>
        (list.all(selector)[0] as HTMLElement).getBoundingClientRect(),
      ) as [DOMRect, DOMRect, DOMRect, DOMRect];
      assert.closeTo(copy.right, row.right, 1, `${width} px`);
      if (width < 560) assert.closeTo(again.right, row.right, 1, `${width} px`);
      else assert.closeTo(again.left, code.left, 1, `${width} px`);
      assert.isAtLeast(again.top, code.bottom);
    }
  });

  for (const locale of ["en", "es", "pt-BR"] as const) {
    for (const theme of ["light", "dark"] as const) {
      it(`has no violation of WCAG 2.2 AA, ${theme}, ${locale}, and fits into 320 px`, async () => {
        await setViewport({ width: 320, height: 700 });
        document.body.style.margin = "0";
        document.body.style.background = theme === "dark" ? "#11161e" : "#fff";
        await list.show(
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
        assert.deepEqual(await wcagViolations(list.element), []);
        // WebKit's own window has a smallest width, of some 450 px.
        assert.isAtMost(document.documentElement.scrollWidth, Math.max(320, innerWidth));
        assert.deepEqual([...list.element.root.querySelectorAll("[style]")], []);
        await setViewport({ width: 800, height: 700 });
      });
    }
  }
});
