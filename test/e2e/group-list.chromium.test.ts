import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "puppeteer-core";
import { type HostPages, openHostPages } from "../browser/host-pages.ts";
import { deliver, deliverTo, eventAbout } from "../live/deliveries.ts";
import { sitDown, submit } from "../live/desk.ts";
import type { Bff } from "../stack/bff.ts";
import { type HostServer, startHostServer } from "../stack/host-server.ts";
import { waitFor } from "../stack/readiness.ts";

/** How long a page may take on a slow machine, in milliseconds. */
const patience = { timeout: 60_000 };

/*
 * A request made in the morning by one user of a group, decided at an instance that has restarted twice since: it
 * appears in the list that a colleague has open at another instance, and the host's server, which was down, is told.
 */
describe("a request of a group in a colleague's list, over restarts", () => {
  let host: HostServer;
  let pages: HostPages;
  let one: Bff;
  let other: Bff;

  before(async () => {
    host = await startHostServer();
    pages = await openHostPages("chromium", { instances: 2, webhook: host.webhook });
    deliverTo(pages.stack.sandbox, undefined);
    [one, other] = pages.stack.instances as [Bff, Bff];
  });
  after(async () => {
    await pages?.close();
    await host?.stop();
  });

  /** Waits until the row of a case says all of this. */
  const shows = (page: Page, reference: string, ...parts: string[]) =>
    page.waitForFunction(
      (name, wanted) => {
        const root = document.querySelector("osigu-preauth-requests")?.shadowRoot;
        const row = [...(root?.querySelectorAll(".request") ?? [])].find((each) =>
          each.textContent?.includes(name),
        );
        return row !== undefined && wanted.every((part) => row.textContent?.includes(part));
      },
      patience,
      reference,
      parts,
    );

  test("is there live, with its decision, and told once", async () => {
    const ana = await sitDown(pages.stack, one.url, "ana", { group: "norte", reference: "CASE-7" });
    const early = await submit(ana);
    const bruno = await sitDown(pages.stack, other.url, "bruno", { group: "norte" });
    const { page } = await pages.open({
      token: () => bruno.token,
      body: `<script src="${other.url}/widget/v1/loader.js" async></script><osigu-preauth-requests locale="en"></osigu-preauth-requests>`,
      script: `document.querySelector("osigu-preauth-requests").getToken =
        () => fetch("/token", { method: "POST" }).then((reply) => reply.text());`,
    });
    await shows(page, "CASE-7", "Under review");
    await page.waitForFunction(
      () => document.querySelector("osigu-preauth-requests")?.shadowRoot?.querySelector("[data-live]"),
      patience,
    );

    const later = await sitDown(pages.stack, one.url, "ana", { group: "norte", reference: "CASE-8" });
    await submit(later);
    await shows(page, "CASE-8", "Under review");

    await waitFor("word of the complete", async () => kinds(early).includes("completed"), {
      deadline: 60_000,
    });
    await one.stop();
    await one.start();
    await one.kill();
    await one.start();
    await host.stop();
    const event = eventAbout(pages.stack.sandbox, early, "created");
    assert.equal(await deliver(pages.stack.sandbox, one.url, event), 204);
    await shows(page, "CASE-7", "Approved", "AUTH-2026-900001");

    const failed = () => [one, other].some(({ log }) => log.some((line) => line.includes("delivery_failed")));
    await waitFor("a try that fails", async () => failed(), { deadline: 60_000 });
    await host.start();
    await waitFor("word of the decision", async () => kinds(early).includes("decided"), { deadline: 60_000 });
    assert.deepEqual(kinds(early), ["created", "completed", "decided"]);
  });

  /** What the host's server was told of a request, each message once. */
  const kinds = (id: string) =>
    host
      .messages()
      .filter(({ data }) => data.authorization_request_id === id)
      .map(({ type }) => type.split(".")[1]);
});
