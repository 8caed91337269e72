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
/** The owner of what others try to reach, and their group. */
export const victim = "ana";
export const group = "norte";

/** Everybody outside the group, and the session that each of them has. */
export const strangers: Record<string, (site: Site) => Promise<string>> = {
  "another user of the same host": (site) => site.token({ subject: "bruno" }),
  "a user whose name begins with the owner's": (site) => site.token({ subject: "ana:2" }),
  "the host's own server, for no user": (site) => site.token(),
  "a user of another host": (site) => site.token({ subject: "carla" }, site.other),
  "a user of another host with the owner's name": (site) => site.token({ subject: victim }, site.other),
  "the other host's own server": (site) => site.token({}, site.other),
  "the owner, in a session for one product type": (site) =>
    site.token({ subject: victim, product_type: "MEDICATION" }),
  "the owner, in a session for this sponsor only": (site) =>
    site.token({ subject: victim, sponsor_slug: otpSponsor }),
  "a user of another group of the host": (site) => site.token({ subject: "bruno", group: "sur" }),
  "a user of a group whose name begins with the owner's": (site) =>
    site.token({ subject: "bruno", group: "norte:ana" }),
  "a user of another host's group of the same name": (site) =>
    site.token({ subject: "carla", group }, site.other),
  "the other host's own server, in a group of the same name": (site) => site.token({ group }, site.other),
  "a user whose name is the group's": (site) => site.token({ subject: group }),
  "a user whose name is written like the group's": (site) => site.token({ subject: `#${group}` }),
  "a group whose name is the owner's": (site) => site.token({ subject: "bruno", group: victim }),
  "a colleague, in a session for one product type": (site) =>
    site.token({ subject: "bruno", group, product_type: "MEDICATION" }),
  "a colleague, in a session for this sponsor only": (site) =>
    site.token({ subject: "bruno", group, sponsor_slug: otpSponsor }),
};

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
