import { z } from "zod";

/** Names of this machine in a URL. */
export const loopback: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Text that is not empty. */
export const text = z.string().trim().min(1, "is empty");

/** Values separated by commas; none is allowed. */
export const list = z.string().transform((value) =>
  value
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

/** A whole number from `min` to `max`. */
export const integer = (min: number, max: number) =>
  z.coerce.number("is not a number").int("is not a whole number").min(min).max(max);

export const httpUrl = z.url({ protocol: /^https?$/, error: "is not an http or https address" });

/** An address of the vendor: https, or http on the loopback interface. */
export const vendorUrl = httpUrl
  .refine((value) => {
    const url = URL.parse(value);
    return url === null || (url.href === `${url.origin}/` && !/[?#]$/.test(value));
  }, "must be an origin: scheme, host and port, without user, path and query")
  .refine(
    (value) => value.startsWith("https:") || loopback.has(URL.parse(value)?.hostname ?? ""),
    "must be https: credentials and patients' data travel over it (http is accepted for the loopback interface only)",
  );

/** Words of example files and instructions, with everything but letters and digits as one `-`. */
const placeholder = /replace-(with|me|this)|change-(me|this)|changeme|the-output-of|placeholder/;

/** Values that somebody made. The text of an example is public: whoever knows it could sign with it. */
export const madeSecret = z.array(
  z
    .string()
    .refine(
      (value) => !placeholder.test(value.toLowerCase().replace(/[^a-z0-9]+/g, "-")),
      "is the placeholder of an example, which everybody knows",
    ),
);

/** A secret of one value. */
export const singleSecret = text.transform((value) => [value]);

/** A secret of several values during a rotation, separated by commas. */
export const rotatingSecret = list.pipe(z.array(z.string()).min(1, "is empty"));
