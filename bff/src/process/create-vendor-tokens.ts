import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { redisTokenStore } from "../osigu/token/redis-token-store.ts";
import type { TokenAdvice } from "../osigu/token/token-advice.ts";
import { TokenCache } from "../osigu/token/token-cache.ts";
import { requestToken, type TokenGrant, type TokenOutcome, tokenPath } from "../osigu/token/token-request.ts";
import type { Transport } from "../osigu/transport.ts";
import type { Encryption } from "../redis/encryption.ts";
import type { SharedRedis } from "../redis/redis.ts";
import type { LiveSecret, Secret } from "../settings/secret.ts";
import { callEnd, type SpanEnd, type Tracing } from "../tracing/tracing.ts";

/** Credentials for the vendor, and what the tokens need. */
type Account = {
  vendorUrl: string;
  grant: TokenGrant;
  /** What an operator changes when the credentials or the grant are refused. */
  advice: TokenAdvice;
  clientId: LiveSecret;
  clientSecret: LiveSecret;
  /** Connections to the token endpoint. */
  transport: Transport;
  tracing: Tracing;
  redis: SharedRedis | undefined;
  encryption: Encryption;
  log: Logger;
  metrics: Metrics;
};

const tokenSpan = {
  "http.request.method": "POST",
  "url.template": tokenPath,
  "preauth.operation": "vendorToken",
};

function endOf(outcome: TokenOutcome): SpanEnd {
  if (outcome.kind === "token") return callEnd({ "preauth.provider_slug": outcome.providerSlug });
  if (outcome.kind === "refused") return callEnd({ status: outcome.status });
  return callEnd(outcome.limited ? { status: 429 } : { failure: outcome.cause });
}

/** The vendor's tokens for one pair of credentials, shared through Redis if there is one. */
export function createVendorTokens(account: Account): TokenCache {
  const { vendorUrl, grant, advice, clientId, clientSecret, transport, tracing } = account;
  const { redis, encryption, log, metrics } = account;
  const tokens = new TokenCache({
    async request() {
      const span = tracing.startCall(`POST ${tokenPath}`, tokenSpan, undefined);
      const [id, secret] = [clientId.current()[0], clientSecret.current()[0]];
      const outcome = await requestToken(transport, grant, id as Secret, secret as Secret);
      span.end(endOf(outcome));
      return outcome;
    },
    advice,
    store:
      redis &&
      redisTokenStore(redis, encryption, () => ({
        vendorUrl,
        clientId: clientId.current()[0]?.reveal() ?? "",
      })),
    log,
    metrics,
  });
  clientId.onChange(() => tokens.credentialsChanged());
  clientSecret.onChange(() => tokens.credentialsChanged());
  return tokens;
}
