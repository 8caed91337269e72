/** What a log line says of an error. */
export type ErrorSummary = {
  /** Class of the error, or `typeof` what was thrown. */
  type: string;
  /** Code of Node or of a library, such as `ECONNRESET`. */
  code?: string | undefined;
  /** File, line and column of the first stack frame, of the server's own code where it has one. */
  at?: string | undefined;
};

/** pino's serializer for `err`. The message is left out: it may quote bodies, addresses and tokens. */
export function errorSummary(thrown: unknown): ErrorSummary {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  return {
    type: /^\w{1,40}$/.test(thrown.name) ? thrown.name : "Error",
    code: errorCode(thrown),
    at: firstFrame(thrown.stack),
  };
}

/** The `code` of an error of Node or of a library. */
export function errorCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !("code" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}

function firstFrame(stack = ""): string | undefined {
  const frames = stack.split("\n").filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  const own = frames.find((line) => line.includes("/bff/src/")) ?? frames[0];
  return own?.match(/([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?$/)?.[1];
}
