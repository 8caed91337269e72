import type { Callbacks, MountOptions } from "./options.ts";

/** What a page sets on an element that it makes itself: the options of `mount`, without those that only `mount` has. */
export type ElementOptions = Omit<MountOptions, "container" | "environment" | "onLoadError">;

/** The options that are no callback. The callbacks are events as well. */
export type ElementProperties = Omit<ElementOptions, keyof Callbacks>;

/** What an attribute can say. */
type MarkupValue = string | boolean | undefined;

/** The names of the options that markup can hold, whatever else a property takes. */
export type MarkupOption = {
  [Name in keyof ElementProperties]-?: [Extract<NonNullable<ElementProperties[Name]>, MarkupValue>] extends [
    never,
  ]
    ? never
    : Name;
}[keyof ElementProperties];

/** `bffUrl` → `bff-url`. */
export type AttributeName<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${AttributeName<Rest>}`
  : Name;

/** The attributes of the element. */
export type ElementAttributes = {
  [Name in MarkupOption as AttributeName<Name>]?: Extract<ElementProperties[Name], MarkupValue>;
};
