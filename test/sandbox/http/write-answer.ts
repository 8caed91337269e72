import type { Answer } from "./answer.ts";

/** An answer as it goes over the wire. */
export type WireAnswer = { status: number; headers: Record<string, string>; bytes: Buffer };

/** Headers of the kind that real gateways add, and that must not travel on. */
const gatewayHeaders = {
  server: "ARC sandbox (test equipment)",
  "set-cookie": "arc_sandbox_node=a1; Path=/; HttpOnly",
  "x-osigu-node": "sandbox-a1",
};

export function writeAnswer({ status, body, headers }: Answer): WireAnswer {
  const json = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  return {
    status,
    headers: { ...gatewayHeaders, ...(json && { "content-type": "application/json" }), ...headers },
    bytes: json ?? Buffer.alloc(0),
  };
}
