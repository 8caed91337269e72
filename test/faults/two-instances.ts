import type { TestContext } from "node:test";
import { startBff } from "../stack/bff.ts";
import { redisTimeout } from "../stack/redis.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Clinic, clinicAt, noLimits } from "./clinic.ts";

/** A stack, and the calls of a clinic at its instances. */
export type Site = { stack: Stack; clinic: Clinic };

/** Two instances with these settings, for one test. */
export async function startTwoInstances(t: TestContext, settings: Record<string, string>): Promise<Site> {
  const stack = await startStack({ bff: { ...noLimits, REDIS_TIMEOUT_MS: `${redisTimeout}`, ...settings } });
  t.after(() => stack.stop());
  const second = await startBff({ env: stack.env });
  t.after(() => second.stop());
  stack.instances.push(second);
  const clinic = await clinicAt(stack);
  t.after(() => clinic.close());
  return { stack, clinic };
}
