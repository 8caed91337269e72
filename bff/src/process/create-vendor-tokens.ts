import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { redisTokenStore } from "../osigu/token/redis-token-store.ts";
import type { TokenAdvice } from "../osigu/token/token-advice.ts";
import { TokenCache } from "../osigu/token/token-cache.ts";
import type { TokenGrant } from "../osigu/token/token-request.ts";
import { requestToken } from "../osigu/token/token-request.ts";
import type { Transport } from "../osigu/transport.ts";
import type { Encryption } from "../redis/encryption.ts";
import type { SharedRedis } from "../redis/redis.ts";
import type { LiveSecret, Secret } from "../settings/secret.ts";

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
  redis: SharedRedis | undefined;
  encryption: Encryption;
  log: Logger;
  metrics: Metrics;
};

/** The vendor's tokens for one pair of credentials, shared through Redis if there is one. */
export function createVendorTokens(account: Account): TokenCache {
  const { vendorUrl, grant, advice, clientId, clientSecret, transport, redis, encryption, log, metrics } =
    account;
  const tokens = new TokenCache({
    request: () =>
      requestToken(transport, grant, clientId.current()[0] as Secret, clientSecret.current()[0] as Secret),
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
