import { type DestinationStream, type Logger as PinoLogger, pino, stdTimeFunctions } from "pino";
import { errorSummary } from "./error-summary.ts";
import { LogOutput } from "./log-output.ts";
import { contextFields } from "./request-context.ts";

/**
 * Fields of a log line: numbers, booleans and names that the server defines. An `Error` is not assignable, because its
 * message may hold bodies, addresses and tokens.
 */
export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The log line of a request. Closed: nothing that a person or the vendor wrote comes in. */
export type RequestLine = {
  request_id: string;
  method: string;
  /** The route's pattern, never the address itself. */
  route: string;
  status: number;
  ms: number;
  host?: string | undefined;
  provider_slug?: string | undefined;
  /** Code of the problem that was answered. */
  code?: string | undefined;
  /** W3C trace that the request belongs to. */
  trace_id?: string | undefined;
  /** Active content of an uploaded document, such as `script`. */
  document?: string | undefined;
  /** The origin of a page that was refused for it. */
  origin?: string | undefined;
};

type LogMethod = {
  (message: string): void;
  (fields: LogFields, message: string): void;
  /** `err` is written as `errorSummary` gives it: without its message. */
  (failure: { err: unknown }, message: string): void;
};

/** pino's logger, narrowed to merging objects that carry no personal data. */
export type Logger = {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
};

/** Milliseconds in which the last lines are written when the process stops. */
const closeTimeout = 1_000;

export type ProcessLoggers = {
  log: Logger;
  /** Has no level: it is always written. */
  auditLog: PinoLogger;
  /** Whether lines cannot be written, because the disk is full or the reader of standard output has gone. */
  isFailing(): boolean;
  /** Writes what waits, for a second at most. */
  close(): Promise<void>;
};

/**
 * JSON lines on standard output, at `level` (`LOG_LEVEL`), and the audit log beside them. While they cannot be
 * written, one line on standard error says why.
 */
export function processLoggers(level: string, instance?: string): ProcessLoggers {
  const errors = new LogOutput(2);
  const errorLog = createLogger(errors, "info", instance);
  const output = new LogOutput(1, {
    onFailed: (code) => errorLog.error({ code }, "log_failed"),
    onDrained(characters) {
      if (characters > 0) log.error({ characters }, "log_dropped");
    },
  });
  const log = createLogger(output, level, instance);
  return {
    log,
    auditLog: createAuditLogger(output, instance),
    isFailing: () => output.isFailing,
    async close() {
      await output.flush(closeTimeout);
      await errors.flush(closeTimeout);
    },
  };
}

/** A logger that writes to `output`. Lines of a request have its id; all have the name of the instance, if it has one. */
export function createLogger(output: DestinationStream, level: string, instance?: string): PinoLogger {
  const serializers = { err: errorSummary };
  const base = instance === undefined ? null : { instance };
  return pino(
    { level, base, timestamp: stdTimeFunctions.isoTime, serializers, mixin: contextFields },
    output,
  );
}

/** A logger of the Elastic Common Schema, version 8: `@timestamp` in place of `time`, and no level. */
export function createAuditLogger(output: DestinationStream, instance?: string): PinoLogger {
  return pino(
    {
      base: instance === undefined ? null : { "service.node.name": instance },
      timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
      formatters: { level: () => ({ "ecs.version": "8.17.0" }) },
    },
    output,
  );
}

/** A logger that writes nothing. */
export const silentLogger: PinoLogger = pino({ level: "silent" });
