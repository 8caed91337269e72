import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/*
 * A vendor that answers at once and checks nothing, as a process of its own: what is measured is the way to it.
 * Every read of a request is 400 bytes of JSON.
 */
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

const answers: Record<string, [status: number, body: string]> = {
  "POST /v1/oauth/token": [
    200,
    JSON.stringify({
      access_token: "stand-in",
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
};

const server = createServer((request, response) => {
  request.resume();
  const [path = ""] = (request.url ?? "").split("?");
  const [status, body] = answers[`${request.method} ${path}`] ?? [200, "{}"];
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ listening: `http://127.0.0.1:${port}` }));
});

/** The value as JSON of exactly 400 bytes; readers drop the key that fills it up. */
function padded(value: object): string {
  const fill = 400 - JSON.stringify({ ...value, fill: "" }).length;
  return JSON.stringify({ ...value, fill: "x".repeat(fill) });
}
