import type { CSSResult, TemplateResult } from "lit";
import type { Client } from "../api/client.ts";
import type { EffectHandlers } from "../effects/effect-handlers.ts";
import type { FlowEvent } from "../flow/events.ts";
import type { FlowState } from "../flow/state.ts";
import type { Reducers } from "../flow/transition.ts";
import type { Locale } from "../i18n/locale.ts";
import type { Problem } from "../problem/problem.ts";
import type { Hooks, Support } from "../public/options.ts";

/** Where the keyboard focus can go: the title of the step, the first invalid field, the beneficiary found, a field by name, the button that copies. */
export type FocusTarget = "title" | "invalid" | "found" | "code" | "diagnoses" | "product" | "copy";

/** The element, as a step sees it. */
export interface StepHost {
  readonly flow: FlowState;
  readonly text: Locale;
  /** The host page's hooks. */
  readonly hooks: Hooks | undefined;
  readonly support: Support | undefined;
  /** The clinic's name, on paper. */
  readonly clinicName: string | undefined;
  readonly client: Client;
  /** The shadow root of the element. Every step renders into it, so that labels and lists can refer to each other. */
  readonly root: ShadowRoot;
  /** The chosen files, by the id of their entry in the flow. */
  readonly files: Map<string, File>;
  /** Whether everything that loads after the first screen is loaded: messages, styles, reducers, effect handlers. */
  readonly deferredLoaded: boolean;
  /** The problem of a load that failed. The layout shows it, with a button that calls `retryLoads`. */
  readonly loadProblem: Problem | undefined;
  dispatch(event: FlowEvent): void;
  /** Adds reducers and effect handlers that only some requests need. */
  register(reducers: Reducers, handlers?: Partial<EffectHandlers>): void;
  requestUpdate(): void;
  /** Resolves when the update that `requestUpdate` scheduled is rendered. */
  readonly updateComplete: Promise<boolean>;
  /** Tells users of screen readers. */
  announce(message: string): void;
  /** Moves the keyboard focus after the next update. */
  focusNext(target: FocusTarget): void;
  /** Runs work that loads a module. When that fails, the user sees why and can run it again. */
  runLoad(work: () => Promise<unknown>): Promise<void>;
  /** Runs every failed load again. */
  retryLoads(): void;
  /** Starts again with an empty flow. */
  restart(): void;
  /** Whether the host page handles `preauth-close`. Undefined where that cannot be known. */
  readonly handlesClose: boolean | undefined;
}

/** A button at the foot of a step. `busy`: what the user waits for, in words. */
export type StepAction = { label: string; press(): void; busy?: string | undefined };

/** The step in a panel. `about`: what follows the title in its sentence. */
export type Panel = {
  tone: "success" | "warning" | "danger";
  mark: TemplateResult;
  about?: string | undefined;
};

/** One screen of the flow. Its state of its own is what need not survive it; everything else is in the flow. */
export interface StepView {
  title(): string;
  content(): unknown;
  /** The button that leads on. Enter presses it. */
  primary(): StepAction | undefined;
  /** The other buttons. Steps without any get a button to the previous step. */
  secondary?(): StepAction | StepAction[] | undefined;
  /** The panel that the title and the content stand in. */
  panel?(): Panel | undefined;
  /** A dialog over the step. */
  overlay?(): unknown;
  disconnect?(): void;
}

/** The module of a step. `element/step-registry.ts` loads it when the step is first needed. */
export type StepModule = {
  /** Styles that only this step needs. */
  styles?: CSSResult;
  open(host: StepHost): StepView;
};
