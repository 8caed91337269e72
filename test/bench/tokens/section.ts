import { clinicAt, noLimits } from "../../faults/clinic.ts";
import { startStack } from "../../stack/stack.ts";
import type { Section } from "../figure.ts";
import { median } from "../median.ts";

const instances = 4;
const requests = 10_000;
/** Cold starts; the worst counts for the calls. */
const starts = 5;
/** Milliseconds of the token endpoint: long enough for every instance to need a token meanwhile. */
const latency = 400;

/** Calls of the vendor's token endpoint when requests come to every instance at once and none has a token. */
export async function measureTokens(): Promise<Section> {
  const stack = await startStack({ instances, bff: noLimits });
  const clinic = await clinicAt(stack);
  try {
    const calls: number[] = [];
    const milliseconds: number[] = [];
    let failed = 0;
    for (let count = 0; count < starts; count += 1) {
      await Promise.all(stack.instances.map((instance) => instance.kill()));
      await stack.redis?.kill();
      await stack.redis?.start();
      stack.sandbox.reset();
      stack.sandbox.faults.clear();
      stack.sandbox.faults.add({ on: "issueToken", latency });
      await Promise.all(stack.instances.map((instance) => instance.start()));
      const start = performance.now();
      const answers = await Promise.all(
        Array.from({ length: requests }, (_, index) =>
          clinic.call("GET", `/medical-catalogs/v1/diagnoses?query=R5&page=${index % 40}`),
        ),
      );
      milliseconds.push(performance.now() - start);
      failed += answers.filter(({ status }) => status !== 200).length;
      calls.push(stack.sandbox.counts().token_calls.length);
    }
    return {
      title: `Tokens: ${requests.toLocaleString("en")} first requests at once on ${instances} instances with one Redis; ${starts} cold starts`,
      figures: [
        { what: "calls of the token endpoint, most of all starts", value: Math.max(...calls), goal: 1 },
        { what: "requests that failed", value: failed, goal: 0 },
        { what: "all answered, ms, median", value: median(milliseconds) },
      ],
      remark: `The token endpoint answers after ${latency} ms.`,
    };
  } finally {
    await clinic.close();
    await stack.stop();
  }
}
