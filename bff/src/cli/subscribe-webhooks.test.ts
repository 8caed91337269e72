import assert from "node:assert/strict";
import { test } from "node:test";
import type { Settings } from "../process/settings.ts";
import { fixedSecret } from "../settings/secret.ts";
import { webhooksCommand } from "./subscribe-webhooks.ts";

const url = "https://preauth.clinic.example/webhooks/osigu";

/** Nothing listens at the discard port: whatever gets as far as the vendor fails there. */
const settings = {
  vendorUrl: "http://127.0.0.1:9",
  publicUrl: undefined,
  tokenGrant: "body",
  secrets: { clientId: fixedSecret(["an-id"]), clientSecret: fixedSecret(["a-secret"]), webhook: undefined },
} as unknown as Settings;

for (const [what, args, says] of [
  ["no command", [], /^Usage: pnpm bff webhooks subscribe --url https:/],
  ["no address, and none known", ["subscribe"], /^Usage: /],
  ["another command", ["list"], /^Usage: /],
  ["something more", ["subscribe", "now", "--url", url], /^Usage: /],
  ["an unknown option", ["subscribe", "--uri", url], /^Usage: /],
  ["no address after the option", ["subscribe", "--url"], /^Usage: /],
  ["something that is no address", ["subscribe", "--url", "preauth"], /must begin with https/],
  ["plain HTTP", ["subscribe", "--url", "http://clinic.example/hook"], /must begin with https/],
] as const) {
  test(`with ${what} it says how it is used`, async () => {
    const { text, status } = await webhooksCommand(args, settings);
    assert.equal(status, 2);
    assert.match(text, says);
  });
}

test("an unavailable vendor is reported in a sentence", async () => {
  const { text, status } = await webhooksCommand(["subscribe", "--url", url], settings);
  assert.equal(status, 1);
  assert.match(text, /^The vendor did not take the subscription: .*\(upstream_unavailable\)$/);
});
