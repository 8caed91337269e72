import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import type { Session } from "../server/bff.ts";
import { documentType } from "./document.ts";

/** Milliseconds after which an unfinished upload fails the measurement. */
const deadline = 90_000;

/** Uploads the body from every session at once, over a connection each. Resolves with the milliseconds until the last ends. */
export async function uploadAtOnce(url: string, sessions: readonly Session[], body: Buffer): Promise<number> {
  const agent = new Agent({ keepAlive: false });
  const start = performance.now();
  try {
    await Promise.all(sessions.map((session) => upload(agent, url, session, body)));
    return performance.now() - start;
  } finally {
    agent.destroy();
  }
}

function upload(agent: Agent, url: string, { headers, request: id }: Session, body: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = request(`${url}/arc/v1/authorization-requests/${id}/upload/files`, {
      agent,
      method: "POST",
      headers: {
        ...headers,
        "content-type": documentType,
        "content-length": body.length,
        "idempotency-key": randomUUID(),
      },
      signal: AbortSignal.timeout(deadline),
    });
    sending.on("error", reject);
    sending.on("response", (response) => {
      response.resume();
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 204) resolve();
        else reject(new Error(`An upload was answered with ${response.statusCode}.`));
      });
    });
    sending.end(body);
  });
}
