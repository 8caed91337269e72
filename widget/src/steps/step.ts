import type { CSSResult } from "lit";
import type { Client } from "../api/client.ts";
import type { Problem } from "../api/problem.ts";
import type { Performers } from "../effects/effect-handlers.ts";
import type { FlowEvent } from "../flow/events.ts";
import type { Flow } from "../flow/state.ts";
import type { Rules } from "../flow/transition.ts";
import type { Locale } from "../i18n/load-locale.ts";
import type { Later } from "../later/later.ts";
import type { Hooks } from "../public/options.ts";

/** What a step sees of the widget that shows it. */
export interface StepHost {
  readonly flow: Flow;
  readonly text: Locale;
  /** The host's say in the flow. */
  readonly hooks: Hooks | undefined;
  readonly client: Client;
  /** What comes after the first screen, once it is here. */
  readonly later: Later | undefined;
  /** The widget's own root: everything a step shows is in it, so that labels and lists find each other. */
  readonly root: ShadowRoot;
  /** Why something that has to be loaded is not here. */
  readonly trouble: Problem | undefined;
  /** The bytes of the chosen files, by the id of their line. */
  readonly files: Map<string, File>;
  dispatch(event: FlowEvent): void;
  requestUpdate(): void;
  /** Resolves when what was asked for by `requestUpdate` can be seen. */
  readonly updateComplete: Promise<boolean>;
  /** Says something to those who cannot see it appear. */
  announce(message: string): void;
  /** Does what needs a file that may not come. Where it does not, the person is told, and can have it done again. */
  attempt(work: () => Promise<unknown>): Promise<void>;
  /** Loads again whatever could not be loaded. */
  retry(): void;
  /** Begins again with an empty flow. */
  restart(): void;
  /** Tells the page that the person is done. */
  close(): void;
}

/** A button at the foot of a step. `busy` says in words what is being waited for. */
export type StepAction = { label: string; press(): void; busy?: string | undefined };

/** One screen. It holds only what is not worth keeping; the rest is in the flow. */
export interface StepView {
  title(): string;
  content(): unknown;
  /** The way forward: at most one, and Enter presses it. */
  primary(): StepAction | undefined;
  /** The quiet way; where a step names none, it is one step back. */
  secondary?(): StepAction | undefined;
  /** What lies over the step: a dialog. */
  overlay?(): unknown;
  disconnect?(): void;
}

/** A step's module, loaded when it is first needed. Rules and calls that only this step needs come with it. */
export type StepModule = {
  styles?: CSSResult;
  rules?: Rules;
  performers?: Partial<Performers>;
  open(host: StepHost): StepView;
};
