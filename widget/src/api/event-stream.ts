import { createParser, type EventSourceMessage } from "eventsource-parser";
import { abortable } from "../platform/deadline.ts";
import type { Client } from "./client.ts";
import { requestOptions } from "./request-options.ts";

/** Opens an event stream with `fetch`: `EventSource` sends no header, and a token never stands in a URL. */
export async function openEventStream(
  client: Client,
  path: string,
  lastEventId: string,
  signal: AbortSignal,
): Promise<ReadableStream<string> | undefined> {
  const request = async (token: Promise<string>) =>
    fetch(client.base + path, {
      ...requestOptions,
      headers: {
        authorization: `Bearer ${await abortable(token, signal)}`,
        ...(lastEventId && { "last-event-id": lastEventId }),
        ...(client.language && { "accept-language": client.language }),
      },
      signal,
    });
  const token = client.token();
  let response = await request(token);
  if (response.status === 401) response = await request(client.renewToken(token));
  const { status, body, headers } = response;
  if (status !== 200 || !body || !headers.get("content-type")?.includes("event-stream")) return undefined;
  return body.pipeThrough(new TextDecoderStream());
}

/** Reads an event stream to its end. `onChunk` is called for every chunk, comments included. */
export async function readEventStream(
  stream: ReadableStream<string>,
  handlers: { onChunk(): void; onId(id: string): void; onEvent(event: EventSourceMessage): void },
): Promise<void> {
  const parser = createParser({ onId: handlers.onId, onEvent: handlers.onEvent });
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    handlers.onChunk();
    parser.feed(value);
  }
}
