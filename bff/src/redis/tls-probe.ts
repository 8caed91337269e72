import { type ConnectionOptions, connect } from "node:tls";

/** Milliseconds for the connection, and then for what the other side says of this side's certificate. */
const connectTimeout = 2_000;
const answerTimeout = 2_000;

/**
 * Why a server refuses TLS: its error, or undefined when it refuses nothing. A server that does not accept this side's
 * certificate says so after the handshake, and closes: who has written by then sees only a lost connection.
 */
export function probeTls(
  options: ConnectionOptions & { host: string; port: number },
): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const socket = connect(options);
    const end = (error?: Error) => {
      socket.destroy();
      resolve(error);
    };
    socket.setTimeout(connectTimeout, () => end());
    socket.once("error", end);
    socket.once("close", () => end());
    socket.once("secureConnect", () => socket.setTimeout(answerTimeout));
    // Without a reader the alert stays unread.
    socket.resume();
  });
}
