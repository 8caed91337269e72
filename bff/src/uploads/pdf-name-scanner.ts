/** Longest name that is looked at, in bytes as written: every letter of ours may be written as `#xx`. */
const longestName = 40;
const slash = 0x2f;
const hash = 0x23;

/** What the names of a PDF mean to us. The keys are names as ISO 32000 has them. */
export const tellingNames = {
  /** Script: actions of type JavaScript, and XFA forms, which are made of script. */
  JavaScript: "script",
  XFA: "script",
  /** Starts a program. */
  Launch: "launch",
  /** Embedded players. */
  RichMedia: "media",
  Rendition: "media",
  /** Nothing in it can be examined. */
  Encrypt: "encrypted",
  /** Objects in compressed form follow. */
  ObjStm: "objects",
} as const;

export type Telling = (typeof tellingNames)[keyof typeof tellingNames];

const begins = new Uint8Array(256);
for (const name of Object.keys(tellingNames)) begins[name.charCodeAt(0)] = 1;
begins[hash] = 1;

/**
 * Finds telling names in bytes of a PDF and gives how many of the bytes are settled: the rest is the beginning of a
 * name that the next bytes will end. Written for speed, because every byte of every document comes through here.
 */
export function findNames(bytes: Buffer, onName: (telling: Telling, end: number) => void): number {
  for (let at = bytes.indexOf(slash); at !== -1; at = bytes.indexOf(slash, at + 1)) {
    const first = bytes[at + 1];
    if (first === undefined) return at;
    if (begins[first] !== 1) continue;
    const end = nameEnd(bytes, at + 1);
    if (end === bytes.length && end - at <= longestName) return at;
    const name = unescaped(bytes.toString("latin1", at + 1, end));
    if (Object.hasOwn(tellingNames, name)) onName(tellingNames[name as keyof typeof tellingNames], end);
  }
  return bytes.length;
}

function nameEnd(bytes: Buffer, start: number): number {
  const most = Math.min(bytes.length, start + longestName);
  let end = start;
  while (end < most && isRegular(bytes[end] as number)) end += 1;
  return end;
}

/** Letters, digits and `#`: what our names can be written with. */
function isRegular(byte: number): boolean {
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
