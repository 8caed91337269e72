import { clinicAt, noLimits } from "../../faults/clinic.ts";
import { startStack } from "../../stack/stack.ts";
import type { Section } from "../figure.ts";
import { median } from "../server/load.ts";

const instances = 4;
const requests = 10_000;
/** Cold starts of which the worst counts. */
const starts = 3;
/** Milliseconds that the vendor takes for a token: long enough for every instance to want one. */
const latency = 400;

/** What the vendor's token endpoint sees when everybody comes at once and nobody has a token. */
export async function measureTokens(): Promise<Section> {
  const stack = await startStack({ instances, bff: noLimits });
  const clinic = await clinicAt(stack);
  try {
    const calls: number[] = [];
    const milliseconds: number[] = [];
    let failed = 0;
    for (let start = 0; start < starts; start += 1) {
      await Promise.all(stack.instances.map((instance) => instance.kill()));
      await stack.redis?.kill();
      await stack.redis?.start();
      stack.sandbox.reset();
      stack.sandbox.faults.clear();
      stack.sandbox.faults.add({ on: "issueToken", latency });
      await Promise.all(stack.instances.map((instance) => instance.start()));
      const began = performance.now();
      const told = await Promise.all(
        Array.from({ length: requests }, (_, count) =>
          clinic.call("GET", `/medical-catalogs/v1/diagnoses?query=R5&page=${count % 40}`),
        ),
      );
      milliseconds.push(performance.now() - began);
      failed += told.filter(({ status }) => status !== 200).length;
      calls.push(stack.sandbox.counts().token_calls.length);
    }
    return {
      title: `Tokens: ${requests.toLocaleString("en")} first requests at once at ${instances} instances with one Redis, ${starts} times`,
      figures: [
        { what: "token calls to the vendor, at the most", value: Math.max(...calls), goal: 1 },
        { what: "requests that failed", value: failed, goal: 0 },
        { what: "all answered, median ms", value: median(milliseconds) },
      ],
      remark: `The vendor takes ${latency} ms for a token.`,
    };
  } finally {
    await clinic.close();
    await stack.stop();
  }
}
