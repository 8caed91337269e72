import { createRequire } from "node:module";
import type { Pool as PoolOfConnections } from "undici";

/**
 * The library's pool by its own file: the library's front door loads its `fetch`, WebSocket, caches and mocks as
 * well, which are 10 MB and 50 ms of every start, for nothing that is used here.
 */
export const Pool: typeof PoolOfConnections = createRequire(import.meta.url)("undici/lib/dispatcher/pool.js");
export type Pool = PoolOfConnections;
