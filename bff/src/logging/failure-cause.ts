import { errorCode } from "./error-summary.ts";

/** Why a connection or a call failed, in words that an operator can act on. Listed in docs/operations.md. */
export const failureCauses = [
  "dns",
  "refused",
  "unreachable",
  "timeout",
  "connection_lost",
  "tls_not_trusted",
  "tls_expired",
  "tls_wrong_name",
  "tls_failed",
  "tls_certificate_required",
  "tls_certificate_refused",
  "wrong_password",
  "no_password",
  "no_permission",
  "read_only",
  "loading",
  "cluster",
  "out_of_memory",
  "cannot_persist",
  "unknown_command",
  "unreadable",
  "server_error",
  "other",
] as const;
export type FailureCause = (typeof failureCauses)[number];

/** Codes of Node and of undici. */
const causesOfCodes: Readonly<Record<string, FailureCause>> = {
  ENOTFOUND: "dns",
  EAI_AGAIN: "dns",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ETIMEDOUT: "timeout",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  ECONNRESET: "connection_lost",
  ECONNABORTED: "connection_lost",
  EPIPE: "connection_lost",
  UND_ERR_SOCKET: "connection_lost",
  SELF_SIGNED_CERT_IN_CHAIN: "tls_not_trusted",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls_not_trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls_not_trusted",
  UNABLE_TO_GET_ISSUER_CERT: "tls_not_trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls_not_trusted",
  CERT_UNTRUSTED: "tls_not_trusted",
  CERT_REVOKED: "tls_not_trusted",
  CERT_HAS_EXPIRED: "tls_expired",
  CERT_NOT_YET_VALID: "tls_expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls_wrong_name",
  EPROTO: "tls_failed",
};

/** Alerts of the other side about this side's certificate, in codes and messages of OpenSSL. */
const requiredCertificate = /alert.certificate.required/i;
const refusedCertificate =
  /alert.(unknown.ca|bad.certificate|certificate.(expired|unknown|revoked)|unsupported.certificate)/i;

/** What stands for the errors of Sentinels, which ioredis gives as text. */
const sentinelsUnreachable = /^All sentinels are unreachable.*?(?: Last error: |$)/s;

/** First words of Redis' error replies, and what else ioredis says. */
const causesOfMessages: readonly [RegExp, FailureCause][] = [
  [requiredCertificate, "tls_certificate_required"],
  [refusedCertificate, "tls_certificate_refused"],
  [/self-signed certificate|unable to (verify the first|get (local )?issuer) certificate/, "tls_not_trusted"],
  [/certificate has expired/, "tls_expired"],
  [/does not match certificate's altnames/, "tls_wrong_name"],
  [/SSL routines|disconnected before secure TLS connection/, "tls_failed"],
  [/ECONNREFUSED/, "refused"],
  [/ENOTFOUND|EAI_AGAIN/, "dns"],
  [/^WRONGPASS|invalid password/i, "wrong_password"],
  [/^NOAUTH/, "no_password"],
  [/^NOPERM/, "no_permission"],
  [/^READONLY/, "read_only"],
  [/^(LOADING|MASTERDOWN|UNBLOCKED)/, "loading"],
  [/^(MOVED|ASK|CROSSSLOT|CLUSTERDOWN|TRYAGAIN)|Failed to refresh slots cache/, "cluster"],
  [/^OOM/, "out_of_memory"],
  [/^(MISCONF|NOREPLICAS)/, "cannot_persist"],
  [/^ERR unknown command/i, "unknown_command"],
  [/^Connection is closed|isn't writeable|Connection timeout/i, "connection_lost"],
];

/** The cause of a failure. It says nothing of what was sent, nor where to. */
export function failureCause(thrown: unknown): FailureCause {
  for (const error of causesWithin(thrown)) {
    const cause = causeOfCode(errorCode(error) ?? "") ?? causeOfMessage(error.message);
    if (cause !== undefined) return cause;
  }
  return "other";
}

function causeOfCode(code: string): FailureCause | undefined {
  if (!code.startsWith("ERR_SSL_")) return causesOfCodes[code];
  if (requiredCertificate.test(code)) return "tls_certificate_required";
  return refusedCertificate.test(code) ? "tls_certificate_refused" : "tls_failed";
}

function causeOfMessage(message: string): FailureCause | undefined {
  const said = message.replace(sentinelsUnreachable, "");
  const [, cause] = causesOfMessages.find(([pattern]) => pattern.test(said)) ?? [];
  return cause ?? (said === message ? undefined : "unreachable");
}

/** The command that Redis' access rules deny; undefined for another failure. */
export function deniedCommand(thrown: unknown): string | undefined {
  for (const { message } of causesWithin(thrown)) {
    const [, command] = /^NOPERM .*'([a-z|]{1,40})' command/i.exec(message) ?? [];
    if (command !== undefined) return command;
  }
  return undefined;
}

/** An error, and the errors that it was made from: Node and ioredis wrap the one that says why. */
function causesWithin(thrown: unknown, depth = 0): Error[] {
  if (!(thrown instanceof Error) || depth > 4) return [];
  const inner: unknown[] = [
    ...("errors" in thrown && Array.isArray(thrown.errors) ? thrown.errors : []),
    ...("previousErrors" in thrown && Array.isArray(thrown.previousErrors) ? thrown.previousErrors : []),
    "lastNodeError" in thrown ? thrown.lastNodeError : undefined,
    thrown.cause,
  ];
  return [...inner.flatMap((error) => causesWithin(error, depth + 1)), thrown];
}
