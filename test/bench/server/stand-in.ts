import { createServer } from "node:http";
import { sayListening } from "./peers/peer.ts";
import { answer } from "./vendor-answers.ts";

/*
 * A vendor that answers at once and checks nothing, as a process of its own: what is measured is the way to it.
 * Every read of a request is 400 bytes of JSON.
 */
const server = createServer((request, response) => {
  request.resume();
  answer(request, response);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => sayListening(server.address()));
