import assert from "node:assert/strict";
import { test } from "node:test";
import { deniedCommand, failureCause } from "./failure-cause.ts";

const coded = (code: string) => Object.assign(new Error("canary"), { code });

for (const [error, cause] of [
  [coded("ECONNREFUSED"), "refused"],
  [coded("ENOTFOUND"), "dns"],
  [coded("EAI_AGAIN"), "dns"],
  [coded("UND_ERR_CONNECT_TIMEOUT"), "timeout"],
  [coded("SELF_SIGNED_CERT_IN_CHAIN"), "tls_not_trusted"],
  [coded("CERT_HAS_EXPIRED"), "tls_expired"],
  [coded("ERR_TLS_CERT_ALTNAME_INVALID"), "tls_wrong_name"],
  [coded("ERR_SSL_WRONG_VERSION_NUMBER"), "tls_failed"],
  [coded("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"), "tls_certificate_required"],
  [coded("ERR_SSL_TLSV1_ALERT_UNKNOWN_CA"), "tls_certificate_refused"],
  [coded("ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED"), "tls_certificate_refused"],
  [coded("ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE"), "tls_certificate_refused"],
  [new Error("All sentinels are unreachable. Retrying from scratch after 50ms."), "unreachable"],
  [
    new Error(
      "All sentinels are unreachable and retry is disabled. Last error: connect ECONNREFUSED 10.0.0.1:1",
    ),
    "refused",
  ],
  [
    new Error(
      "All sentinels are unreachable. Retrying from scratch after 50ms. Last error: WRONGPASS invalid",
    ),
    "wrong_password",
  ],
  [
    new Error(
      "All sentinels are unreachable. Retrying from scratch after 50ms. Last error: self-signed certificate in certificate chain",
    ),
    "tls_not_trusted",
  ],
  [new AggregateError([coded("ECONNREFUSED")], ""), "refused"],
  [new Error("outer", { cause: coded("ENOTFOUND") }), "dns"],
  [new Error("WRONGPASS invalid username-password pair"), "wrong_password"],
  [new Error("NOAUTH Authentication required."), "no_password"],
  [new Error("NOPERM User app has no permissions to run the 'xadd' command"), "no_permission"],
  [new Error("READONLY You can't write against a read only replica."), "read_only"],
  [new Error("MOVED 1234 10.0.0.1:6379"), "cluster"],
  [new Error("CROSSSLOT Keys in request don't hash to the same slot"), "cluster"],
  [new Error("OOM command not allowed when used memory > 'maxmemory'."), "out_of_memory"],
  [new Error("ERR unknown command 'SET', with args beginning with:"), "unknown_command"],
  [
    Object.assign(new Error("EXECABORT Transaction discarded"), {
      previousErrors: [new Error("READONLY x")],
    }),
    "read_only",
  ],
  [new Error("canary"), "other"],
  ["canary", "other"],
] as const) {
  test(`${error instanceof Error ? `${"code" in error ? error.code : error.message}` : error} is ${cause}`, () => {
    assert.equal(failureCause(error), cause);
  });
}

test("a denied command is named, and nothing else of the message", () => {
  const error = new Error("NOPERM User canary has no permissions to run the 'xadd' command");
  assert.equal(deniedCommand(error), "xadd");
  assert.equal(deniedCommand(new Error("NOPERM No permissions to access a key")), undefined);
});
