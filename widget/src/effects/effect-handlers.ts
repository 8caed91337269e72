import type { Client } from "../api/client.ts";
import type { EffectName, Effects, FlowEvent } from "../flow/events.ts";
import type { Hooks } from "../public/options.ts";

/** What effect handlers work with. */
export type EffectContext = {
  client: Client;
  /** The chosen files, by the id of their entry. */
  files: Map<string, File>;
  /** Aborts an upload in progress, by the id of its file. */
  uploads: Map<string, AbortController>;
  /** The host page's hooks, as they are now. */
  hooks(): Hooks | undefined;
  /** The host page's case number, as it is now. */
  reference(): string | undefined;
  /** Resolves when the modules that load after the first screen are loaded. */
  loadDeferred(): Promise<unknown>;
  /** Dispatches an event while the effect is in progress. */
  dispatch(event: FlowEvent): void;
  signal: AbortSignal;
};

/** One handler for each effect: it runs the effect and resolves with its output. */
export type EffectHandlers = {
  [Name in EffectName]: (
    context: EffectContext,
    input: Effects[Name]["input"],
  ) => Promise<Effects[Name]["output"]>;
};

/** Encodes a variable part of a path. */
export const pathSegment = encodeURIComponent;
