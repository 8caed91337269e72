import type { Environment, PageOptions } from "../environment.ts";
import { pageOf } from "../puppeteer-tab.ts";
import type { Tab } from "../tab.ts";
import type { Camera } from "./camera.ts";
import { type Listed, manyRequests, severalRequests, soonOver } from "./listed-requests.ts";

/** What the server answers to the list; without `requests` nothing at all. `total`: where there are more. */
type Answer = { requests?: Listed[]; total?: number; fails?: boolean };

/** The list of requests, in each of its states. */
export async function walkList(environment: Environment, page: PageOptions, { take }: Camera) {
  const show = async (
    state: string,
    answer: Answer,
    selector: string,
    act: (tab: Tab) => Promise<unknown> = async () => {},
  ) => {
    const listen = async (tab: Tab) => {
      await page.listen?.(tab);
      await pageOf(tab).evaluateOnNewDocument(answerForServer, answer);
    };
    const { widget, close } = await environment.openPage({ ...page, listen });
    await widget.find("textbox", "Document number");
    await widget.tab.evaluate(mountList, environment.line.url, page.theme ?? "light");
    await waitForElement(widget.tab, selector);
    await act(widget.tab);
    await take(widget, state);
    await close();
  };
  await show("6-list-loading", {}, ".skeleton [aria-label], .skeleton[aria-label]");
  await show("6-list-failing", { fails: true }, ".problem svg");
  await show("6-list-empty", { requests: [] }, ".none");
  await show("6-list-few", { requests: severalRequests }, "[data-live]");
  await show("6-list-many", { requests: manyRequests, total: 48 }, "[data-live]");
  await show("6-list-expiring", { requests: soonOver }, "[data-live]", async (tab) => {
    await press(tab, ".segments label:last-child input");
    await waitForElement(tab, ".request");
  });
  await show("6-list-found-none", { requests: severalRequests }, "[data-live]", async (tab) => {
    await press(tab, "input[type=search]");
    await tab.type("nobody");
    await waitForElement(tab, ".none button");
  });
  await show("6-list-again", { requests: severalRequests }, "[data-live]", async (tab) => {
    await press(tab, ".again button:last-child");
    await waitForElement(tab, "[data-choice]");
  });
  await show("6-list-live", { requests: severalRequests.slice(1) }, "[data-live]", async (tab) => {
    await tab.evaluate((request) => window.tellList(request), severalRequests[0] as Listed);
    await waitForElement(tab, `.request:nth-child(${severalRequests.length})`);
  });
}

function waitForElement(tab: Tab, selector: string): Promise<void> {
  return tab.waitFor(
    (wanted) => document.querySelector("osigu-preauth-requests")?.shadowRoot?.querySelector(wanted),
    selector,
  );
}

function press(tab: Tab, selector: string): Promise<void> {
  return tab.evaluate((wanted) => {
    const root = document.querySelector("osigu-preauth-requests")?.shadowRoot;
    const control = root?.querySelector<HTMLElement>(wanted);
    control?.focus();
    control?.click();
  }, selector);
}

/** Runs in the page: the list in the place of the form. */
async function mountList(bff: string, theme: string): Promise<void> {
  document.querySelector("osigu-preauth")?.remove();
  await import(`${bff}/widget/v1/requests.js`);
  const list = document.createElement("osigu-preauth-requests");
  const getToken = async () => "token-of-the-pictures";
  Object.assign(list, { locale: "en", theme, getToken });
  document.querySelector("#preauth")?.append(list);
}

declare global {
  interface Window {
    tellList(request: Listed): void;
  }
}

/** Runs in the page, before anything of it: answers the list's calls in the place of the server. It must stand alone. */
function answerForServer({ requests, total, fails }: Answer): void {
  const { fetch } = window;
  let stream: ReadableStreamDefaultController<Uint8Array>;
  const write = (text: string) => stream.enqueue(new TextEncoder().encode(text));
  const reply = (body: unknown, status: number, type: string) =>
    new Response(typeof body === "string" ? body : JSON.stringify(body), {
      status,
      headers: { "content-type": type },
    });
  window.tellList = (request) => write(`id: 1-0\nevent: request\ndata: ${JSON.stringify(request)}\n\n`);
  window.fetch = async (input, init) => {
    const { pathname, searchParams } = new URL(String(input), location.href);
    if (!pathname.startsWith("/arc/v1/authorization-requests")) return fetch(input, init);
    if (fails) return reply({ code: "upstream_unavailable", status: 502 }, 502, "application/problem+json");
    if (!requests) return new Promise(() => {});
    if (pathname.endsWith("/summary")) {
      const products = [{ product_code: "MED-042", quantity: 30 }];
      const summary = {
        beneficiary_id: "ben-1",
        diagnoses: ["R51"],
        products,
        sponsor_slug: "sponsor-sandbox",
      };
      return reply(
        { authorization_request_id: pathname.split("/").at(-2), ...summary },
        200,
        "application/json",
      );
    }
    if (!pathname.endsWith("/events")) {
      const content = searchParams.get("query") ? [] : requests;
      const all = content.length && total ? total : content.length;
      const page = { number: 0, size: 15, total_elements: all, total_pages: 1 };
      return reply({ content, page }, 200, "application/json");
    }
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        stream = controller;
        write("retry: 2000\n\n");
      },
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
}
