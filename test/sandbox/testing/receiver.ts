import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Received = { event: Record<string, unknown>; body: string; signature: string | undefined };

/** A webhook receiver on a free port that takes everything down, and answers what `reply` says. */
export async function startReceiver(reply: () => { status: number; headers?: Record<string, string> }) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    received.push({ event: parse(body), body, signature: request.headers["x-osigu-signature"]?.toString() });
    const { status, headers } = reply();
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function parse(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}
