import type { AddressInfo } from "node:net";

/** Where a peer sends everything. */
export const upstream = process.env.UPSTREAM ?? "";

/** Tells the bench where a peer listens. */
export function sayListening(address: AddressInfo | string | null): void {
  const { port } = address as AddressInfo;
  console.log(JSON.stringify({ listening: `http://127.0.0.1:${port}` }));
}
