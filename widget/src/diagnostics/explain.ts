import type { Explanations } from "./explanations.ts";

/**
 * Tells the host page's developer, in the browser's console, what to change. The sentences load only when one is
 * needed; without them nothing is told.
 *
 * @throws ProblemError where the user is to be told something else than what is known so far.
 */
export async function explain<Topic extends keyof Explanations>(
  topic: Topic,
  ...about: Parameters<Explanations[Topic]>
): Promise<void> {
  const module = await import("./explanations.ts").catch(() => undefined);
  (module?.explanations[topic] as ((...about: unknown[]) => void) | undefined)?.(...about);
}
