import { destination, type Logger, pino } from "pino";

/** One request, as its log line tells it. Closed: nothing that a person or a vendor wrote can come in. */
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
};

/**
 * Something that happened besides requests. The fields are numbers, booleans and names of our own; an `Error` of a
 * library never comes in, because its text may hold bodies, addresses and tokens.
 */
export type EventFields = Readonly<Record<string, string | number | boolean | undefined>>;

export type Log = {
  request(line: RequestLine): void;
  info(event: string, fields?: EventFields): void;
  warn(event: string, fields?: EventFields): void;
  error(event: string, fields?: EventFields): void;
  /** Writes out what is held back. */
  flush(): void;
};

/** JSON lines on standard output, written in batches of up to 4 KiB or a fifth of a second. */
export function processLog(level: string): Log {
  const output = destination({ fd: 1, sync: false, minLength: 4_096, periodicFlush: 200 });
  const log = logTo(
    pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, errorKey: "unused" }, output),
  );
  return {
    ...log,
    flush: () => {
      try {
        output.flushSync();
      } catch {
        // Standard output is gone or full; there is nowhere left to say so.
      }
    },
  };
}

/** A log on any pino logger. */
export function logTo(logger: Logger): Log {
  return {
    request: (line) => logger.info(line, "request"),
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
    flush: () => {},
  };
}

/** Nothing is written. */
export const silentLog: Log = {
  request: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  flush: () => {},
};

/** What kind of thing an unexpected error is: its class and code, which carry no data. */
export function kindOf(thrown: unknown): EventFields {
  if (!(thrown instanceof Error)) return { error: typeof thrown };
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : undefined;
  return {
    error: /^\w{1,40}$/.test(thrown.name) ? thrown.name : "Error",
    code,
    at: firstFrame(thrown.stack),
  };
}

/** File and line of the first frame, in our own code where there is one; the message stays out. */
function firstFrame(stack = ""): string | undefined {
  const frames = stack.split("\n").filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  const own = frames.find((line) => line.includes("/bff/src/")) ?? frames[0];
  return own?.match(/([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?$/)?.[1];
}
