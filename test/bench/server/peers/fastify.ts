import httpProxy from "@fastify/http-proxy";
import fastify from "fastify";
import { sayListening, upstream } from "./peer.ts";

const app = fastify();
await app.register(httpProxy, { upstream, undici: { connections: 64, pipelining: 1 } });
await app.listen({ port: 0, host: "127.0.0.1" });
sayListening(app.server.address());
