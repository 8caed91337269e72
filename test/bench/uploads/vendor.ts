import { createServer, type IncomingMessage } from "node:http";
import { sayListening } from "../server/peers/peer.ts";
import { answer } from "../server/vendor-answers.ts";

/*
 * A vendor that takes uploads, as fast as they come or at BYTES_PER_SECOND on each connection, keeps nothing of them
 * and tells at /taken how many came whole.
 */
const rate = Number(process.env.BYTES_PER_SECOND ?? Number.POSITIVE_INFINITY);
const taken = { uploads: 0, bytes: 0 };

const server = createServer((request, response) => {
  if (request.url === "/taken") {
    response.end(JSON.stringify(taken));
  } else if (request.url?.endsWith("/upload/files")) {
    read(request, () => response.writeHead(204).end());
  } else {
    request.resume();
    answer(request, response);
  }
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => sayListening(server.address()));

function read(request: IncomingMessage, whole: () => void): void {
  const began = performance.now();
  let came = 0;
  request.on("data", (chunk: Buffer) => {
    came += chunk.length;
    const early = (came / rate) * 1_000 - (performance.now() - began);
    if (early < 1) return;
    request.pause();
    setTimeout(() => request.resume(), early);
  });
  request.on("end", () => {
    taken.uploads += 1;
    taken.bytes += came;
    whole();
  });
}
