import type { z } from "zod";
import { ProblemError } from "../problem/problem-error.ts";
import type { Dependencies } from "./dependencies.ts";
import { type Route, sessionRoute } from "./route.ts";
import { resumeKey } from "./schemas.ts";

/** What the widget needs to store an unfinished request in a tab, where its page wants that. */
export function resumeKeyRoutes({ resumeKeys }: Pick<Dependencies, "resumeKeys">): Route[] {
  return [
    sessionRoute({
      method: "GET",
      path: "/widget/resume-key",
      operationId: "resumeKey",
      summary:
        "The key with which the widget encrypts an unfinished request. None for a session without a subject.",
      reply: resumeKey,
      status: 200,
      description: { tag: "Widget", problems: ["not_found"] },
      handler(ctx) {
        const key = resumeKeys(ctx.state.session);
        // Without a user, every token of the host would give the same key.
        if (key === undefined) throw new ProblemError("not_found");
        ctx.body = { key } satisfies z.infer<typeof resumeKey>;
      },
    }),
  ];
}
