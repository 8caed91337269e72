/**
 * A value as JavaScript writes it: short ones on one line, names without quotes.
 * @param {unknown} value
 * @param {string} [indent]
 * @returns {string}
 */
export function literal(value, indent = "") {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const parts = Object.entries(value).map(
    ([name, part]) =>
      (isList ? "" : `${/^\w+$/.test(name) ? name : JSON.stringify(name)}: `) + literal(part, `${indent}  `),
  );
  const space = isList ? "" : " ";
  const short = `${open}${space}${parts.join(", ")}${space}${close}`;
  if (short.length + indent.length <= 72 && !short.includes("\n")) return short;
  return `${open}\n${parts.map((part) => `${indent}  ${part},`).join("\n")}\n${indent}${close}`;
}

/**
 * The attribute of an option: `sponsorSlug` is `sponsor-slug`.
 * @param {string} name
 */
export const attributeName = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
