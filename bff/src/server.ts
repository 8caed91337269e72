import { createServer as createHttpServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { type AppDependencies, createApp } from "./app.ts";
import { handleClientError } from "./http/client-error.ts";

/** The HTTP server, not listening yet. */
export function createServer(deps: AppDependencies): Server {
  const server = createHttpServer(
    {
      maxHeaderSize: 16_384,
      headersTimeout: 5_000,
      // For uploads, which have their own deadline besides; JSON bodies have ten seconds where they are read.
      requestTimeout: 130_000,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 65_000,
      // `strictRequest` refuses what has no Host header, with a problem document.
      requireHostHeader: false,
    },
    createApp(deps).callback(),
  );
  server.maxHeadersCount = 200;
  server.maxConnections = 20_000;
  // Node would answer an unknown expectation itself; `strictRequest` does it with a problem document.
  server.on("checkExpectation", (req, res) => server.emit("request", req, res));
  server.on("clientError", (error, socket) => handleClientError(error, socket as Socket));
  return server;
}
