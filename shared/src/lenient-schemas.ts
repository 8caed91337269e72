import { z } from "zod";

/**
 * Reading rules for every message of the vendor: ids are opaque and become strings; unknown keys are ignored, never
 * an error; unknown enum values pass unchanged; a missing optional block has its default; a bare list may come
 * instead of a page; a number, a boolean or a text that only informs is read from whatever stands for it, and counts as
 * missing otherwise, so that no decision is lost for it. What a schema transforms is piped into the schema of what it
 * gives, so that the OpenAPI description has both.
 */

/** An opaque id: a JSON string or a JSON number upstream, always a string here. */
export const opaqueId = z
  .union([z.string().min(1), z.number()])
  .transform(String)
  .pipe(z.string());

/** What may be missing. Its key stands in the type all the same, so that no reader overlooks it. */
type Maybe<Value> = z.ZodType<Value | undefined>;

/** Text that was read already, and may be missing. */
export const maybeText: z.ZodType<string | undefined, string | undefined> = z.string().optional();

/** Text that the vendor may leave out, or send as `null`, a number or a boolean. What is no text is left out. */
export const optionalText: Maybe<string> = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .catch(undefined)
  .transform((value) => (value === null || value === undefined ? undefined : String(value)))
  .pipe(z.string().optional());

/** A number that the vendor may leave out, or send as text. What is no number is left out. */
export const optionalNumber: Maybe<number> = z
  .unknown()
  .optional()
  .transform(readNumber)
  .pipe(z.number().optional());

/** A boolean that the vendor may leave out, or send as text or as 0 and 1. What is neither is left out. */
export const optionalBoolean: Maybe<boolean> = z
  .unknown()
  .optional()
  .transform(readBoolean)
  .pipe(z.boolean().optional());

export function readNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function readBoolean(value: unknown): boolean | undefined {
  const text = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (text === true || text === 1 || text === "true" || text === "1") return true;
  if (text === false || text === 0 || text === "false" || text === "0") return false;
  return undefined;
}

/** A documented set of values that may grow: the known ones complete in an editor, others pass unchanged. */
export type OpenEnum<Known extends string> = Known | (string & {});

/** Reads any non-empty text as one of an open set of values. */
export const openEnum = <Known extends string>(...known: Known[]) =>
  z.string().min(1).meta({ examples: known }) as unknown as z.ZodType<OpenEnum<Known>, string>;

/** What the vendor may leave out or send as `null`. */
export const optionally = <Schema extends z.ZodType>(schema: Schema): Maybe<z.output<Schema>> =>
  z.preprocess((value) => value ?? undefined, schema.optional());

/** A list that may come as `null`, as one object alone, or in a page's `content`. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.preprocess(itemsOf, z.array(item));

/** The items of such a list, unread. */
export function itemsOf(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  if (isRecord(value) && Array.isArray(value.content)) return value.content;
  return [value];
}

/** Texts as an array or, as the vendor documents them, as one comma-separated string; undefined without any. */
export const optionalTexts: Maybe<string[]> = z.preprocess(
  (value) => (typeof value === "string" ? splitAtCommas(value) : value),
  z
    .array(z.string())
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined)
    .pipe(z.array(z.string()).optional()),
);

/** Position of a page in its result. `number` starts at 0, `size` is 15 by default (general API). */
export const pageInfo = z.object({
  number: z.number(),
  size: z.number(),
  total_elements: z.number(),
  total_pages: z.number(),
});
export type PageInfo = z.infer<typeof pageInfo>;

/** A page of a catalogue: `{ content, page }`; a bare array is read as the only page. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => {
      const content = Array.isArray(value) ? value : isRecord(value) ? (value.content ?? []) : value;
      const size = Array.isArray(content) ? content.length : 0;
      const page = { number: 0, size, total_elements: size, total_pages: size === 0 ? 0 : 1 };
      const given = isRecord(value) && isRecord(value.page) ? value.page : {};
      for (const name of Object.keys(page) as (keyof PageInfo)[])
        page[name] = readNumber(given[name]) ?? page[name];
      return { content, page };
    },
    z.object({ content: z.array(item), page: pageInfo }),
  );

export type Page<Item> = { content: Item[]; page: PageInfo };

const splitAtCommas = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** Whether a JSON value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
