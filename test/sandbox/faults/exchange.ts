import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { WireAnswer } from "../http/write-answer.ts";

/** A request and the connection that its answer goes over. */
export type Exchange = { request: IncomingMessage; response: ServerResponse; left: AbortSignal };

/** Waits, but not for a caller that has left. */
export async function pause(milliseconds: number, { left }: Exchange): Promise<void> {
  await wait(milliseconds, undefined, { signal: left }).catch(() => undefined);
}

/** Takes the rest of the request's body and throws it away. */
export async function drain({ request, left }: Exchange): Promise<void> {
  request.resume();
  if (!request.complete) await once(request, "end", { signal: left }).catch(() => undefined);
}

/** Ends the connection without another byte. */
export function cut({ request }: Exchange, reset = false): void {
  if (reset) request.socket.resetAndDestroy();
  else request.socket.destroy();
}

/** Takes so many bytes of the request's body, then ends the connection. */
export async function cutRequest(exchange: Exchange, bytes: number, reset: boolean): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of exchange.request.iterator({
      destroyOnReturn: false,
    }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size >= bytes) break;
    }
  } catch {
    return;
  }
  cut(exchange, reset);
}

export function send({ request, response }: Exchange, { status, headers, bytes }: WireAnswer): void {
  const isEmpty = status === 204 || status === 304;
  response.writeHead(status, isEmpty ? headers : { ...headers, "content-length": bytes.length });
  response.end(isEmpty ? undefined : bytes);
  if (!request.complete) request.resume();
}

/** Promises the whole answer, writes a part of it, and ends the connection. */
export async function sendPart(
  exchange: Exchange,
  answer: WireAnswer,
  bytes: number,
  reset: boolean,
): Promise<void> {
  const { response } = exchange;
  const length = Math.max(answer.bytes.length, bytes + 1);
  response.writeHead(answer.status, { ...answer.headers, "content-length": length });
  response.flushHeaders();
  const part = answer.bytes.subarray(0, bytes);
  await new Promise<void>((resolve) => {
    response.write(part.length > 0 ? part : " ", () => resolve());
  });
  cut(exchange, reset);
}

/** Writes the answer a few bytes at a time. */
export async function trickle(
  exchange: Exchange,
  answer: WireAnswer,
  chunk: number,
  every: number,
): Promise<void> {
  const { response, left } = exchange;
  response.writeHead(answer.status, { ...answer.headers, "content-length": answer.bytes.length });
  response.flushHeaders();
  for (let at = 0; at < answer.bytes.length && !left.aborted; at += chunk) {
    await pause(every, exchange);
    response.write(answer.bytes.subarray(at, at + chunk));
  }
  response.end();
}

/** Writes a JSON text of so many bytes, no faster than it is taken. */
export async function sendHuge(exchange: Exchange, bytes: number): Promise<void> {
  const { response, left } = exchange;
  response.writeHead(200, { "content-type": "application/json", "content-length": bytes });
  response.write('{"data":"');
  const block = Buffer.alloc(65_536, "x");
  for (let remaining = bytes - 11; remaining > 0 && !left.aborted; remaining -= block.length) {
    if (response.write(block.subarray(0, Math.min(remaining, block.length)))) continue;
    await once(response, "drain", { signal: left }).catch(() => undefined);
  }
  response.end('"}');
}

/** Writes bytes as they are, and ends the connection. */
export function sendRaw({ request }: Exchange, text: string): void {
  request.socket.end(Buffer.from(text, "latin1"));
}
