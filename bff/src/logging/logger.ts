import { type DestinationStream, destination, pino } from "pino";

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
  /** What an uploaded document carries besides what can be seen, such as `script`. */
  document?: string | undefined;
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
  /** Writes a line as it is, whatever the level: the audit's. */
  line(text: string): void;
  /** Writes out what is held back. */
  flush(): void;
};

/** Characters gathered before they are written, and milliseconds after which they are written anyhow. */
const batch = 16_384;
const longestHeld = 200;
/** Characters that wait at the most for whoever reads standard output; what comes then is dropped, and that is told. */
const mostWaiting = 32 * 1024 * 1024;

/** JSON lines on standard output, written in batches: one write for each line would cost more than the line. */
export function processLog(level: string): Log {
  const output = destination({ fd: 1, sync: false, maxLength: mostWaiting });
  const gathered = gatheredInto(output);
  const log = logTo(gathered, level);
  let characters = 0;
  output.on("drop", (text: string) => {
    characters += text.length;
  });
  output.on("drain", () => {
    if (characters > 0) log.error("log_dropped", { characters });
    characters = 0;
  });
  setInterval(gathered.pass, longestHeld).unref();
  const flush = () => {
    try {
      gathered.pass();
      output.flushSync();
    } catch {
      // Standard output is gone or full; there is nowhere left to say so.
    }
  };
  process.once("exit", flush);
  return { ...log, flush };
}

/** Lines gathered into one text. The library would gather too, but measures all of it anew with each line. */
export function gatheredInto(output: DestinationStream): DestinationStream & { pass(): void } {
  let text = "";
  const pass = () => {
    if (text === "") return;
    const passed = text;
    text = "";
    output.write(passed);
  };
  return {
    pass,
    write(line) {
      text += line;
      if (text.length >= batch) pass();
    },
  };
}

/** A log on anything that takes lines. */
export function logTo(output: DestinationStream, level: string): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, errorKey: "unused" },
    output,
  );
  const told = logger.isLevelEnabled("info");
  return {
    request: (line) => {
      if (told) output.write(requestLine(line));
    },
    info: (event, fields = {}) => logger.info(fields, event),
    warn: (event, fields = {}) => logger.warn(fields, event),
    error: (event, fields = {}) => logger.error(fields, event),
    line: (text) => {
      output.write(text);
    },
    flush: () => {},
  };
}

/** Milliseconds since the epoch of the second that `second` tells. */
let secondStart = 0;
let second = "";

/** Now, ISO 8601. The part up to the second is made once a second: this is written for every request. */
function instant(): string {
  const now = Date.now();
  if (now - secondStart >= 1_000 || now < secondStart) {
    secondStart = now - (now % 1_000);
    second = new Date(secondStart).toISOString().slice(0, 20);
  }
  return `${second}${String(now - secondStart).padStart(3, "0")}Z`;
}

/**
 * The line of a request, as pino would write it at a seventh of the cost. Every field is made by us out of letters
 * that need no escaping; the method is the one word that a client chose, and it is one that Node knows.
 */
function requestLine(line: RequestLine): string {
  let text = `{"level":30,"time":"${instant()}","request_id":"${line.request_id}","method":"${line.method}"`;
  text += `,"route":"${line.route}","status":${line.status},"ms":${line.ms}`;
  if (line.host !== undefined) text += `,"host":"${line.host}"`;
  if (line.provider_slug !== undefined) text += `,"provider_slug":"${line.provider_slug}"`;
  if (line.code !== undefined) text += `,"code":"${line.code}"`;
  if (line.document !== undefined) text += `,"document":"${line.document}"`;
  return `${text},"msg":"request"}\n`;
}

/** Nothing is written. */
export const silentLog: Log = {
  request: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  line: () => {},
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
