import { classifier } from "../document-validation/classifier.ts";
import { DocumentChecks } from "../document-validation/document-checks.ts";
import type { Logger } from "../logging/logger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { dvsTokenAdvice } from "../osigu/token/token-advice.ts";
import { Transport } from "../osigu/transport.ts";
import type { Encryption } from "../redis/encryption.ts";
import type { SharedRedis } from "../redis/redis.ts";
import type { EventLog } from "../request-events/event-log.ts";
import type { Tracing } from "../tracing/tracing.ts";
import { createVendorTokens } from "./create-vendor-tokens.ts";
import type { Settings } from "./settings.ts";

type Deps = {
  settings: Settings;
  /** Connections to the token endpoint, which is the same for both products. */
  tokenTransport: Transport;
  eventLog: EventLog;
  redis: SharedRedis | undefined;
  encryption: Encryption;
  log: Logger;
  metrics: Metrics;
  tracing: Tracing;
};

/** Document validation, with its own credentials, token and connections. Undefined when no sponsor has it. */
export function createDocumentValidation({
  settings,
  tokenTransport,
  eventLog,
  redis,
  encryption,
  log,
  metrics,
  tracing,
}: Deps) {
  const { documentChecks } = settings;
  if (documentChecks === undefined) return undefined;
  const { sponsors, url, clientId, clientSecret } = documentChecks;
  const transport = new Transport(url, { connections: 4, maxExchanges: 32 });
  // DVS, "Obtaining Access Tokens": the grant is sent in the query.
  const { environment, vendorUrl } = settings;
  const advice = dvsTokenAdvice(environment);
  const account = { vendorUrl, grant: "query", advice, clientId, clientSecret, tracing } as const;
  const tokens = createVendorTokens({
    ...account,
    transport: tokenTransport,
    redis,
    encryption,
    log,
    metrics,
  });
  const checks = new DocumentChecks({
    classifier: classifier({ transport, tokens, log, tracing }),
    eventLog,
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
