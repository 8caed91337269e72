import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { waitFor } from "../stack/readiness.ts";
import { type HostPages, mounting, openHostPages } from "./host-pages.ts";

// Firefox ends the calls of a page before it leaves it, when they may still be needed.
describe("A page that is left while the widget waits for an answer", () => {
  let pages: HostPages;
  let silent: Server;
  let calls = 0;
  before(async () => {
    pages = await openHostPages();
    silent = createServer(() => {
      calls += 1;
    }).listen(0, "127.0.0.1");
    await once(silent, "listening");
  });
  after(async () => {
    silent.closeAllConnections();
    silent.close();
    await pages.close();
  });

  it("hears of no problem, and its console says nothing", async () => {
    const { widget } = await pages.open({
      script: `
        const tell = (what) => localStorage.setItem("told", (localStorage.getItem("told") ?? "") + what);
        addEventListener("preauth-error", ({ detail }) => tell(detail.code));
        addEventListener("pagehide", () => tell("left "));
        console.warn = console.error = (...said) => tell(said.join(" "));
        ${mounting}`,
    });
    await widget.find("textbox", "Document number");
    const address = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await widget.tab.evaluate((unanswered) => {
      const getToken = () => fetch(unanswered, { method: "POST" });
      Object.assign(document.querySelector("osigu-preauth") ?? {}, { getToken, productType: "LAB" });
    }, address);
    await waitFor("the call", async () => calls > 0);
    await widget.tab.evaluate(() => location.assign("/?next"));
    await widget.tab.waitFor(() => location.search && document.readyState === "complete");
    const told = await widget.tab.evaluate(() => localStorage.getItem("told"));
    assert.equal(told, "left ");
  });
});
