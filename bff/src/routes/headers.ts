import { z } from "zod";
import { idempotencyKeyText } from "../idempotency/idempotency.ts";
import { caseReference } from "../session/token-request.ts";
import type { HeaderFields } from "./description.ts";

/** Headers of requests, for the description. */
export const acceptLanguage: HeaderFields = {
  "Accept-Language": {
    description:
      "The language of labels, names and reasons: `en`, `es` or `pt-BR`. Others are not passed on.",
    schema: z.string(),
  },
};

export const idempotencyKeyHeader: HeaderFields = {
  "Idempotency-Key": {
    description:
      "The client's name for a call that must happen once. The same key with the same content gives the first result for 24 hours; with other content it is refused.",
    schema: idempotencyKeyText,
  },
};

export const caseReferenceHeader: HeaderFields = {
  "Preauth-Reference": {
    description: "The host's own case number, in UTF-8. A `reference` of the session token comes before it.",
    schema: caseReference,
  },
};

export const lastEventIdHeader: HeaderFields = {
  "Last-Event-ID": { description: "The stream continues after this event.", schema: z.string() },
};
