import { createServer, type IncomingMessage } from "node:http";
import { printAddress } from "../server/peers/peer.ts";
import { answer } from "../server/vendor-answers.ts";

/*
 * A vendor that reads uploads at full speed, or at BYTES_PER_SECOND on each connection, and drops them. GET /received
 * answers how many arrived whole.
 */
const rate = Number(process.env.BYTES_PER_SECOND ?? Number.POSITIVE_INFINITY);
const received = { uploads: 0, bytes: 0 };

const server = createServer((request, response) => {
  if (request.url === "/received") {
    response.end(JSON.stringify(received));
  } else if (request.url?.endsWith("/upload/files")) {
    read(request, () => response.writeHead(204).end());
  } else {
    request.resume();
    answer(request, response);
  }
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => printAddress(server.address()));

function read(request: IncomingMessage, whenWhole: () => void): void {
  const start = performance.now();
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    const ahead = (bytes / rate) * 1_000 - (performance.now() - start);
    if (ahead < 1) return;
    request.pause();
    setTimeout(() => request.resume(), ahead);
  });
  request.on("end", () => {
    received.uploads += 1;
    received.bytes += bytes;
    whenWhole();
  });
}
