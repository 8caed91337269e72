import { type Belongings, named } from "./operations.ts";
import { type Attempt, bearer, type Reply, type Site } from "./site.ts";

/** Somebody with a session. */
export type Person = {
  token: string;
  send(attempt: Attempt): Promise<Reply>;
};

/** Somebody with a session made for these wishes. */
export function person(site: Site, token: string): Person {
  return {
    token,
    send: ({ headers, ...attempt }) => site.send({ ...attempt, headers: { ...bearer(token), ...headers } }),
  };
}

export const otpSponsor = "sponsor-otp";
export const nothing: Belongings = {
  sponsor: otpSponsor,
  beneficiary: "bnf_NOBODY",
  request: "req_NOTHING",
  otp: "otp_NOTHING",
};

/** Looks somebody up, makes a request and sends a code, as an honest user does. */
export async function settle({ send }: Person): Promise<Belongings> {
  const found = await answered(send(named("searchBeneficiary").attempt(nothing)));
  const beneficiary = String(found.beneficiary_id);
  const made = await answered(send(named("createRequest").attempt({ ...nothing, beneficiary })));
  const request = String(made.authorization_request_id);
  const sent = await answered(send(named("sendOtp").attempt({ ...nothing, beneficiary, request })));
  return { sponsor: otpSponsor, beneficiary, request, otp: String(sent.otp_id) };
}

async function answered(reply: Promise<Reply>): Promise<Record<string, unknown>> {
  const { status, text, json } = await reply;
  if (status >= 300) throw new Error(`An honest call was answered ${status}: ${text}`);
  return json();
}

/** An answer without what is another each time: what is left must not tell one refusal from another. */
export function bare({ status, headers, text }: Reply): unknown {
  const { date: _date, "x-request-id": _id, ratelimit: _limit, ...others } = headers;
  return { status, headers: others, text: text.replace(/"request_id":"[^"]+"/, '"request_id":"…"') };
}
