/** Media types by file extension, for files whose type the system does not know. */
const typesByExtension: Record<string, string> = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  heic: "image/heic",
  heif: "image/heif",
  webp: "image/webp",
};

/** Types that a system gives to what it does not know, or that no registry has. */
const saysNothing = /octet-stream|unknown|download|binary|^(?!(?:application|audio|image|text|video)\/)/;

/** A media type in lower case, without parameters, under its registered name: `image/JPG` is `image/jpeg`. */
export function normalizeMediaType(type: string): string {
  const [name = ""] = type.toLowerCase().split(";");
  if (/pdf|acrobat/.test(name)) return "application/pdf";
  return name
    .trim()
    .replace(/\/(?:jpg|pjpeg)$/, "/jpeg")
    .replace("/x-png", "/png");
}

/**
 * The media type of a file: what the system says, else that of the name's extension, else empty. The server examines
 * the content.
 */
export function mediaTypeOf({ name, type }: { name: string; type: string }): string {
  const normalized = normalizeMediaType(type);
  if (!saysNothing.test(normalized)) return normalized;
  return typesByExtension[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "";
}

/** Whether a media type is among those accepted, of which one may be `image/*`. */
export function acceptsType(accepted: string[], type: string): boolean {
  return accepted.map(normalizeMediaType).some((one) => {
    return one === type || one === "*/*" || (one.endsWith("/*") && type.startsWith(one.slice(0, -1)));
  });
}

/** The `accept` of a file input: a system that does not know a type knows the extension. */
export function acceptAttribute(accepted: string[]): string {
  const types = accepted.map(normalizeMediaType);
  const extensions = Object.keys(typesByExtension).filter((extension) =>
    types.includes(typesByExtension[extension] ?? ""),
  );
  return [...types, ...extensions.map((extension) => `.${extension}`)].join();
}
