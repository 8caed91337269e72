import { type DestinationStream, destination, type Logger as PinoLogger, pino, stdTimeFunctions } from "pino";
import { errorSummary } from "./error-summary.ts";

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
  /** Active content of an uploaded document, such as `script`. */
  document?: string | undefined;
};

type LogMethod = {
  (message: string): void;
  (fields: LogFields, message: string): void;
  /** `err` is written as `errorSummary` gives it: without its message. */
  (failure: { err: unknown }, message: string): void;
};

/** pino's logger, narrowed to merging objects that carry no personal data. */
export type Logger = {
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
};

/** Characters that are collected before they are written, and milliseconds after which they are written anyway. */
const minLength = 8_192;
const periodicFlush = 200;
/** Bytes that wait for the reader of standard output. What does not fit is dropped, and `log_dropped` says how much. */
const maxLength = 32 * 1024 * 1024;

/** JSON lines on standard output, at `level` (`LOG_LEVEL`), and the audit log beside them, which has no level. */
export function processLoggers(level: string): { log: Logger; auditLog: PinoLogger } {
  const output = destination({ dest: 1, sync: false, minLength, periodicFlush, maxLength });
  const log = createLogger(output, level);
  let characters = 0;
  output.on("drop", (line: string) => {
    characters += line.length;
  });
  output.on("drain", () => {
    if (characters > 0) log.error({ characters }, "log_dropped");
    characters = 0;
  });
  return { log, auditLog: createAuditLogger(output) };
}

/** A logger that writes to `output`. */
export function createLogger(output: DestinationStream, level: string): PinoLogger {
  const serializers = { err: errorSummary };
  return pino({ level, base: null, timestamp: stdTimeFunctions.isoTime, serializers }, output);
}

/** A logger of the Elastic Common Schema, version 8: `@timestamp` in place of `time`, and no level. */
export function createAuditLogger(output: DestinationStream): PinoLogger {
  return pino(
    {
      base: null,
      timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
      formatters: { level: () => ({ "ecs.version": "8.17.0" }) },
    },
    output,
  );
}

/** A logger that writes nothing. */
export const silentLogger: PinoLogger = pino({ level: "silent" });
