import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TrySheet } from "../sandbox/sandbox.ts";
import type { Host } from "../stack/host.ts";
import { makeIndication } from "./indication.ts";

/** What the host site needs to know. `host` and `bff` are asked for at each use: a test may still be starting them. */
export type HostSiteOptions = {
  port?: number;
  /** Id and key with which this server, and only this server, asks for session tokens. */
  host: () => Host;
  /** Address of the BFF. */
  bff: () => string;
  /** What to type; empty where the real vendor answers. */
  trySheet?: TrySheet;
  /** `Content-Security-Policy` of the pages; none where it gives nothing. Asked for at each use. */
  contentPolicy?: () => string | undefined;
  /** A script that runs before anything of the page does: what a test hears with. Asked for at each use. */
  firstScript?: () => string;
  /** Who is logged in, asked for at each session token; nobody gets none. */
  user?: () => string | undefined;
};

export type HostSite = { url: string; close(): Promise<void> };

/** The person who is logged in to this site. A real site takes it from its own session. */
const user = { id: "user-1042", name: "Inés Duarte", role: "Front desk" };

const page = new URL("./page/", import.meta.url);

const types: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** Starts an invented clinic's site. It serves one page, and hands session tokens to its own user's browser. */
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
  if (request.method === "POST" && pathname === "/preauth-token")
    return sendToken(request, response, options);
  if (request.method !== "GET") return send(response, 405, "text/plain", "Only GET here.");
  if (pathname === "/site.json") {
    const { bff, trySheet = [] } = options;
    return send(response, 200, "application/json", JSON.stringify({ bff: bff(), user, sponsors: trySheet }));
  }
  if (pathname === "/indication.pdf") return send(response, 200, "application/pdf", makeIndication());
  if (pathname === "/first.js") return send(response, 200, "text/javascript", options.firstScript?.() ?? "");
  const policy = options.contentPolicy?.();
  if (policy) response.setHeader("content-security-policy", policy);
  return sendFile(response, pathname === "/" ? "index.html" : pathname.slice(1), options);
}

/** A session token for the user of this site's own session, and for nobody who asks from another site. */
async function sendToken(request: IncomingMessage, response: ServerResponse, options: HostSiteOptions) {
  if (request.headers["sec-fetch-site"] !== "same-origin") return send(response, 403, "text/plain", "");
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

async function sendFile(response: ServerResponse, name: string, { bff, firstScript }: HostSiteOptions) {
  const [, type] = /^[a-z-]+\.([a-z]+)$/.exec(name) ?? [];
  if (!type || !types[type]) return send(response, 404, "text/plain", "There is nothing here.");
  const text = await readFile(new URL(name, page), "utf8").catch(() => undefined);
  if (text === undefined) return send(response, 404, "text/plain", "There is nothing here.");
  const first = firstScript ? '<head>\n    <script src="/first.js"></script>' : "<head>";
  send(response, 200, types[type], text.replace("<head>", first).replaceAll("{{bff}}", bff()));
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
}
