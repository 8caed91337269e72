import type { Findings } from "./sentences.ts";

/**
 * Tells the host page's developer, in the browser's console, what to change. Each sentence is written once a page. The
 * sentences load only when one is needed.
 */
export function warnDeveloper<Topic extends keyof Findings>(topic: Topic, ...about: Findings[Topic]): void {
  import("./sentences.ts").then(({ warn }) => warn(topic, ...about)).catch(() => {});
}
