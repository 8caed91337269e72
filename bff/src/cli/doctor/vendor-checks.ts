import { randomUUID } from "node:crypto";
import { problems } from "@osigu-preauth/shared";
import { silentLogger } from "../../logging/logger.ts";
import { createMetrics } from "../../metrics/metrics.ts";
import { HttpArcClient } from "../../osigu/arc-client.ts";
import { arcTokenAdvice } from "../../osigu/token/token-advice.ts";
import { TokenCache } from "../../osigu/token/token-cache.ts";
import { requestToken, type TokenOutcome } from "../../osigu/token/token-request.ts";
import { Transport } from "../../osigu/transport.ts";
import { problemOf } from "../../problem/problem-error.ts";
import type { Settings } from "../../process/settings.ts";
import type { Secret } from "../../settings/secret.ts";
import { type Finding, fail, ok, skip, warn } from "./finding.ts";

/** Seconds by which clocks may differ: webhook signatures are valid for 300. */
const clockTolerance = 30;
const timeout = 8_000;

/** The vendor: one token, the sponsors, the rules of one of them, and its clock. */
export async function checkVendor(settings: Settings): Promise<Finding[]> {
  const transport = new Transport(settings.vendorUrl, { connections: 2, maxExchanges: 4 });
  const { clientId, clientSecret } = settings.secrets;
  let outcome: TokenOutcome | undefined;
  const tokens = new TokenCache({
    advice: arcTokenAdvice(settings.environment, settings.tokenGrant),
    async request() {
      // One call: the vendor permits ten a minute, of all that use the credentials.
      outcome ??= await requestToken(
        transport,
        settings.tokenGrant,
        clientId.current()[0] as Secret,
        clientSecret.current()[0] as Secret,
      );
      return outcome;
    },
    log: silentLogger,
    metrics: createMetrics(),
  });
  const arc = new HttpArcClient({ transport, tokens, metrics: createMetrics(), log: silentLogger });
  try {
    await tokens.get(timeout).catch(() => undefined);
    const token = tokenFinding(outcome, tokens.advice, settings);
    const clock = await checkClock(settings.vendorUrl);
    return [token, clock, ...(token.result === "ok" ? await checkSponsors(arc) : [])];
  } finally {
    tokens.close();
    await transport.close();
  }
}

function tokenFinding(
  outcome: TokenOutcome | undefined,
  advice: string | undefined,
  settings: Settings,
): Finding {
  const check = "vendor token";
  const place = `${settings.vendorUrl}, grant in the ${settings.tokenGrant}`;
  if (outcome?.kind === "token") {
    const provider = outcome.providerSlug === undefined ? "" : `, provider ${outcome.providerSlug}`;
    const scope = outcome.scope === undefined ? "" : `, scope ${outcome.scope}`;
    return ok(check, `${place}: ${outcome.expiresIn} s${provider}${scope}`);
  }
  if (outcome?.kind === "refused") {
    return fail(check, `${place}: refused with ${outcome.status}`, advice ?? "check the credentials");
  }
  if (outcome?.limited) return fail(check, `${place}: too many calls`, "wait a minute");
  const cause = outcome?.cause ?? "timeout";
  return fail(check, `${place}: no token, ${cause}`, "bff/docs/operations.md, Causes");
}

/** Compares the clocks by the `Date` of any response. */
async function checkClock(vendorUrl: string): Promise<Finding> {
  const check = "clock";
  try {
    const response = await fetch(vendorUrl, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(timeout),
    });
    const date = Date.parse(response.headers.get("date") ?? "");
    if (Number.isNaN(date)) return skip(check, "the vendor sends no Date");
    const seconds = Math.round((Date.now() - date) / 1000);
    if (Math.abs(seconds) <= clockTolerance) return ok(check, `${Math.abs(seconds)} s from the vendor's`);
    const action = "synchronize the clock (NTP): session tokens differ by 60 s at most, webhooks by 300 s";
    return fail(check, `${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} the vendor's`, action);
  } catch {
    return skip(check, "the vendor could not be reached");
  }
}

async function checkSponsors(arc: HttpArcClient): Promise<Finding[]> {
  const context = { requestId: randomUUID() };
  try {
    const sponsors = await arc.call("listSponsors", {}, context);
    const [first] = sponsors;
    if (first === undefined) {
      const action = "ask the vendor to affiliate the provider with its sponsors: support@osigu.com";
      return [warn("sponsors", "the provider is affiliated with no sponsor", action)];
    }
    const listed = ok("sponsors", `${sponsors.length}, ${first.sponsor_slug} among them`);
    return [listed, await checkForm(arc, first.sponsor_slug)];
  } catch (thrown) {
    return [refused("sponsors", thrown)];
  }
}

async function checkForm(arc: HttpArcClient, sponsor: string): Promise<Finding> {
  const check = "search form";
  try {
    const params = { sponsor_slug: sponsor };
    await arc.call("getSearchForms", { params }, { requestId: randomUUID() });
    return ok(check, `${sponsor} has one`);
  } catch (thrown) {
    return refused(check, thrown);
  }
}

function refused(check: string, thrown: unknown): Finding {
  const { code } = problemOf(thrown);
  const action =
    code === "upstream_refused" || code === "sponsor_not_affiliated"
      ? "the token lacks the scope, or the provider is not affiliated: support@osigu.com"
      : "bff/docs/operations.md, Causes";
  return fail(check, `${problems[code].title} (${code})`, action);
}
