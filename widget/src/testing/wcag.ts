import "axe-core/axe.min.js";
import type { AxeResults, RunOptions } from "axe-core";

declare global {
  interface Window {
    axe: { run(context: Element, options: RunOptions): Promise<AxeResults> };
  }
}

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What violates WCAG 2.2 AA inside an element, as one line each. */
export async function wcagViolations(element: Element, runOnly: string[] = rules): Promise<string[]> {
  const { violations } = await window.axe.run(element, { runOnly, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`),
  );
}
