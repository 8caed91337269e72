import { Agent, createServer } from "node:http";
import httpProxy from "http-proxy";
import { printAddress, upstream } from "./peer.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const proxy = httpProxy.createProxyServer({ target: upstream, agent });
const server = createServer((request, response) => proxy.web(request, response));
server.listen(0, "127.0.0.1", () => printAddress(server.address()));
