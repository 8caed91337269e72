import type { Callbacks, MountOptions } from "./options.ts";

/** What a page sets on an element that it makes itself: the options of `mount`, without those that only `mount` has. */
export type ElementOptions = Omit<MountOptions, "container" | "environment" | "onLoadError">;

/** The options that are no callback. The callbacks are events as well. */
export type ElementProperties = Omit<ElementOptions, keyof Callbacks>;

/** The names of the options that markup can hold. */
export type MarkupOption = {
  [Name in keyof ElementProperties]-?: NonNullable<ElementProperties[Name]> extends string | boolean
    ? Name
    : never;
}[keyof ElementProperties];

/** `bffUrl` → `bff-url`. */
export type AttributeName<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${AttributeName<Rest>}`
  : Name;

/** The attributes of the element. */
export type ElementAttributes = {
  [Name in MarkupOption as AttributeName<Name>]?: ElementProperties[Name];
};
