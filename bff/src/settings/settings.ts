import type { z } from "zod";
import { classifierHosts } from "../document-validation/classifier.ts";
import { type Environment, environments } from "../osigu/environments.ts";
import type { LimitSettings } from "../rate-limits/policies.ts";
import {
  type Mistake,
  type PlainName,
  plainSettings,
  type SecretName,
  secretSettings,
  secretText,
  type Variables,
  whatIsWrong,
} from "./env-variables.ts";
import { fixedSecret, type LiveSecret } from "./secret.ts";
import { type SecretFile, watchSecretFile } from "./secret-file.ts";

/** All that the process is told from outside, checked. */
export type Settings = {
  port: number;
  host: string;
  /** Where browsers reach this server; undefined when it was not said. */
  publicUrl: string | undefined;
  environment: Environment;
  /** Origin of the vendor's API and token endpoint. */
  vendorUrl: string;
  tokenGrant: "body" | "query";
  /** Named in log lines when the vendor's token names none. */
  providerSlug: string | undefined;
  /** Which of the two documented ways a one-time code is asked for. */
  otpSend: "send" | "generate";
  /** Seconds between two codes to the same person: after the first, after the second, and so on. */
  otpPauses: number[];
  /** Sponsors whose documents are looked at after they were uploaded, and where; undefined: nobody's are. */
  documentChecks:
    | { sponsors: readonly string[]; url: string; clientId: LiveSecret; clientSecret: LiveSecret }
    | undefined;
  hostsFile: string;
  maxUploadBytes: number;
  /** Whether a PDF that carries script or actions is refused; otherwise it is only told of. */
  refuseActiveContent: boolean;
  /** Proxies of the operator's own that stand in front: so many entries of `X-Forwarded-For` are believed. */
  proxyHops: number;
  limits: LimitSettings;
  logLevel: string;
  widgetDir: string | undefined;
  secrets: {
    clientId: LiveSecret;
    clientSecret: LiveSecret;
    webhook: LiveSecret | undefined;
    /** The first signs session tokens; all verify. */
    session: LiveSecret;
    redisUrl: LiveSecret | undefined;
    metricsToken: LiveSecret | undefined;
  };
  /** Stops watching the files of secrets. */
  close(): void;
};

type Outcome = { settings: Settings; mistakes?: undefined } | { settings?: undefined; mistakes: Mistake[] };

/** Reads every setting and tells all mistakes at once. `onRefusedFile` hears of a secret's file gone bad later. */
export function readSettings(env: Variables, onRefusedFile: (name: string) => void = () => {}): Outcome {
  const mistakes: Mistake[] = [];
  const files: SecretFile[] = [];

  function plain<Name extends PlainName>(
    name: Name,
  ): z.output<(typeof plainSettings)[Name]["schema"]> | undefined {
    const { schema, example, otherwise } = plainSettings[name];
    const given = env[name] || otherwise;
    if (given === "") return undefined;
    if (given === undefined) mistakes.push({ variable: name, wrong: "is missing", example });
    else {
      const read = schema.safeParse(given);
      if (read.success) return read.data as z.output<(typeof plainSettings)[Name]["schema"]>;
      mistakes.push({ variable: name, wrong: whatIsWrong(read.error), example });
    }
    return undefined;
  }

  function secret(name: SecretName): LiveSecret | undefined {
    const { schema, example, otherwise } = secretSettings[name];
    const { text, path, wrong } = secretText(env, name);
    if (wrong === undefined && !text && otherwise === "") return undefined;
    const read = text ? schema.safeParse(text) : undefined;
    if (read?.success) {
      if (path === undefined) return fixedSecret(read.data);
      const file = watchSecretFile(
        path,
        (value) => schema.parse(value),
        () => onRefusedFile(name),
      );
      files.push(file);
      return file;
    }
    mistakes.push({
      variable: name,
      wrong: wrong ?? (read ? whatIsWrong(read.error) : "is missing"),
      example,
    });
    return undefined;
  }

  /** All of it or nothing: sponsors without credentials would be a check that never comes. */
  function documentChecks(environment: Environment): Settings["documentChecks"] {
    const sponsors = plain("DVS_SPONSORS") ?? [];
    const [clientId, clientSecret] = [secret("DVS_CLIENT_ID"), secret("DVS_CLIENT_SECRET")];
    const url = plain("DVS_BASE_URL") ?? classifierHosts[environment];
    if (sponsors.length === 0) return undefined;
    if (clientId !== undefined && clientSecret !== undefined)
      return { sponsors, url, clientId, clientSecret };
    const variable = clientId === undefined ? "DVS_CLIENT_ID" : "DVS_CLIENT_SECRET";
    const { example } = secretSettings[variable];
    mistakes.push({ variable, wrong: "is missing, though DVS_SPONSORS is set", example });
    return undefined;
  }

  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0") {
    mistakes.push({
      variable: "NODE_TLS_REJECT_UNAUTHORIZED",
      wrong: "is 0, which lets anybody stand in for the vendor",
      example: "unset it; NODE_EXTRA_CA_CERTS=/etc/ssl/own-ca.pem adds a certificate authority",
    });
  }

  const environment = plain("OSIGU_ENVIRONMENT");
  const settings = {
    port: plain("PORT"),
    host: plain("HOST"),
    publicUrl: plain("PUBLIC_URL"),
    environment,
    vendorUrl: plain("OSIGU_BASE_URL") ?? environments[environment ?? "sandbox"],
    tokenGrant: plain("OSIGU_TOKEN_GRANT"),
    providerSlug: plain("OSIGU_PROVIDER_SLUG"),
    otpSend: plain("OSIGU_OTP_SEND"),
    otpPauses: plain("OTP_PAUSES"),
    documentChecks: documentChecks(environment ?? "sandbox"),
    hostsFile: plain("HOSTS_FILE"),
    maxUploadBytes: plain("MAX_UPLOAD_BYTES"),
    refuseActiveContent: plain("PDF_ACTIVE_CONTENT"),
    proxyHops: plain("TRUSTED_PROXY_HOPS"),
    limits: plain("RATE_LIMITS"),
    logLevel: plain("LOG_LEVEL"),
    widgetDir: plain("WIDGET_DIR"),
    secrets: {
      clientId: secret("OSIGU_CLIENT_ID"),
      clientSecret: secret("OSIGU_CLIENT_SECRET"),
      webhook: secret("OSIGU_WEBHOOK_SECRET"),
      session: secret("SESSION_SECRET"),
      redisUrl: secret("REDIS_URL"),
      metricsToken: secret("METRICS_TOKEN"),
    },
    close: () => {
      for (const file of files) file.close();
    },
  };
  if (mistakes.length === 0) return { settings: settings as Settings };
  settings.close();
  return { mistakes };
}

/** A mistake as the one line that is printed for it. */
export function mistakeLine({ variable, wrong, example }: Mistake): string {
  return `${variable} ${wrong}. Example: ${variable}=${example}`;
}
