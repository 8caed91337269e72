import { type Belongings, boundary, operations } from "./operations.ts";
import type { Random } from "./random.ts";
import { type Attempt, clinicOrigin } from "./site.ts";

/** Values that have broken somebody's server. */
const hostileValues: unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1e308,
  1e-308,
  9_007_199_254_740_992,
  "",
  " ",
  "\0",
  "\r\n",
  "\ud800",
  "\u202e",
  "😀".repeat(50),
  "A".repeat(5_000),
  "'",
  '"',
  "' OR 1=1--",
  "{{7*7}}",
  "../../etc/passwd",
  "%00",
  "<script>",
  "__proto__",
  "constructor",
  "toString",
  "NaN",
  "undefined",
  "null",
  [],
  {},
  [[]],
  [null],
  { $ne: null },
  { toString: 1 },
  { length: 1e9 },
  [1, [2, [3, [4]]]],
  "2026-02-30",
  "1;DROP",
  "$" + "{jndi:ldap://x}",
  "http://169.254.169.254/",
];
const hostileParts = [
  "%2e%2e",
  "..",
  "%00",
  "%2f",
  "%",
  "%zz",
  "%C0%AE",
  "~",
  "a;b",
  "@",
  ":",
  "__proto__",
  "constructor",
  "x".repeat(300),
  "%F0%9F%98%80",
  "*",
  "null",
  "-1",
  "0",
];
const hostileTypes = [
  "text/plain",
  "application/json; charset=utf-7",
  "application/xml",
  "multipart/form-data",
  `multipart/form-data; boundary=${boundary}`,
  "application/x-www-form-urlencoded",
  "",
  ";",
  "application/json, text/plain",
  'a/b; c="d',
];
const hostileHeaders: [string, string][] = [
  ["origin", clinicOrigin],
  ["origin", "null"],
  ["origin", "https://evil.example"],
  ["idempotency-key", "k"],
  ["idempotency-key", "k".repeat(300)],
  ["idempotency-key", ""],
  ["content-encoding", "gzip"],
  ["expect", "100-continue"],
  ["range", "bytes=0-0"],
  ["if-none-match", "*"],
  ["accept", "text/html"],
  ["accept-encoding", "br;q=0, gzip;q=x, *"],
  ["x-forwarded-for", "1.2.3.4, ::1, unknown"],
  ["last-event-id", "0-0"],
  ["x-osigu-signature", "t=1,v1=00"],
  ["cookie", "a=b"],
  ["x-http-method-override", "DELETE"],
  ["connection", "close"],
  ["upgrade", "websocket"],
  ["referer", "x"],
  ["access-control-request-method", "POST"],
  ["authorization", "Basic Og=="],
  ["authorization", "Bearer "],
];
const methods = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"];
const everyOperation = Object.values(operations);

/** A request that is right but for a few things. The same chance gives the same request. */
export function fuzzed(
  random: Random,
  mine: Belongings,
  theirs: Belongings,
  tokens: readonly string[],
): Attempt {
  const things = { ...mine };
  for (const kind of ["beneficiary", "request", "otp", "sponsor"] as const) {
    if (random.chance(0.15)) things[kind] = random.chance(0.5) ? theirs[kind] : random.of(hostileParts);
  }
  const { method = "GET", path, headers = {}, body } = random.of(everyOperation).attempt(things);
  const attempt: Attempt = {
    method: random.chance(0.9) ? method : random.of(methods),
    path: random.chance(0.8) ? path : brokenPath(path, random),
    headers: { ...(random.chance(0.85) ? { authorization: `Bearer ${random.of(tokens)}` } : {}), ...headers },
  };
  for (let more = random.below(4); more > 0; more -= 1) {
    const [name, value] = random.of(hostileHeaders);
    if (attempt.headers) attempt.headers[name] = value;
  }
  if (random.chance(0.1) && attempt.headers) attempt.headers["content-type"] = random.of(hostileTypes);
  const sent = random.chance(0.3) ? body : brokenBody(body, random);
  // A HEAD or a GET may bring one too.
  return sent === undefined ? attempt : { ...attempt, body: sent };
}

function brokenPath(path: string, random: Random): string {
  const [address = "", query] = path.split("?");
  const parts = address.split("/");
  parts[1 + random.below(parts.length - 1)] = random.of(hostileParts);
  const more = random.chance(0.5)
    ? `?${query ?? ""}&${random.of(hostileParts)}=${random.of(hostileParts)}&page=${random.of(["-1", "1e9", "x", "0"])}`
    : "";
  return `${parts.join("/")}${random.chance(0.1) ? "/" : ""}${more}`;
}

function brokenBody(body: string | Buffer | undefined, random: Random): string | Buffer | undefined {
  if (body === undefined) return random.chance(0.2) ? JSON.stringify(random.of(hostileValues)) : undefined;
  const bytes = Buffer.from(body as string);
  const parsed = typeof body === "string" && random.chance(0.7) ? objectIn(body) : undefined;
  if (parsed !== undefined) {
    const keys = [...Object.keys(parsed), "__proto__", "extra", "x".repeat(random.below(200))];
    for (let changes = 1 + random.below(2); changes > 0; changes -= 1)
      parsed[random.of(keys)] = random.of(hostileValues);
    return JSON.stringify(parsed);
  }
  const at = random.below(bytes.length);
  return random.of([
    () => bytes.subarray(0, at),
    () => Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.below(30)), bytes.subarray(at)]),
    () => Buffer.concat([bytes, bytes]),
    () => random.bytes(random.below(500)),
    () => Buffer.from("[".repeat(random.below(3_000))),
  ])();
}

function objectIn(body: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
