import type { FaultRule } from "../sandbox/sandbox.ts";

/** What can be wrong between the BFF and the insurers' network, for a person to try. */
export const lines = {
  good: [],
  /** Every call takes a second and a half longer. */
  slow: [{ on: "*", latency: 1_500 }],
  /** The upload breaks twice, after a few bytes. */
  upload: [{ on: "attachAuthorizationIndication", do: "cut-request", bytes: 200, times: 2 }],
  /** The request arrives, and the connection breaks before the answer. */
  unknown: [{ on: "completeAuthorizationRequest", do: "cut", when: "after", times: 1 }],
  down: [{ on: "*", do: "status", status: 503 }],
} as const satisfies Record<string, readonly FaultRule[]>;

export type Line = keyof typeof lines;

export function isLine(name: string): name is Line {
  return Object.hasOwn(lines, name);
}
