import type { FirstScreenMessages } from "./en/first-screen.ts";
import type { Messages } from "./en/messages.ts";
import type { RequestListMessages } from "./en/request-list.ts";

/** Any part of some messages. A function keeps its parameters. */
export type PartialMessages<Messages> = {
  [Name in keyof Messages]?: Messages[Name] extends (...values: never[]) => string
    ? Messages[Name]
    : Messages[Name] extends object
      ? PartialMessages<Messages[Name]>
      : Messages[Name];
};

/** The sentences that a host page words itself, by the tag of their language. `list`: those of the list alone. */
export type MessageOverrides = {
  [Tag in "en" | "es" | "pt-BR"]?: PartialMessages<
    FirstScreenMessages & Messages & { list: RequestListMessages }
  >;
};
