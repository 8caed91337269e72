import type { IncomingMessage, ServerResponse } from "node:http";

/** The only authorization request of this vendor. */
const id = "areq_01HX9KP7VQ2D4FZ8N0YPRQAW6X";

const outcome = padded({
  authorization_request_id: id,
  status: "COMPLETED",
  authorizations: [
    {
      authorization_code: "AUTH-2026-001234",
      product_type: "MEDICATION",
      status: "APPROVED",
      expires_at: "2026-07-25T00:00:00Z",
      products: [{ product_code: "MED-042", quantity: 30 }],
    },
  ],
});

/** Answers by method and path; anything else gets an empty object. */
const answers: Record<string, [status: number, body: string]> = {
  "POST /v1/oauth/token": [
    200,
    JSON.stringify({
      access_token: "vendor-token",
      token_type: "bearer",
      expires_in: 3600,
      scope: "arc:read arc:write",
    }),
  ],
  "POST /v1/sponsors/sponsor-sandbox/search": [
    200,
    JSON.stringify({ beneficiary_id: "bnf_1", first_name: "A", last_name: "B", coverage: { active: true } }),
  ],
  "GET /v1/sponsors/sponsor-sandbox/forms": [
    200,
    JSON.stringify([
      { form_id: "f", label: "Form", fields: [{ key: "number", type: "string", required: true }] },
    ]),
  ],
  "POST /arc/v1/authorization-requests": [
    202,
    JSON.stringify({
      authorization_request_id: id,
      status: "PENDING_INDICATION",
      created_at: "2026-06-25T14:02:11Z",
    }),
  ],
  [`GET /arc/v1/authorization-requests/${id}`]: [200, outcome],
  [`GET /arc/v1/authorization-requests/${id}/document-policy`]: [
    200,
    JSON.stringify([{ file_type: "MEDICAL_INDICATION", label: "Medical indication" }]),
  ],
};

/** Answers at once, whatever the headers and the body. */
export function answer({ method, url = "" }: IncomingMessage, response: ServerResponse): void {
  const [path = ""] = url.split("?");
  const [status, body] = answers[`${method} ${path}`] ?? [200, "{}"];
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

/** The value as JSON of exactly 400 bytes, filled up with a key that readers ignore. */
function padded(value: object): string {
  const fill = 400 - JSON.stringify({ ...value, fill: "" }).length;
  return JSON.stringify({ ...value, fill: "x".repeat(fill) });
}
