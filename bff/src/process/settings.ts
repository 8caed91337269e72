import { deliverySettings } from "../deliveries/settings.ts";
import { classifierHosts } from "../document-validation/classifier.ts";
import { documentValidationSettings } from "../document-validation/settings.ts";
import { hostsSettings } from "../hosts/settings.ts";
import { loggingSettings } from "../logging/settings.ts";
import { metricsSettings } from "../metrics/settings.ts";
import { type Environment, environments } from "../osigu/environments.ts";
import { osiguSettings } from "../osigu/settings.ts";
import { otpSettings } from "../otp/settings.ts";
import type { RateLimitSettings } from "../rate-limits/policies.ts";
import { rateLimitSettings } from "../rate-limits/settings.ts";
import { recentsSettings } from "../recents/settings.ts";
import {
  belongTogether,
  type LiveClientCertificate,
  liveClientCertificate,
} from "../redis/client-certificate.ts";
import type { RedisTopology } from "../redis/connection.ts";
import { redisSettings } from "../redis/settings.ts";
import { requestListSettings } from "../request-list/settings.ts";
import { sessionSettings } from "../session/settings.ts";
import { type SecretFileEvents, SettingsReader } from "../settings/read-settings.ts";
import { httpUrl, integer, text } from "../settings/schemas.ts";
import type { LiveSecret } from "../settings/secret.ts";
import { type Mistake, setting, type Variables } from "../settings/setting.ts";
import type { FileStatus } from "../settings/watched-file.ts";
import { staticSettings } from "../static/settings.ts";
import { uploadSettings } from "../uploads/settings.ts";
import { webhookSettings } from "../webhooks/settings.ts";

/** Every setting of the process, checked. Each is defined in the `settings.ts` of the folder that it configures. */
export type Settings = {
  port: number;
  host: string;
  /** Where browsers reach this server. */
  publicUrl: string | undefined;
  environment: Environment;
  /** Origin of the vendor's API and token endpoint. */
  vendorUrl: string;
  tokenGrant: "body" | "query";
  /** Named in log lines when the vendor's token names none. */
  providerSlug: string | undefined;
  /** Which of the two documented operations sends a one-time code. */
  otpSend: "send" | "generate";
  /** Seconds between two codes to the same person: after the first, after the second, and so on. */
  otpPauses: number[];
  /** Sponsors whose documents are validated after their upload, and where; undefined: none. */
  documentChecks:
    | { sponsors: readonly string[]; url: string; clientId: LiveSecret; clientSecret: LiveSecret }
    | undefined;
  hostsFile: string;
  /** Private networks in which hosts' servers may be notified. */
  privateNetworks: string[];
  /** Whether users' frequent products and diagnoses are kept. */
  recents: boolean;
  /** Whether `/docs` and `/openapi.json` are served. */
  apiDocs: boolean;
  /** Whether beneficiaries' names are kept with their requests. */
  requestNames: boolean;
  /** Milliseconds that what is known of a request is kept. */
  requestsKept: number;
  maxUploadBytes: number;
  /** Whether a PDF with scripts or actions is refused; otherwise it is only reported. */
  refuseActiveContent: boolean;
  /** Proxies of the operator in front of this server: as many entries of `X-Forwarded-For` are trusted. */
  proxyHops: number;
  /** Seconds between SIGTERM and the end of new connections, in which balancers learn that it is not ready. */
  drainSeconds: number;
  limits: RateLimitSettings;
  logLevel: string;
  widgetDir: string | undefined;
  /** The widget's version at `/widget/v1/`; undefined: the youngest. */
  widgetVersion: string | undefined;
  /** Undefined: all state in memory. */
  redis: RedisTopology | undefined;
  secrets: {
    clientId: LiveSecret;
    clientSecret: LiveSecret;
    webhook: LiveSecret | undefined;
    session: LiveSecret;
    metricsToken: LiveSecret | undefined;
  };
  /** The files of secrets, as they are now. */
  fileStatus(): FileStatus[];
  /** Stops watching the files of secrets. */
  close(): void;
};

/** Milliseconds. */
const day = 24 * 3_600_000;

export const serverSettings = {
  port: setting("PORT", integer(0, 65_535), { example: "8787", fallback: "8787" }),
  host: setting("HOST", text, { example: "127.0.0.1", fallback: "0.0.0.0" }),
  publicUrl: setting("PUBLIC_URL", httpUrl, { example: "https://preauth.clinic.example", optional: true }),
  proxyHops: setting("TRUSTED_PROXY_HOPS", integer(0, 10), { example: "1", fallback: "0" }),
  drainSeconds: setting("DRAIN_SECONDS", integer(0, 300), { example: "5", fallback: "5" }),
};

type Outcome = { settings: Settings; mistakes?: undefined } | { settings?: undefined; mistakes: Mistake[] };

/** Reads every setting and reports all mistakes at once. `events`: of the files of secrets, later. */
export function readSettings(env: Variables, events: SecretFileEvents = {}): Outcome {
  const reader = new SettingsReader(env, events);
  checkTls(env, reader);
  const environment = reader.value(osiguSettings.environment) ?? "sandbox";
  const settings = {
    port: reader.value(serverSettings.port),
    host: reader.value(serverSettings.host),
    publicUrl: reader.value(serverSettings.publicUrl),
    environment,
    vendorUrl: reader.value(osiguSettings.baseUrl) ?? environments[environment],
    tokenGrant: reader.value(osiguSettings.tokenGrant),
    providerSlug: reader.value(osiguSettings.providerSlug),
    otpSend: reader.value(otpSettings.send),
    otpPauses: reader.value(otpSettings.pauses),
    documentChecks: readDocumentChecks(reader, environment),
    hostsFile: reader.value(hostsSettings.file),
    recents: reader.value(recentsSettings.recents),
    apiDocs: reader.value(staticSettings.apiDocs),
    privateNetworks: reader.value(deliverySettings.privateNetworks),
    requestNames: reader.value(requestListSettings.names),
    requestsKept: (reader.value(requestListSettings.keptDays) ?? 0) * day,
    maxUploadBytes: reader.value(uploadSettings.maxBytes),
    refuseActiveContent: reader.value(uploadSettings.refuseActiveContent),
    proxyHops: reader.value(serverSettings.proxyHops),
    drainSeconds: reader.value(serverSettings.drainSeconds),
    limits: reader.value(rateLimitSettings.limits),
    logLevel: reader.value(loggingSettings.level),
    widgetDir: reader.value(staticSettings.widgetDir),
    widgetVersion: reader.value(staticSettings.widgetVersion),
    redis: readRedis(reader),
    secrets: {
      clientId: reader.secret(osiguSettings.clientId),
      clientSecret: reader.secret(osiguSettings.clientSecret),
      webhook: reader.secret(webhookSettings.secret),
      session: reader.secret(sessionSettings.secret),
      metricsToken: reader.secret(metricsSettings.token),
    },
    fileStatus: () => reader.fileStatus(),
    close: () => reader.close(),
  };
  if (reader.mistakes.length === 0) return { settings: settings as Settings };
  reader.close();
  return { mistakes: reader.mistakes };
}

function checkTls(env: Variables, reader: SettingsReader): void {
  if (env.NODE_TLS_REJECT_UNAUTHORIZED !== "0") return;
  reader.mistake(
    {
      variable: "NODE_TLS_REJECT_UNAUTHORIZED",
      example: "unset it; NODE_EXTRA_CA_CERTS=/etc/ssl/own-ca.pem adds a certificate authority",
    },
    "is 0, which lets anybody impersonate the vendor",
  );
}

/** One address, Sentinels that know it, or a node of a cluster. */
function readRedis(reader: SettingsReader): RedisTopology | undefined {
  const url = reader.secret(redisSettings.url);
  const sentinels = reader.value(redisSettings.sentinels) ?? [];
  const sentinelName = reader.value(redisSettings.sentinelName) ?? "";
  const sentinelPassword = reader.secret(redisSettings.sentinelPassword);
  const authorities = reader.secret(redisSettings.authorities);
  const clientCertificate = readClientCertificate(reader);
  const cluster = reader.value(redisSettings.cluster) ?? false;
  const timeout = reader.value(redisSettings.timeout) ?? 0;
  if (sentinels.length > 0 && sentinelName === "") {
    reader.mistake(redisSettings.sentinelName, "is missing, though REDIS_SENTINELS is set");
  }
  if (cluster && sentinels.length > 0) {
    reader.mistake(redisSettings.cluster, "is true, though REDIS_SENTINELS is set; set one of them");
  }
  if (cluster && url === undefined) {
    reader.mistake(redisSettings.url, "is missing, though REDIS_CLUSTER is true");
  }
  const forTls = authorities !== undefined ? "REDIS_CA" : clientCertificate && "REDIS_CERT";
  if (forTls !== undefined && !url?.current()[0]?.reveal().startsWith("rediss:")) {
    reader.mistake(
      { ...redisSettings.url, example: "rediss://:password@redis:6379/0" },
      `is not rediss://, though ${forTls} is set`,
    );
  }
  if (url === undefined && sentinels.length === 0) return undefined;
  return { url, sentinels, sentinelName, sentinelPassword, authorities, clientCertificate, cluster, timeout };
}

/** Certificate and key, which belong together, or none of them. */
function readClientCertificate(reader: SettingsReader): LiveClientCertificate | undefined {
  const mistakes = reader.mistakes.length;
  const certificate = reader.secret(redisSettings.certificate);
  const key = reader.secret(redisSettings.key);
  if (reader.mistakes.length > mistakes || (certificate ?? key) === undefined) return undefined;
  if (certificate === undefined)
    reader.mistake(redisSettings.certificate, "is missing, though REDIS_KEY is set");
  if (key === undefined) reader.mistake(redisSettings.key, "is missing, though REDIS_CERT is set");
  if (certificate === undefined || key === undefined) return undefined;
  const client = liveClientCertificate(certificate, key);
  if (!belongTogether(client.current())) reader.mistake(redisSettings.key, "is not the key of REDIS_CERT");
  return client;
}

/** All of them or none: sponsors without credentials would be a check that never comes. */
function readDocumentChecks(reader: SettingsReader, environment: Environment): Settings["documentChecks"] {
  const sponsors = reader.value(documentValidationSettings.sponsors) ?? [];
  const clientId = reader.secret(documentValidationSettings.clientId);
  const clientSecret = reader.secret(documentValidationSettings.clientSecret);
  const url = reader.value(documentValidationSettings.baseUrl) ?? classifierHosts[environment];
  if (sponsors.length === 0) return undefined;
  if (clientId !== undefined && clientSecret !== undefined) return { sponsors, url, clientId, clientSecret };
  const missing = documentValidationSettings[clientId === undefined ? "clientId" : "clientSecret"];
  reader.mistake(missing, "is missing, though DVS_SPONSORS is set");
  return undefined;
}
