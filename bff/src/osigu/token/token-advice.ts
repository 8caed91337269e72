import type { Environment } from "../environments.ts";
import type { TokenGrant, TokenRefusal } from "./token-request.ts";

/** What an operator changes after each refusal of the token endpoint. Names settings, never their values. */
export type TokenAdvice = Readonly<Record<TokenRefusal, string>>;

type Account = {
  /** The settings that hold the credentials. */
  variables: string;
  environment: Environment;
  grant: TokenGrant;
  /** The setting of the grant's place; undefined where the vendor documents one place only. */
  grantVariable: string | undefined;
};

/** The advice for one pair of credentials. */
export function tokenAdvice({ variables, environment, grant, grantVariable }: Account): TokenAdvice {
  const other = grant === "body" ? "query" : "body";
  return {
    credentials:
      `Check ${variables}. They are valid for one environment only, ` +
      `and OSIGU_ENVIRONMENT is ${environment}.`,
    grant:
      `The token endpoint did not accept the grant in the ${grant}: it is expected elsewhere. ` +
      (grantVariable === undefined
        ? `Ask the vendor whether ${variables} are credentials of this product.`
        : `Set ${grantVariable}=${other}.`),
  };
}

/** The advice for the credentials of ARC, or of the general API. */
export const arcTokenAdvice = (environment: Environment, grant: TokenGrant) =>
  tokenAdvice({
    variables: "OSIGU_CLIENT_ID and OSIGU_CLIENT_SECRET",
    environment,
    grant,
    grantVariable: "OSIGU_TOKEN_GRANT",
  });

/** The advice for the credentials of document validation. DVS, "Obtaining Access Tokens": the grant in the query. */
export const dvsTokenAdvice = (environment: Environment) =>
  tokenAdvice({
    variables: "DVS_CLIENT_ID and DVS_CLIENT_SECRET",
    environment,
    grant: "query",
    grantVariable: undefined,
  });
