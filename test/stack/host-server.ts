import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { Webhook } from "standardwebhooks";
import { freePort } from "./free-port.ts";

/** A message as a host's server read it, its signature verified. */
export type Told = {
  id: string;
  type: string;
  timestamp: string;
  data: {
    authorization_request_id: string;
    status: string;
    authorizations: Record<string, unknown>[];
    reference?: string;
    subject?: string;
    group?: string;
  };
};

/** A host's own server, which is told of requests by signed webhooks. */
export type HostServer = {
  /** As an entry of the hosts file has it. */
  webhook: { url: string; secret: string };
  port: number;
  /** Everything that arrived and was verified, repetitions included. */
  tries: Told[];
  /** Each message once, by its id, in the order of its arrival. */
  messages(): Told[];
  /** Deliveries whose signature was wrong. */
  forged: number;
  /** What it answers with; 204 unless changed. */
  status: number;
  /** Called with each message before it is answered. */
  beforeAnswer: ((told: Told) => Promise<void>) | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export const newWebhookSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

/** Starts a host's server on a free port of 127.0.0.1. Signatures are verified by the library of the specification. */
export async function startHostServer(): Promise<HostServer> {
  const port = await freePort();
  const secret = newWebhookSecret();
  let server: Server | undefined;
  const host: HostServer = {
    webhook: { url: `http://127.0.0.1:${port}/preauth`, secret },
    port,
    tries: [],
    messages: () => [...new Map(host.tries.map((told) => [told.id, told])).values()],
    forged: 0,
    status: 204,
    beforeAnswer: undefined,
    async start() {
      server = createServer(async (req, res) => {
        const body = await textOf(req);
        try {
          const told = new Webhook(secret).verify(body, req.headers as Record<string, string>) as Told;
          await host.beforeAnswer?.(told);
          if (host.status < 300) host.tries.push({ ...told, id: String(req.headers["webhook-id"]) });
        } catch {
          host.forged += 1;
        }
        res.writeHead(host.status).end();
      });
      await new Promise<void>((resolve) => server?.listen(port, "127.0.0.1", resolve));
    },
    async stop() {
      server?.closeAllConnections();
      await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
      server = undefined;
    },
  };
  await host.start();
  return host;
}

async function textOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
