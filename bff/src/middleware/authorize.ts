import type { StateMiddleware } from "../http/koa.ts";
import { reaches } from "../ownership/grant-to-session.ts";
import { NotOwnedError } from "../ownership/not-owned-error.ts";
import type { Owned, Ownership } from "../ownership/ownership.ts";
import { ProblemError } from "../problem/problem-error.ts";
import type { AuthenticateState } from "./authenticate.ts";
import type { Input, ValidateState } from "./validate.ts";

/** What a session must be allowed for a call. All rules that are given must hold. */
export type Permission<Params = unknown, Query = unknown, Body = unknown> = {
  /** The sponsor that the call names; undefined when it names only an object, whose sponsor holds. */
  sponsor?: (input: Input<Params, Query, Body>) => string | undefined;
  /** The product types that the call is about; undefined is every type. */
  productTypes?: (input: Input<Params, Query, Body>) => readonly (string | undefined)[];
  /** The call reads about people whom the client names: not for a session that is restricted to one person. */
  anyBeneficiary?: true;
  /** What the session's owner, or its group, must own. */
  owns?: (input: Input<Params, Query, Body>) => { kind: Owned; id: string };
};

/** The sponsor of an owned object, where that is known. */
export type SponsorOf = (kind: Owned, id: string) => Promise<string | undefined>;

/** Throws `not_permitted`, or `not_found` for what another owner has: the same as for what does not exist. */
export function authorize(
  { sponsor, productTypes, anyBeneficiary, owns }: Permission,
  ownership: Ownership,
  sponsorOf: SponsorOf,
): StateMiddleware<AuthenticateState & ValidateState> {
  return async function authorize(ctx, next) {
    const { session, host, input } = ctx.state;
    if (anyBeneficiary && session.beneficiaryId !== undefined) throw new ProblemError("not_permitted");
    // Both lists: a sponsor that was taken from the host is refused at once, not when its tokens have expired.
    const permitSponsor = (slug: string) => {
      permit(slug, session.sponsors);
      permit(slug, host.sponsors);
    };
    const named = sponsor?.(input);
    if (named !== undefined) permitSponsor(named);
    for (const type of productTypes?.(input) ?? []) permit(type, session.productTypes);
    if (owns !== undefined) {
      const { kind, id } = owns(input);
      if (!(await reaches(ownership, session, kind, id))) throw new NotOwnedError();
      if (session.sponsors !== undefined || host.sponsors !== undefined) {
        const slug = await sponsorOf(kind, id);
        if (slug !== undefined) permitSponsor(slug);
      }
    }
    return next();
  };
}

function permit(value: string | undefined, allowed: readonly string[] | undefined): void {
  if (allowed === undefined || (value !== undefined && allowed.includes(value))) return;
  throw new ProblemError("not_permitted");
}
