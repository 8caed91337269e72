import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Environment, startEnvironment } from "./environment.ts";
import type { Name, Role } from "./find.ts";
import { fillRequest, fillSearch, quickstart } from "./journey.ts";
import type { WidgetPage } from "./widget-page.ts";

declare global {
  interface Window {
    /** The calls that ended between a press and what it led to. */
    waitedFor?: Promise<string[]>;
  }
}

describe("between a press and what it leads to", () => {
  let environment: Environment;

  before(async () => {
    environment = await startEnvironment();
  });
  after(() => environment?.close());

  test("a person waits for one call at the most, in every step", async () => {
    const { widget, close } = await environment.openPage();
    // What is fetched besides takes its time: a step that waited for it would show it.
    environment.stack.sandbox.faults.set(
      ["getDependents", "getAuthorizationDocumentPolicy"].map((on) => ({ on, latency: 4_000 })),
    );
    await fillSearch(widget, quickstart);
    const until = (press: () => Promise<void>, role: Role, name: string) =>
      callsUntil(widget, environment.line.url, press, role, { matches: name });
    const pressed = (button: string | RegExp) => () => widget.press(button);

    assert.deepEqual(await until(pressed("Search"), "button", "^Continue with"), [
      "/v1/sponsors/sponsor-sandbox/search",
    ]);
    assert.deepEqual(await until(pressed(/^Continue with/), "heading", "What is needed"), []);
    await fillRequest(widget);
    assert.deepEqual(await until(pressed("Continue"), "heading", "Add the documents"), [
      "/arc/v1/authorization-requests",
    ]);
    await widget.attach(await environment.pdf());
    await widget.waitForText("Uploaded");
    assert.deepEqual(await until(pressed("Continue"), "heading", "Check and send"), []);
    const [complete = "", ...more] = await until(pressed("Request authorization"), "heading", "Approved");
    assert.match(complete, /\/complete$/);
    assert.deepEqual(more, []);
    environment.stack.sandbox.faults.clear();
    await close();
  });
});

/** Paths of the calls to the server that were begun by a press and had ended when the element was there. */
async function callsUntil(
  { tab }: WidgetPage,
  server: string,
  press: () => Promise<void>,
  role: Role,
  name: Name,
): Promise<string[]> {
  await tab.evaluate(
    (origin, wanted, called) => {
      const began = performance.now();
      const root = document.querySelector("osigu-preauth")?.shadowRoot as ShadowRoot;
      window.waitedFor = new Promise((resolve) => {
        const look = () => {
          if (!window.finder.all(wanted, called)[0]) return;
          seen.disconnect();
          const calls = performance
            .getEntriesByType("resource")
            .filter(({ name, startTime }) => name.startsWith(origin) && startTime >= began)
            .map((entry) => new URL(entry.name).pathname);
          resolve(calls.filter((path) => !path.startsWith("/widget/")));
        };
        const seen = new MutationObserver(look);
        seen.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
      });
    },
    server,
    role,
    name,
  );
  await press();
  return tab.evaluate(() => window.waitedFor ?? []);
}
