import type { Client } from "../api/client.ts";
import type { EffectName, Effects, FlowEvent } from "../flow/events.ts";
import type { Hooks } from "../public/options.ts";

/** What effects are carried out with. */
export type Surroundings = {
  client: Client;
  /** The bytes of the files that the person chose, by the id of their line. */
  files: Map<string, File>;
  /** Uploads under way, to be ended one by one. */
  uploads: Map<string, AbortController>;
  /** The host's say in the flow, as it is now. */
  hooks(): Hooks | undefined;
  /** Resolves when all that comes after the first screen is here. */
  later(): Promise<unknown>;
  /** Tells the flow of something that happens while an effect is under way. */
  tell(event: FlowEvent): void;
  signal: AbortSignal;
};

/** How effects are carried out: each is one call of the vendor's loop, by its own path. */
export type Performers = {
  [Name in EffectName]: (
    with_: Surroundings,
    needs: Effects[Name]["needs"],
  ) => Promise<Effects[Name]["gives"]>;
};

/** A variable part of a path. */
export const part = encodeURIComponent;
