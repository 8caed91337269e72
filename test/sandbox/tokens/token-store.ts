import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, type JWK, SignJWT } from "jose";
import type { Clock } from "../time/clock.ts";
import type { Client } from "./client.ts";

/** A token that was given out. Instants in milliseconds since 1970. */
export type IssuedToken = {
  value: string;
  clientId: string;
  providerSlug: string;
  authorities: string[];
  issuedAt: number;
  expiresAt: number;
  revoked: boolean;
};

/** Signs tokens, knows every one it gave out, and whether it still holds. */
export class TokenStore {
  readonly #clock: Clock;
  readonly #key: Awaited<ReturnType<typeof makeKey>>;
  readonly #issued = new Map<string, IssuedToken>();

  private constructor(clock: Clock, key: Awaited<ReturnType<typeof makeKey>>) {
    this.#clock = clock;
    this.#key = key;
  }

  static async make(clock: Clock): Promise<TokenStore> {
    return new TokenStore(clock, await makeKey());
  }

  /** The key that the signatures are checked with. */
  get publicKey(): JWK {
    return this.#key.publicJwk;
  }

  async issue(client: Client): Promise<IssuedToken> {
    const issuedAt = this.#clock.now();
    const token = {
      value: client.kind === "jwt" ? await this.#sign(client, issuedAt) : randomUUID(),
      clientId: client.id,
      providerSlug: client.providerSlug,
      authorities: client.authorities,
      issuedAt,
      expiresAt: issuedAt + client.lifetime * 1000,
      revoked: false,
    };
    this.#issued.set(token.value, token);
    return token;
  }

  /** The token behind a bearer value, if it was given out here, has not expired and was not revoked. */
  find(value: string): IssuedToken | undefined {
    const token = this.#issued.get(value);
    return token && !token.revoked && token.expiresAt > this.#clock.now() ? token : undefined;
  }

  /** Every token that was ever given out. */
  all(): IssuedToken[] {
    return [...this.#issued.values()];
  }

  /** Revokes what was given out up to now, or only the newest. Returns how many that hit. */
  revoke(which: "all" | "current"): number {
    const live = [...this.#issued.values()].filter(({ value }) => this.find(value) !== undefined);
    const hit = which === "all" ? live : live.slice(-1);
    for (const token of hit) token.revoked = true;
    return hit.length;
  }

  clear(): void {
    this.#issued.clear();
  }

  #sign(client: Client, issuedAt: number): Promise<string> {
    const seconds = Math.floor(issuedAt / 1000);
    return new SignJWT({ provider_slug: client.providerSlug, scope: client.scope })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: this.#key.publicJwk.kid ?? "" })
      .setSubject(client.id)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + client.lifetime)
      .setJti(randomUUID())
      .sign(this.#key.privateKey);
  }
}

async function makeKey() {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  return { privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: "RS256" } };
}
