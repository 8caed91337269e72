/** Longest name that is read, in bytes as written: each of its letters may be written as `#xx`. */
const maxNameLength = 40;
const slash = 0x2f;
const hash = 0x23;

/** PDF names (ISO 32000) that matter here, and what each stands for. */
const meanings = {
  /** Script: actions of type JavaScript, and XFA forms, which consist of script. */
  JavaScript: "script",
  XFA: "script",
  /** Starts a program. */
  Launch: "launch",
  /** Embedded players. */
  RichMedia: "media",
  Rendition: "media",
  /** Nothing in the document can be examined. */
  Encrypt: "encrypted",
  /** Compressed objects follow. */
  ObjStm: "objects",
} as const;

export type NameMeaning = (typeof meanings)[keyof typeof meanings];

const isFirstByte = new Uint8Array(256);
for (const name of Object.keys(meanings)) isFirstByte[name.charCodeAt(0)] = 1;
isFirstByte[hash] = 1;

/**
 * Finds those names in bytes of a PDF. Gives how many of the bytes are done: the rest is the start of a name that the
 * next bytes complete. Written for speed, because every byte of every document passes here.
 */
export function scanNames(bytes: Buffer, onName: (meaning: NameMeaning, end: number) => void): number {
  for (let at = bytes.indexOf(slash); at !== -1; at = bytes.indexOf(slash, at + 1)) {
    const first = bytes[at + 1];
    if (first === undefined) return at;
    if (isFirstByte[first] !== 1) continue;
    const end = nameEnd(bytes, at + 1);
    if (end === bytes.length && end - at <= maxNameLength) return at;
    const name = unescaped(bytes.toString("latin1", at + 1, end));
    if (Object.hasOwn(meanings, name)) onName(meanings[name as keyof typeof meanings], end);
  }
  return bytes.length;
}

function nameEnd(bytes: Buffer, start: number): number {
  const limit = Math.min(bytes.length, start + maxNameLength);
  let end = start;
  while (end < limit && isNameByte(bytes[end] as number)) end += 1;
  return end;
}

/** Letters, digits and `#`: what these names can be written with. */
function isNameByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === hash
  );
}

/** `J#61vaScript` is `JavaScript`. */
function unescaped(name: string): string {
  if (!name.includes("#")) return name;
  return name.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
