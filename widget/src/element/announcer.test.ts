import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Announcer } from "./announcer.ts";

test("a message is emptied after two seconds, so that it is not the last line of the page", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const announcer = new Announcer(() => {});
  announcer.say("1 result");
  mock.timers.tick(1_999);
  assert.equal(announcer.message, "1 result");
  announcer.say("2 results");
  mock.timers.tick(1_999);
  assert.equal(announcer.message, "2 results");
  mock.timers.tick(1);
  assert.equal(announcer.message, "");
  mock.timers.reset();
});

test("a message that is said again is another text, for a live region to read it again", () => {
  const announcer = new Announcer(() => {});
  announcer.say("Copied");
  announcer.say("Copied");
  assert.equal(announcer.message, "Copied ");
  announcer.clear();
  assert.equal(announcer.message, "");
});
