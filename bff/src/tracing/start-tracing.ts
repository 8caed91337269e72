import type { Logger } from "../logging/logger.ts";
import type { Variables } from "../settings/setting.ts";
import { noTracing, type Tracing } from "./tracing.ts";
import { TracingError } from "./tracing-error.ts";

/**
 * OpenTelemetry by its standard variables. It is off, and its packages are not even loaded, unless an OTLP endpoint is
 * set. Throws `TracingError`.
 */
export async function startTracing(
  variables: Variables,
  service: { version: string; instance: string },
  log: Logger,
): Promise<Tracing> {
  if (!isOn(variables)) return noTracing;
  check(variables, "OTEL_TRACES_EXPORTER", ["otlp"]);
  check(variables, "OTEL_EXPORTER_OTLP_PROTOCOL", protocols);
  check(variables, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", protocols);
  const { openTelemetry } = await import("./open-telemetry.ts");
  return openTelemetry({ ...service, name: variables.OTEL_SERVICE_NAME || "preauth-bff" }, variables, log);
}

const protocols = ["http/protobuf", "http/json"];

function isOn(variables: Variables): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = variables;
  const isDisabled = variables.OTEL_SDK_DISABLED?.trim().toLowerCase() === "true";
  const exportsNothing = variables.OTEL_TRACES_EXPORTER?.trim() === "none";
  const endpoint = OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || OTEL_EXPORTER_OTLP_ENDPOINT;
  return Boolean(endpoint) && !isDisabled && !exportsNothing;
}

function check(variables: Variables, name: string, known: readonly string[]): void {
  const value = variables[name]?.trim();
  if (!value || known.includes(value)) return;
  throw new TracingError(`${name} must be ${known.join(" or ")}. Example: ${name}=${known[0]}`);
}
