import assert from "node:assert/strict";
import { it } from "node:test";
import { camelize, type GlobalComponents, toHandlerKey } from "vue";
import type {} from "./vue.ts";

type Listener<Tag extends "osigu-preauth" | "osigu-preauth-requests"> = Extract<
  keyof InstanceType<GlobalComponents[Tag]>["$props"],
  `onPreauth${string}`
>;

/** Every listener that the types of a template have, with its event. */
const form: Record<Listener<"osigu-preauth">, string> = {
  onPreauthReady: "preauth-ready",
  onPreauthStep: "preauth-step",
  onPreauthComplete: "preauth-complete",
  onPreauthDecision: "preauth-decision",
  onPreauthError: "preauth-error",
  onPreauthClose: "preauth-close",
};
const list: Record<Listener<"osigu-preauth-requests">, string> = {
  onPreauthOpen: "preauth-open",
  onPreauthUseAgain: "preauth-use-again",
  onPreauthError: "preauth-error",
};

it("Vue's types of a template name each listener as Vue does", () => {
  for (const [listener, event] of Object.entries({ ...form, ...list }))
    assert.equal(listener, toHandlerKey(camelize(event)));
});
