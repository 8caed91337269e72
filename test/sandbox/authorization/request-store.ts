import { randomBytes, randomInt } from "node:crypto";
import type { ProductType, SponsorData } from "../sponsor/sponsor-data.ts";
import type { Clock } from "../time/clock.ts";

/** A file that arrived whole: what it is known by, never its bytes. */
export type StoredFile = {
  file_type: string;
  /** The name it was sent under. */
  name: string | undefined;
  /** The media type it was sent under. */
  mime_type: string;
  /** What its first bytes say it is. */
  detected_type: string | undefined;
  size: number;
  /** Hex. */
  sha256: string;
  received_at: string;
};

export type Authorization = {
  authorization_id: string;
  authorization_code: string | undefined;
  product_type: string;
  status: string;
  rejection_reason: string | undefined;
  expires_at: string | undefined;
  products: { product_code: string; quantity: number }[];
};

export type RequestedProduct = {
  product_code: string;
  product_type: ProductType;
  quantity: number;
  posology: string | undefined;
};

export type AuthorizationRequest = {
  id: string;
  providerSlug: string;
  sponsorSlug: string;
  beneficiaryId: string;
  diagnosisCodes: string[];
  products: RequestedProduct[];
  /** Everything else of the create's body. */
  fields: Record<string, unknown>;
  status: string;
  createdAt: string;
  completedAt: string | undefined;
  files: StoredFile[];
  authorizations: Authorization[];
};

export type MadeRequest = Pick<
  AuthorizationRequest,
  "providerSlug" | "beneficiaryId" | "diagnosisCodes" | "products" | "fields"
> & { sponsor: Pick<SponsorData, "slug" | "numeric_ids"> };

/** Every authorization request that was made, by id. */
export class RequestStore {
  readonly #clock: Clock;
  readonly #requests = new Map<string, AuthorizationRequest>();
  #codes = 1234;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add({ sponsor, ...made }: MadeRequest): AuthorizationRequest {
    const request: AuthorizationRequest = {
      ...made,
      sponsorSlug: sponsor.slug,
      id: newSponsorId("areq", sponsor),
      status: "PENDING_INDICATION",
      createdAt: this.#clock.iso(),
      completedAt: undefined,
      files: [],
      authorizations: [],
    };
    this.#requests.set(request.id, request);
    return request;
  }

  /** A request of this provider; another provider's does not exist. */
  find(id: string, providerSlug: string): AuthorizationRequest | undefined {
    const request = this.#requests.get(id);
    return request?.providerSlug === providerSlug ? request : undefined;
  }

  get(id: string): AuthorizationRequest | undefined {
    return this.#requests.get(id);
  }

  all(): AuthorizationRequest[] {
    return [...this.#requests.values()];
  }

  /** The next authorization code, in the form `AUTH-2026-001234`. */
  nextCode(): string {
    const year = new Date(this.#clock.now()).getUTCFullYear();
    return `AUTH-${year}-${String(this.#codes++).padStart(6, "0")}`;
  }

  clear(): void {
    this.#requests.clear();
    this.#codes = 1234;
  }
}

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** An id in the sponsor's own kind: opaque text, or the digits of a number. */
export function newSponsorId(prefix: string, { numeric_ids }: Pick<SponsorData, "numeric_ids">): string {
  if (!numeric_ids) return newId(prefix);
  const digits = BigInt(randomInt(1e9, 1e12));
  // Past 2^53, odd: the nearest number that JavaScript holds is another one.
  return String(numeric_ids === "int64" ? 2n ** 53n + 2n * digits + 1n : digits);
}

/** An opaque id: a prefix and 26 characters of Crockford's alphabet. */
export function newId(prefix: string): string {
  return `${prefix}_${[...randomBytes(26)].map((byte) => alphabet[byte % 32]).join("")}`;
}
