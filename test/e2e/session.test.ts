import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { after, before, describe, test } from "node:test";
import type { Answer } from "../stack/gate.ts";
import { askFor, fillRequest, findPerson, journeyOf, prepare, search, submit } from "./journey.ts";
import { openStage, type Stage } from "./stage.ts";

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
  let stage: Stage;
  /** That of the test under way. */
  let session = new Session();

  before(async () => {
    stage = await openStage({
      user: () => session.user(),
      answerTo: (call) => session.answerTo(call),
    });
  });
  after(() => stage?.close());

  async function visit(sponsor = "sponsor-sandbox") {
    session = new Session();
    return stage.visit({ sponsor });
  }

  for (const [what, refused, slug] of [
    ["the search", /\/search$/, "sponsor-sandbox"],
    ["the create", /\/authorization-requests$/, "sponsor-sandbox"],
    ["the document policy", /\/document-policy$/, "sponsor-sandbox"],
    ["an upload", /\/upload\/files$/, "sponsor-sandbox"],
    ["the completion", /\/complete$/, "sponsor-sandbox"],
  ] as const) {
    test(`in ${what} is renewed once, and nobody notices`, async () => {
      const { widget, events, leave } = await visit(slug);
      session.end(refused);
      await submit(widget, await stage.pdf(), journeyOf(slug));
      await widget.comesTo("Approved");
      assert.equal(session.times, 0);
      assert.equal(session.tokensAsked, 2);
      assert.deepEqual(await events("preauth-error"), []);
      await leave();
    });
  }

  test("before the first screen shows why, and goes on with one press", async () => {
    session = new Session();
    session.hostGivesNone = true;
    const { widget, events, leave } = await stage.visit();
    await widget.sees("Your session has ended");
    const [error] = (await events("preauth-error")) as { code: string }[];
    assert.equal(error?.code, "session_failed");
    session.hostGivesNone = false;
    await widget.press("Try again");
    await search(widget);
    await widget.press("Continue with MARIA");
    await leave();
  });

  test("that cannot be renewed keeps the request as it was typed", async () => {
    const { widget, events, leave } = await visit();
    await findPerson(widget);
    await fillRequest(widget);
    session.hostGivesNone = true;
    session.end(/\/authorization-requests$/, 5);
    await widget.press("Continue");
    await widget.sees("Your session has ended and could not be renewed.");
    const errors = (await events("preauth-error")) as { code: string; retryable: boolean }[];
    assert.deepEqual(
      errors.map(({ code, retryable }) => [code, retryable]),
      [["session_failed", true]],
    );
    await widget.sees("1 tablet every 8h for 10 days");
    session.hostGivesNone = false;
    session.times = 0;
    await widget.press("Continue");
    await widget.comesTo("Add the documents");
    await leave();
  });

  test("that cannot be renewed keeps the files, and sends them when there is one again", async () => {
    const { widget, leave } = await visit();
    await askFor(widget);
    session.hostGivesNone = true;
    session.end(/\/upload\/files$/, 50);
    await widget.attach(await stage.pdf());
    await widget.sees("Your session has ended");
    session.hostGivesNone = false;
    session.times = 0;
    await widget.press("Send again");
    await widget.sees("Uploaded");
    await leave();
  });

  test("at the completion sends nothing twice when it is pressed again", async () => {
    const { widget, events, leave } = await visit();
    await prepare(widget, await stage.pdf());
    const calls = () => stage.stack.sandbox.state.calls.of("completeAuthorizationRequest").length;
    const before = calls();
    session.hostGivesNone = true;
    session.end(/\/complete$/, 5);
    await widget.press("Request authorization");
    await widget.sees("Your session has ended");
    session.hostGivesNone = false;
    session.times = 0;
    await widget.press("Request authorization");
    await widget.comesTo("Approved");
    assert.equal(calls(), before + 1);
    assert.equal((await events("preauth-complete")).length, 1);
    await leave();
  });

  test("while a decision is waited for is said, and the decision is there when it works again", async () => {
    const slug = "sponsor-later-approves";
    const { widget, events, leave } = await visit(slug);
    await prepare(widget, await stage.pdf(), journeyOf(slug));
    session.hostGivesNone = true;
    session.end(/\/events$|\/authorization-requests\/[^/]+$/, 50);
    await widget.press("Request authorization");
    await widget.comesTo("The insurer is deciding");
    await widget.sees("Your session has ended");
    const errors = (await events("preauth-error")) as { code: string }[];
    assert.deepEqual(
      errors.map(({ code }) => code),
      ["session_failed"],
    );
    session.hostGivesNone = false;
    session.times = 0;
    stage.stack.sandbox.clock.advance(3000);
    await widget.comesTo("Approved");
    assert.ok(!(await widget.words()).includes("Your session has ended"));
    assert.equal((await events("preauth-decision")).length, 1);
    await leave();
  });
});
