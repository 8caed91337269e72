import type { Server } from "node:http";

/** Milliseconds that what runs is given to finish. */
const longestDrain = 30_000;
/** Milliseconds between two looks for connections that have become idle. */
const lookEvery = 50;

/** Counts the requests under way, and gives a way to stop once they have ended. */
export function drainer(server: Server): () => Promise<void> {
  let underWay = 0;
  server.prependListener("request", (_req, res) => {
    underWay += 1;
    res.on("close", () => {
      underWay -= 1;
    });
  });

  return async () => {
    const until = Date.now() + longestDrain;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    while (underWay > 0 && Date.now() < until) {
      server.closeIdleConnections();
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
    server.closeAllConnections();
    await closed;
  };
}
