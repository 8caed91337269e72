import type { AddressInfo } from "node:net";

/** Base address that a peer forwards to. */
export const upstream = process.env.UPSTREAM ?? "";

/** Prints the address of a server as the line that `startMetered` waits for. */
export function printAddress(address: AddressInfo | string | null): void {
  const { port } = address as AddressInfo;
  console.log(JSON.stringify({ listening: `http://127.0.0.1:${port}` }));
}
