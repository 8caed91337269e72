import assert from "node:assert/strict";
import { type ArcCaller, field, makeArcCaller, type Reply, somePdf } from "../sandbox/testing/arc-caller.ts";
import type { Stack } from "../stack/stack.ts";

/** A person at a clinic's desk, through one instance: what they may call, and the token that they hold. */
export type Desk = { arc: ArcCaller; token: string; url: string };

/** A session of the stack's own host, for one of its users. */
export async function sitDown(
  { host }: Pick<Stack, "host">,
  url: string,
  subject = "desk-1",
  wishes: Record<string, string> = {},
): Promise<Desk> {
  const response = await fetch(`${url}/v1/oauth/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${host.id}:${host.key}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ grant_type: "client_credentials", subject, ...wishes }).toString(),
  });
  assert.equal(response.status, 200);
  const { access_token: token } = await response.json();
  return { arc: makeArcCaller(url, token), token, url };
}

/** The same person, through another instance. */
export const moveTo = ({ token }: Desk, url: string): Desk => ({
  arc: makeArcCaller(url, token),
  token,
  url,
});

export type Asked = { sponsor: string; document: string; products?: object[] };

/** A sponsor that decides when it is told to, and somebody whom it covers. */
export const silent: Asked = { sponsor: "sponsor-never-answers", document: "105000007" };

const medication = { product_code: "MED-042", product_type: "MEDICATION", quantity: 30 };

/** Looks somebody up and makes a request for them. Answers the ids of both. */
export async function makeRequest({ arc }: Desk, { sponsor, document, products = [medication] }: Asked) {
  const found = await arc.post(`/v1/sponsors/${sponsor}/search`, {
    document_type: "CC",
    document_number: document,
  });
  assert.equal(found.status, 200);
  const beneficiaryId = String(field(found.body, "beneficiary_id"));
  const created = await arc.post("/arc/v1/authorization-requests", {
    beneficiary_id: beneficiaryId,
    sponsor_slug: sponsor,
    diagnosis_code: "R51",
    products,
  });
  assert.equal(created.status, 202);
  return { id: String(field(created.body, "authorization_request_id")), beneficiaryId };
}

/** A request that waits for its sponsor's decision. */
export async function submit(desk: Desk, asked: Asked = silent): Promise<string> {
  const { id } = await makeRequest(desk, asked);
  assert.equal((await desk.arc.upload(id, "MEDICAL_INDICATION")).status, 204);
  const completed = await desk.arc.complete(id);
  assert.equal(field(completed.body, "status"), "PENDING_SPONSOR");
  return id;
}

/** The code of the problem that was answered. */
export const codeOf = ({ body }: Reply) => field(body, "code");

/** A PDF with a line of text in it. */
export function pdfSaying(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(new TextDecoder().decode(somePdf).replace("\n", `\n% ${text}\n`));
}
