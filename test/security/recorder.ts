import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived, before anything of it was interpreted. */
export type Recorded = { method: string; url: string; headers: string[]; body: string };

/** A server that writes down every request, and answers as it is told. */
export type Recorder = {
  url: string;
  requests: Recorded[];
  close(): Promise<void>;
};

/** Starts one on a free port of 127.0.0.1. */
export async function startRecorder(
  answer: (request: Recorded, response: ServerResponse) => void,
): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = createServer(async (incoming: IncomingMessage, response) => {
    let body = "";
    for await (const chunk of incoming.setEncoding("latin1")) body += chunk;
    const recorded = {
      method: incoming.method ?? "",
      url: incoming.url ?? "",
      headers: incoming.rawHeaders,
      body,
    };
    requests.push(recorded);
    answer(recorded, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
