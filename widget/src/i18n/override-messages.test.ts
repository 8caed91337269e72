import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { overrideMessages } from "./override-messages.ts";

const messages = {
  goOn: "Continue",
  titles: { outcome: "Result" },
  like: (example: string) => `Like ${example}`,
};

test("a sentence that the host page words itself takes the place of ours, and no other changes", () => {
  assert.deepEqual(overrideMessages(messages, { titles: { outcome: "Answer" } }), {
    ...messages,
    titles: { outcome: "Answer" },
  });
  const { like } = overrideMessages(messages, { like: (example: string) => `As ${example}` });
  assert.equal(like("12"), "As 12");
  assert.equal(overrideMessages(messages, undefined).goOn, "Continue");
});

test("a map may gain a name of the host page", () => {
  const fields: Record<string, string> = { LAB_ORDER: "Lab order" };
  assert.equal(overrideMessages({ fields }, { fields: { ward: "Ward" } }).fields.ward, "Ward");
});

test("a message of another type is reported and not used", () => {
  const warn = mock.method(console, "warn", () => {});
  const wrong = { like: "text", titles: "text", goOn: 5 } as object;
  const result = overrideMessages(messages, wrong);
  assert.deepEqual(result, messages);
  assert.equal(warn.mock.callCount(), 3);
});
