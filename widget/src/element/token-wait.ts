import { explain } from "../diagnostics/explain.ts";
import { ProblemError } from "../problem/problem.ts";

/** Milliseconds that a page has to set `getToken`: a framework may do so after its first render. Tests change them. */
export const tokenWait = { milliseconds: 3_000 };

/** Calls `onMissing` for an element in the document that has no token after a while. */
export function awaitToken(element: Element & { hasToken(): boolean }, onMissing: () => unknown): void {
  setTimeout(() => {
    if (!element.hasToken() && element.isConnected) onMissing();
  }, tokenWait.milliseconds);
}

/**
 * Without a token nothing happens: the page's developer is told why.
 *
 * @throws ProblemError `not_configured`, for the user.
 */
export async function missToken({ localName }: Element): Promise<never> {
  await explain("token_missing", localName);
  throw new ProblemError({ code: "not_configured", retryable: false });
}
