import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { after, before, describe, test } from "node:test";
import type { Answer } from "../stack/gate.ts";
import { type Environment, startEnvironment } from "./environment.ts";
import { askFor, fillRequest, findPerson, journeyOf, prepare, search, submit } from "./journey.ts";

/** A session that ends when the test says so, at the server or at the host as well. */
class Session {
  /** Calls that the server refuses because their token has ended, by what their address ends with. */
  refused: RegExp | undefined;
  /** How many of them are refused; a new token mends it unless the host gives none. */
  times = 0;
  hostGivesNone = false;
  tokensAsked = 0;

  end(refused: RegExp, times = 1): void {
    this.refused = refused;
    this.times = times;
  }

  /** Who is logged in to the host's site. */
  readonly user = (): string | undefined => {
    this.tokensAsked++;
    return this.hostGivesNone ? undefined : "somebody";
  };

  /** The server's refusal of a call whose token has ended. */
  readonly answerTo = ({ url = "" }: IncomingMessage): Answer | undefined => {
    if (!this.refused?.test(url) || this.times === 0) return undefined;
    this.times--;
    const body = JSON.stringify({ code: "unauthenticated", retryable: false, request_id: "r-1" });
    return { status: 401, type: "application/json", body };
  };
}

describe("a session that has ended", () => {
  let environment: Environment;
  /** That of the test under way. */
  let session = new Session();

  before(async () => {
    environment = await startEnvironment({
      user: () => session.user(),
      answerTo: (call) => session.answerTo(call),
    });
  });
  after(() => environment?.close());

  async function openPage(sponsor = "sponsor-sandbox") {
    session = new Session();
    return environment.openPage({ sponsor });
  }

  for (const [what, refused, slug] of [
    ["the search", /\/search$/, "sponsor-sandbox"],
    ["the create", /\/authorization-requests$/, "sponsor-sandbox"],
    ["the document policy", /\/document-policy$/, "sponsor-sandbox"],
    ["an upload", /\/upload\/files$/, "sponsor-sandbox"],
    ["the completion", /\/complete$/, "sponsor-sandbox"],
  ] as const) {
    test(`in ${what} is renewed once, and nobody notices`, async () => {
      const { widget, events, close } = await openPage(slug);
      session.end(refused);
      await submit(widget, await environment.pdf(), journeyOf(slug));
      await widget.waitForStep("Approved");
      assert.equal(session.times, 0);
      assert.equal(session.tokensAsked, 2);
      assert.deepEqual(await events("preauth-error"), []);
      await close();
    });
  }

  test("before the first screen shows why, and goes on with one press", async () => {
    session = new Session();
    session.hostGivesNone = true;
    const { widget, events, close } = await environment.openPage();
    await widget.waitForText("Your session has ended");
    const [error] = (await events("preauth-error")) as { code: string }[];
    assert.equal(error?.code, "session_failed");
    session.hostGivesNone = false;
    await widget.press("Try again");
    await search(widget);
    await widget.confirmPerson();
    await close();
  });

  test("that cannot be renewed keeps the request as it was typed", async () => {
    const { widget, events, close } = await openPage();
    await findPerson(widget);
    await fillRequest(widget);
    session.hostGivesNone = true;
    session.end(/\/authorization-requests$/, 5);
    await widget.press("Continue");
    await widget.waitForText("Your session has ended and could not be renewed.");
    const errors = (await events("preauth-error")) as { code: string; retryable: boolean }[];
    assert.deepEqual(
      errors.map(({ code, retryable }) => [code, retryable]),
      [["session_failed", true]],
    );
    await widget.waitForText("1 tablet every 8h for 10 days");
    session.hostGivesNone = false;
    session.times = 0;
    await widget.press("Continue");
    await widget.waitForStep("Add the documents");
    await close();
  });

  test("that cannot be renewed keeps the files, and sends them when there is one again", async () => {
    const { widget, close } = await openPage();
    await askFor(widget);
    session.hostGivesNone = true;
    session.end(/\/upload\/files$/, 50);
    await widget.attach(await environment.pdf());
    await widget.waitForText("Your session has ended");
    session.hostGivesNone = false;
    session.times = 0;
    await widget.press("Send again");
    await widget.waitForText("Uploaded");
    await close();
  });

  test("at the completion sends nothing twice when it is pressed again", async () => {
    const { widget, events, close } = await openPage();
    await prepare(widget, await environment.pdf());
    const calls = () => environment.stack.sandbox.state.calls.of("completeAuthorizationRequest").length;
    const before = calls();
    session.hostGivesNone = true;
    session.end(/\/complete$/, 5);
    await widget.press("Request authorization");
    await widget.waitForText("Your session has ended");
    session.hostGivesNone = false;
    session.times = 0;
    await widget.press("Request authorization");
    await widget.waitForStep("Approved");
    assert.equal(calls(), before + 1);
    assert.equal((await events("preauth-complete")).length, 1);
    await close();
  });

  test("while a decision is waited for is said, and the decision is there when it works again", async () => {
    const slug = "sponsor-later-approves";
    environment.stack.sandbox.clock.stop();
    const { widget, events, close } = await openPage(slug);
    await prepare(widget, await environment.pdf(), journeyOf(slug));
    session.hostGivesNone = true;
    session.end(/\/events$|\/authorization-requests\/[^/]+$/, 50);
    await widget.press("Request authorization");
    await widget.waitForStep("Waiting for the insurer");
    await widget.waitForText("Your session has ended");
    const errors = (await events("preauth-error")) as { code: string }[];
    assert.deepEqual(
      errors.map(({ code }) => code),
      ["session_failed"],
    );
    session.hostGivesNone = false;
    session.times = 0;
    environment.stack.sandbox.clock.advance(3000);
    await widget.waitForStep("Approved");
    assert.ok(!(await widget.text()).includes("Your session has ended"));
    assert.equal((await events("preauth-decision")).length, 1);
    await close();
  });
});
