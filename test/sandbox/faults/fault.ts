/**
 * Something that goes wrong on purpose, as data. A rule says on what (`on`), how often (`times`, `after`,
 * `probability` with a `seed`), after what delay (`latency`), and what happens (`do`).
 */
export type FaultRule = {
  /** Name in the records; made up where absent. */
  id?: string;
  /** An operation's name, `POST /arc/v1/*` (method and path, `*` for anything), or `*` for every call. */
  on: string;
  /** How often; for ever where absent. */
  times?: number;
  /** Lets so many matching calls pass first. */
  after?: number;
  /** 0 to 1; which calls it hits follows from `seed`, so that a run can be repeated. */
  probability?: number;
  seed?: number;
  /** Milliseconds before the call is carried out, alone or with an action. */
  latency?: number;
} & Partial<FaultAction>;

/** `before`: the call is not carried out. `after`: it is, and only the answer suffers. */
export type FaultMoment = "before" | "after";

export type FaultAction =
  /** Another status; `early` answers before the request's body has come. */
  | {
      do: "status";
      status: number;
      headers?: Record<string, string>;
      body?: unknown;
      when?: FaultMoment;
      early?: boolean;
    }
  /** No answer at all, on an open connection. */
  | { do: "hang"; when?: FaultMoment }
  /** The connection ends without an answer, with a reset if wanted. */
  | { do: "cut"; when?: FaultMoment; reset?: boolean }
  /** The connection ends after so many bytes of the request's body, or at its end; not carried out. */
  | { do: "cut-request"; bytes: number; reset?: boolean }
  /** The connection ends after so many bytes of the answer's body; half of it where absent. */
  | { do: "cut-response"; bytes?: number; reset?: boolean }
  /** A page of HTML instead of the answer. */
  | { do: "html"; status?: number; when?: FaultMoment }
  /** Half of the JSON, as if that were all. */
  | { do: "truncated-json" }
  /** The answer under another media type, `text/plain` where absent. */
  | { do: "content-type"; type?: string }
  /** So many bytes of JSON instead of the answer, 50 MB where absent. */
  | { do: "huge-body"; bytes?: number }
  /** The answer, `chunk` bytes every `every` milliseconds. */
  | { do: "trickle"; chunk?: number; every?: number }
  /** Further keys in every object of the answer, further headers on it. */
  | { do: "merge"; body?: Record<string, unknown>; headers?: Record<string, string> }
  /** These very bytes on the connection, which then ends. */
  | { do: "raw"; text: string; when?: FaultMoment }
  /** Tokens stop to hold just before the call is let in. */
  | { do: "revoke"; which?: "all" | "current" }
  /** Time moves just before the call is let in. */
  | { do: "clock"; advance: number };

export const faultActions: readonly FaultAction["do"][] = [
  "status",
  "hang",
  "cut",
  "cut-request",
  "cut-response",
  "html",
  "truncated-json",
  "content-type",
  "huge-body",
  "trickle",
  "merge",
  "raw",
  "revoke",
  "clock",
];

/** Reads a rule that came as JSON; a sentence where it is none. */
export function readFaultRule(value: unknown): FaultRule | string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "A fault must be an object";
  const rule = value as Record<string, unknown>;
  if (typeof rule.on !== "string" || rule.on === "")
    return "A fault needs `on`: an operation, a method and path, or *";
  for (const key of [
    "times",
    "after",
    "probability",
    "seed",
    "latency",
    "bytes",
    "chunk",
    "every",
    "status",
  ]) {
    const number = rule[key];
    if (number !== undefined && (typeof number !== "number" || !(number >= 0)))
      return `${key} must be a number from 0`;
  }
  if (rule.do === undefined && rule.latency === undefined) return "A fault needs `do` or `latency`";
  if (rule.do !== undefined && !faultActions.some((known) => known === rule.do)) {
    return `do must be one of ${faultActions.join(", ")}`;
  }
  if (rule.when !== undefined && rule.when !== "before" && rule.when !== "after")
    return "when must be before or after";
  for (const [action, key] of needed) {
    if (rule.do === action && rule[key] === undefined) return `${action} needs \`${key}\``;
  }
  return value as FaultRule;
}

const needed: [FaultAction["do"], string][] = [
  ["status", "status"],
  ["cut-request", "bytes"],
  ["raw", "text"],
  ["clock", "advance"],
];
