/** A size in words: "1.4 MB". */
export function readableBytes(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1e6 ? [Math.max(1, bytes / 1e3), "kilobyte"] : [bytes / 1e6, "megabyte"];
  const maximumFractionDigits = value < 10 && unit === "megabyte" ? 1 : 0;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits,
  }).format(value);
}

/** A media type in words: "PDF", "JPEG". */
export function readableType(mimeType: string): string {
  return (mimeType.split("/")[1] ?? mimeType).toUpperCase();
}
