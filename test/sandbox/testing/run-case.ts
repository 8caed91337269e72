import type { Sandbox, TryCase } from "../sandbox.ts";
import type { SponsorData } from "../sponsor/sponsor-data.ts";
import { type ArcCaller, field, type Reply } from "./arc-caller.ts";

/** Where a case led: the same words as its expectation. */
export type Ending = TryCase["expect"];

/** Runs a sponsor's case over HTTP, as far as it goes. */
export async function runCase(
  sandbox: Sandbox,
  arc: ArcCaller,
  sponsor: SponsorData,
  testCase: TryCase,
): Promise<Ending> {
  const found = await arc.post(`/v1/sponsors/${sponsor.slug}/search`, testCase.search);
  if (found.status !== 200) return { at: "search", status: found.status as 403 | 404 | 422 };
  if (field(found.body, "coverage", "active") === false) return { at: "search", status: "inactive" };
  const beneficiaryId = await pickPerson(arc, sponsor, testCase, found);
  const created = await arc.post("/arc/v1/authorization-requests", {
    beneficiary_id: beneficiaryId,
    sponsor_slug: sponsor.slug,
    diagnosis_code: testCase.diagnosis_code,
    products: testCase.products,
    ...testCase.fields,
  });
  if (created.status !== 202) return refusedCreate(created);
  const id = String(field(created.body, "authorization_request_id"));
  for (const fileType of testCase.documents ?? []) await upload(arc, id, fileType);
  const otp = await verify(arc, sponsor, beneficiaryId, testCase);
  if (typeof otp !== "string" && otp !== undefined) return otp;
  const completed = await arc.complete(id, otp === undefined ? undefined : { otp_verification_token: otp });
  if (testCase.expect.at === "later") return { at: "later", events: await waitForEvents(sandbox, id) };
  const authorizations = field(completed.body, "authorizations") as {
    product_type: string;
    status: string;
  }[];
  return {
    at: "outcome",
    ...statusOf(completed),
    authorizations: authorizations.map(({ product_type, status }) => ({ product_type, status })),
  };
}

/** The status of a request; one sponsor sends none. */
function statusOf({ body }: Reply): { status?: string } {
  const status = field(body, "status");
  return status === undefined ? {} : { status: String(status) };
}

async function pickPerson(
  arc: ArcCaller,
  sponsor: SponsorData,
  testCase: TryCase,
  found: Reply,
): Promise<unknown> {
  const holderId = field(found.body, "beneficiary_id");
  if (testCase.person === undefined) return holderId;
  const brought = field(found.body, "dependents") ?? field(found.body, "dependants");
  const path = `/v1/sponsors/${sponsor.slug}/beneficiaries/${holderId}/dependents`;
  const dependents = (brought ?? (await arc.get(path)).body) as Record<string, unknown>[];
  const everybody = [found.body as Record<string, unknown>, ...dependents];
  return everybody.find(({ first_name, last_name }) => `${first_name} ${last_name}` === testCase.person)
    ?.beneficiary_id;
}

function refusedCreate({ status, body }: Reply): Ending {
  return { at: "create", status, code: String(field(body, "error_code") ?? field(body, "code")) };
}

async function upload(arc: ArcCaller, id: string, fileType: string): Promise<void> {
  const policy = (await arc.get(`/arc/v1/authorization-requests/${id}/document-policy`)).body;
  const rule = (policy as Record<string, unknown>[]).find((one) => (one.file_type ?? one.slug) === fileType);
  const types = rule?.mime_types as string | string[] | undefined;
  const { status } =
    !types || types.includes("application/pdf")
      ? await arc.upload(id, fileType)
      : await arc.upload(id, fileType, Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), "image/jpeg");
  if (status !== 204) throw new Error(`${fileType} was answered with ${status}`);
}

/** The verification token of a case that types a code; where the code is refused, that is where it ends. */
async function verify(
  arc: ArcCaller,
  { slug, otp }: SponsorData,
  beneficiaryId: unknown,
  { otp_code }: TryCase,
): Promise<string | undefined | Ending> {
  if (otp_code === undefined) return undefined;
  const sent = await arc.post("/v1/otp/send", {
    beneficiary_id: beneficiaryId,
    sponsor_slug: slug,
    channel: otp?.channels[0],
  });
  const checked = await arc.post("/v1/otp/validate", { otp_id: field(sent.body, "otp_id"), code: otp_code });
  if (checked.status !== 200) return { at: "otp", code: String(field(checked.body, "code")) };
  return String(field(checked.body, "otp_verification_token"));
}

/** Lets the sandbox's time pass until everything planned has happened. */
async function waitForEvents({ clock, webhooks }: Sandbox, id: string): Promise<string[]> {
  for (let second = 0; second < 15; second++) {
    clock.advance(1_000);
    await webhooks.settled();
  }
  return webhooks.deliveries
    .filter(({ request_id, attempts }) => request_id === id && attempts.length > 0)
    .sort((a, b) => String(a.attempts[0]?.at).localeCompare(String(b.attempts[0]?.at)))
    .map(({ event_type }) => event_type);
}
