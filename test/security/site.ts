import { Agent, request } from "node:http";
import { type Host, makeHost } from "../stack/host.ts";
import { withoutLimits } from "../stack/limits.ts";
import { type Stack, type StackOptions, startStack } from "../stack/stack.ts";
import { type Canary, canariesIn, personal } from "./canaries.ts";

export const clinicOrigin = "https://clinic.example";
export const otherOrigin = "https://other.example";

/** One request, as an attack describes it. Nothing of it is normalised on its way. */
export type Attempt = {
  method?: string;
  path: string;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer;
};

export type Reply = {
  status: number;
  /** Names as they came, in lower case, with their values in order. */
  headers: Record<string, string[]>;
  text: string;
  json(): Record<string, unknown>;
};

/** What a session token is asked for. */
export type Wanted = Record<string, string>;

/** A stack under attack: two hosts that do not know each other, and an eye on everything that comes out. */
export type Site = {
  stack: Stack;
  port: number;
  clinic: Host;
  other: Host;
  send(attempt: Attempt): Promise<Reply>;
  /** A session token of the clinic's, unless of another host. */
  token(wanted?: Wanted, host?: Host): Promise<string>;
  /** Calls that reached the vendor's side since the start, its token endpoint's not counted. */
  upstreamCalls(): number;
  /** Names of secrets that were seen in any answer so far. */
  leaked(): string[];
  /** Stops the BFF and gives the names of canaries in all that it printed. */
  spilt(): Promise<string[]>;
  stop(): Promise<void>;
};

/** What the vendor signs its events with. */
export const webhookSecret = "canary-webhook-9a0b1c2d3e4f";

/** Settings that no answer and no log may show. */
const secrets = {
  OSIGU_CLIENT_ID: "canary-client-8f1c2e",
  OSIGU_CLIENT_SECRET: "canary-secret-51d9ab77c0",
  SESSION_SECRET: "canary-session-b7e0f25a9c31d84e6f02,canary-older-session-02f6e48d13c9a52f0e7b",
  OSIGU_WEBHOOK_SECRET: webhookSecret,
  METRICS_TOKEN: "canary-metrics-77aa88bb99cc",
};

export async function startSite(options: StackOptions = {}): Promise<Site> {
  const other = makeHost([otherOrigin], "otra-clinica");
  const stack = await startStack({
    ...options,
    origins: [clinicOrigin],
    hosts: [other, ...(options.hosts ?? [])],
    sandbox: {
      clientId: secrets.OSIGU_CLIENT_ID,
      clientSecret: secrets.OSIGU_CLIENT_SECRET,
      ...options.sandbox,
    },
    bff: { ...secrets, ...withoutLimits, ...options.bff },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const leaked = new Set<string>();
  const settings = Object.entries(secrets).flatMap(([name, value]) =>
    value.split(",").map((part) => ({ name, value: part })),
  );
  const everySecret = (): Canary[] => [
    ...settings,
    { name: "host key", value: stack.host.key },
    { name: "other host's key", value: other.key },
    ...stack.sandbox.state.tokens.all().map(({ value }) => ({ name: "vendor token", value })),
    { name: "vendor address", value: new URL(stack.sandbox.url).host },
  ];

  const send = async (attempt: Attempt) => {
    const reply = await exchange(agent, stack.bff.port, attempt);
    const all = `${JSON.stringify(reply.headers)}\n${reply.text}`;
    for (const name of canariesIn(all, everySecret())) leaked.add(name);
    if (/\n\s+at |node:internal|node_modules/.test(reply.text)) leaked.add("stack trace");
    return reply;
  };

  return {
    stack,
    port: stack.bff.port,
    clinic: stack.host,
    other,
    send,
    async token(wanted = {}, host = stack.host) {
      const reply = await send({
        method: "POST",
        path: "/v1/oauth/token",
        headers: { authorization: basic(host.id, host.key), "content-type": form },
        body: new URLSearchParams({ grant_type: "client_credentials", ...wanted }).toString(),
      });
      if (reply.status !== 200) throw new Error(`No session token: ${reply.status} ${reply.text}`);
      return String(reply.json().access_token);
    },
    upstreamCalls: () =>
      stack.sandbox.state.calls.all().filter((call) => call.operation !== "issueToken").length,
    leaked: () => [...leaked],
    async spilt() {
      return canariesIn(await stack.wholeLog(), [...everySecret(), ...personal]);
    },
    async stop() {
      agent.destroy();
      await stack.stop();
    },
  };
}

const form = "application/x-www-form-urlencoded";

export const basic = (id: string, key: string) => `Basic ${Buffer.from(`${id}:${key}`).toString("base64")}`;

/** Headers of a session's call. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A call with a JSON body. */
export const jsonBody = (value: unknown) => ({
  headers: { "content-type": "application/json" },
  body: typeof value === "string" ? value : JSON.stringify(value),
});

/** Milliseconds after which an answer is taken for hung. */
const longestAnswer = 20_000;

function exchange(
  agent: Agent,
  port: number,
  { method = "GET", path, headers, body }: Attempt,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        host: "127.0.0.1",
        port,
        method,
        path,
        headers: { ...lengthOf(body), ...headers },
        timeout: longestAnswer,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        if (incoming.headers["content-type"]?.startsWith("text/event-stream") && method !== "HEAD") {
          // It ends when one of the two leaves.
          resolve(replyOf(incoming.statusCode ?? 0, incoming.rawHeaders, []));
          incoming.on("error", () => {}).destroy();
          return;
        }
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => resolve(replyOf(incoming.statusCode ?? 0, incoming.rawHeaders, chunks)));
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("It hung.")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const lengthOf = (body: string | Buffer | undefined) =>
  body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };

function replyOf(status: number, raw: string[], chunks: Buffer[]): Reply {
  const headers: Record<string, string[]> = {};
  for (let index = 0; index < raw.length; index += 2) {
    const name = String(raw[index]).toLowerCase();
    headers[name] = [...(headers[name] ?? []), String(raw[index + 1])];
  }
  const text = Buffer.concat(chunks).toString("utf8");
  return { status, headers, text, json: () => JSON.parse(text) };
}
