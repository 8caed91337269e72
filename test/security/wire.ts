import { connect, type Socket } from "node:net";

/** Opens a connection of TCP to a port of 127.0.0.1. */
export function dial(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.once("connect", () => resolve(socket));
    socket.once("error", reject);
  });
}

/** Milliseconds of silence after which nothing more is waited for. */
export const silence = 400;

/**
 * Writes bytes as they are, and gives all that comes back until the other side ends or falls silent. The first of it may
 * take `patience` milliseconds.
 */
export async function say(port: number, bytes: string | Buffer, patience = 60_000): Promise<string> {
  const socket = await dial(port);
  return new Promise((resolve) => {
    let text = "";
    const finish = () => {
      socket.destroy();
      resolve(text);
    };
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      socket.setTimeout(silence);
    });
    socket.setTimeout(patience, finish);
    socket.on("error", () => {});
    socket.on("close", finish);
    socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  });
}

/** Statuses of the answers in what a connection gave, in order. */
export function statusesIn(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
