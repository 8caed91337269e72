import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FaultRule, TrySheet } from "../sandbox/sandbox.ts";
import type { Host } from "../stack/host.ts";
import { readDocumentation } from "./documents.ts";
import { readPage, typeOf } from "./files.ts";
import { makeIndication } from "./indication.ts";
import { isLine, lines } from "./line.ts";
import { strictPolicy } from "./policy.ts";

/** What the host site needs to know. `host` and `bff` are asked for at each use: a test may still be starting them. */
export type HostSiteOptions = {
  port?: number;
  /** Id and key with which this server, and only this server, asks for session tokens. */
  host: () => Host;
  /** Address of the BFF. */
  bff: () => string;
  /** What to type; empty where the real vendor answers. */
  trySheet?: TrySheet;
  /** Switches on what is wrong with the line to the insurers; absent where they are real. */
  setFaults?: (rules: FaultRule[]) => void;
  /** `Content-Security-Policy` of the pages; a strict one where there is no such function. Asked for at each use. */
  contentPolicy?: () => string | undefined;
  /** A script that runs before anything of the page does: what a test hears with. Asked for at each use. */
  firstScript?: () => string;
  /** Who is logged in, asked for at each session token; nobody gets none. */
  user?: () => string | undefined;
};

export type HostSite = { url: string; close(): Promise<void> };

/** The person who is logged in to this site. A real site takes it from its own session. */
const user = { id: "user-1042", name: "Inés Duarte" };

/**
 * Starts an invented clinic's site. `/clinic` is its page with the widget, and `/` the playground around it. It hands
 * session tokens to its own user's browser.
 */
export async function startHostSite(options: HostSiteOptions): Promise<HostSite> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error) => {
      console.error(`The host site could not answer ${request.url}: ${error.message}`);
      send(response, 502, "application/json", JSON.stringify({ error: "no_token" }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, options: HostSiteOptions) {
  const { pathname } = new URL(request.url ?? "/", "http://host.invalid");
  if (request.method === "POST") return answerOwnPage(request, response, pathname, options);
  if (request.method !== "GET") return send(response, 405, "text/plain", "Only GET here.");
  if (pathname === "/site.json") {
    const { bff, trySheet = [], setFaults } = options;
    const site = { bff: bff(), user, sponsors: trySheet, lines: setFaults ? Object.keys(lines) : [] };
    return send(response, 200, "application/json", JSON.stringify(site));
  }
  if (pathname === "/indication.pdf") return send(response, 200, "application/pdf", makeIndication());
  if (pathname === "/first.js") return send(response, 200, "text/javascript", options.firstScript?.() ?? "");
  if (pathname.startsWith("/docs/")) return sendDocumentation(response, pathname.slice(6), options);
  return sendPage(response, pathname.slice(1), options);
}

/** What only this site's own pages may ask for. */
async function answerOwnPage(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  options: HostSiteOptions,
) {
  if (request.headers["sec-fetch-site"] !== "same-origin") return send(response, 403, "text/plain", "");
  if (pathname === "/preauth-token") return sendToken(response, options);
  const [, line = ""] = /^\/line\/(\w+)$/.exec(pathname) ?? [];
  if (!options.setFaults || !isLine(line)) return send(response, 404, "text/plain", "There is nothing here.");
  options.setFaults([...lines[line]]);
  return response.writeHead(204).end();
}

/** A session token for the user of this site's own session. */
async function sendToken(response: ServerResponse, options: HostSiteOptions) {
  const subject = options.user ? options.user() : user.id;
  if (subject === undefined) return send(response, 403, "text/plain", "Sign in again.");
  const { id, key } = options.host();
  const reply = await fetch(`${options.bff()}/v1/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${key}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", subject }),
  });
  send(response, reply.status, "application/json", await reply.text());
}

async function sendPage(response: ServerResponse, name: string, options: HostSiteOptions) {
  const { bff, firstScript, contentPolicy = () => strictPolicy(bff()) } = options;
  const text = await readPage(name);
  if (text === undefined) return send(response, 404, "text/plain", "There is nothing here.");
  const policy = contentPolicy();
  if (policy) response.setHeader("content-security-policy", policy);
  const first = firstScript ? '<head>\n    <script src="/first.js"></script>' : "<head>";
  send(response, 200, typeOf(name), text.replace("<head>", first).replaceAll("{{bff}}", bff()));
}

async function sendDocumentation(response: ServerResponse, name: string, { bff }: HostSiteOptions) {
  const file = await readDocumentation(name);
  if (!file) return send(response, 404, "text/plain", "There is nothing here.");
  response.setHeader("content-security-policy", strictPolicy(bff()));
  response.setHeader("x-content-type-options", "nosniff");
  send(response, 200, file.type, file.body);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}
