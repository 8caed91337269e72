import { z } from "zod";
import { messageBody } from "../deliveries/messages.ts";
import type { HeaderFields } from "./description.ts";
import { headerParameters } from "./openapi-operation.ts";
import { type Schema, schemaOf } from "./openapi-schemas.ts";

/** What this server calls: the address of a host's `webhook` in the hosts file. */
export function hostWebhooks(): Schema {
  const post = {
    operationId: "hostMessage",
    summary: "Tells a host's server of one of its requests, after the Standard Webhooks specification.",
    description:
      "At least once, and again for 72 hours until the answer is 2xx within ten seconds; each time with the same `webhook-id`.",
    tags: ["Webhooks"],
    security: [],
    parameters: headerParameters(signatureHeaders, true),
    requestBody: {
      required: true,
      content: { "application/json": { schema: schemaOf(messageBody, "output") } },
    },
    responses: {
      "2XX": { description: "Taken. The answer's content is ignored." },
      410: { description: "Gone: this message is not tried again." },
      default: { description: "Tried again later; `Retry-After` is respected up to an hour." },
    },
  };
  return { authorizationRequestMessage: { post } };
}

const signatureHeaders: HeaderFields = {
  "webhook-id": { description: "The same for each try of a message.", schema: z.string().regex(/^msg_/) },
  "webhook-timestamp": { description: "Of this try, Unix seconds.", schema: z.string().regex(/^\d+$/) },
  "webhook-signature": {
    description:
      '`v1,<Base64 of HMAC-SHA256 of "id.timestamp.body">` with the host\'s secret; two, separated by a space, during a rotation.',
    schema: z.string().regex(/^v1,\S+( v1,\S+)*$/),
  },
};
