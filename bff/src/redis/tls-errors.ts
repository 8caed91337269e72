import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { TLSSocket } from "node:tls";

/** Node publishes each client socket here when it is made. */
const channel = "net.client.socket";

function listen(message: unknown): void {
  const { socket } = message as { socket: unknown };
  if (socket instanceof TLSSocket) socket.on("error", () => {});
}

/**
 * Gives every client connection over TLS of this process a listener for its errors, beside those that report them.
 * ioredis listens to the first error only, and a server that refuses a certificate causes two: its alert, then the loss
 * of the connection. An error without a listener ends the process. Sentinels and the nodes of a cluster are connections
 * inside ioredis, so that there is no other place to listen from.
 */
export function outliveTlsErrors(): void {
  unsubscribe(channel, listen);
  subscribe(channel, listen);
}
