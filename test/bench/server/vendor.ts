import { createServer } from "node:http";
import { printAddress } from "./peers/peer.ts";
import { answer } from "./vendor-answers.ts";

/*
 * A vendor that answers at once and checks nothing, in a process of its own. The answer to the read of a request has
 * 400 bytes of JSON.
 */
const server = createServer((request, response) => {
  request.resume();
  answer(request, response);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => printAddress(server.address()));
