import { z } from "zod";
import { json } from "../http/answer.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { ResumeKeys } from "../session/resume-keys.ts";
import { type Route, sessionRoute } from "./route.ts";

/** Base64 of 32 bytes. */
const resumeKey = z.object({ key: z.string() });

/** What the widget needs to keep an unfinished request in a tab, where its page wants that. */
export function resumeKeyRoute(keys: ResumeKeys): Route {
  return sessionRoute({
    method: "GET",
    path: "/widget/resume-key",
    operation: "resumeKey",
    summary:
      "The key with which the widget seals an unfinished request. None for a session without a subject.",
    reply: resumeKey,
    status: 200,
    handle(_input, { session }) {
      const key = keys(session);
      // Without a user, whoever has a token of the host would have the key.
      if (key === undefined) throw new ProblemError("not_found");
      return json({ key } satisfies z.infer<typeof resumeKey>);
    },
  });
}
