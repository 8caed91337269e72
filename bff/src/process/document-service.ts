import { classifier } from "../dvs/classifier.ts";
import { DocumentChecks } from "../dvs/document-checks.ts";
import type { History } from "../events/history.ts";
import type { Log } from "../log/log.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { redisTokenSharing } from "../osigu/token/redis-token-sharing.ts";
import { requestToken } from "../osigu/token/token-request.ts";
import { TokenSource } from "../osigu/token/token-source.ts";
import { Transport } from "../osigu/transport.ts";
import type { SharedRedis } from "../redis/redis.ts";
import type { Sealing } from "../redis/sealing.ts";
import type { Secret } from "../settings/secret.ts";
import type { Settings } from "../settings/settings.ts";

type Deps = {
  settings: Settings;
  /** Connections to the token endpoint, which is the same for both products. */
  tokenTransport: Transport;
  history: History;
  redis: SharedRedis | undefined;
  seal: Sealing;
  log: Log;
  metrics: Metrics;
};

/** The document check with credentials, token and connections of its own; undefined when no sponsor is to have it. */
export function documentService({ settings, tokenTransport, history, redis, seal, log, metrics }: Deps) {
  const { documentChecks } = settings;
  if (documentChecks === undefined) return undefined;
  const { sponsors, url, clientId, clientSecret } = documentChecks;
  const transport = new Transport(url, { connections: 4, most: 32 });
  const tokens = new TokenSource({
    // DVS, "Obtaining Access Tokens": the grant stands in the query.
    request: () =>
      requestToken(
        tokenTransport,
        "query",
        clientId.current()[0] as Secret,
        clientSecret.current()[0] as Secret,
      ),
    sharing:
      redis &&
      redisTokenSharing(redis, seal, () => ({
        vendorUrl: settings.vendorUrl,
        clientId: clientId.current()[0]?.reveal() ?? "",
      })),
    log,
    metrics,
  });
  clientId.onChange(() => tokens.credentialsChanged());
  clientSecret.onChange(() => tokens.credentialsChanged());
  const checks = new DocumentChecks({
    classifier: classifier({ transport, tokens }),
    history,
    metrics,
    sponsors,
  });
  return {
    checks,
    async close() {
      tokens.close();
      await transport.close();
    },
  };
}
