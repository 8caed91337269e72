import type { IncomingHttpHeaders } from "node:http";
import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  type ZlibOptions,
  zstdDecompressSync,
} from "node:zlib";

/** Thrown for a body that is larger than the maximum once it is decompressed. */
export class BodyTooLarge extends Error {}

/** Codings that one body may have. */
const maxCodings = 3;

type Decoder = (bytes: Buffer, options: ZlibOptions) => Buffer;

/** Content codings, RFC 9110, section 8.4.1. No coding is asked for, which permits a proxy to use any. */
const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ["identity", (bytes) => bytes],
  ["gzip", gunzipSync],
  ["x-gzip", gunzipSync],
  ["deflate", inflateAny],
  ["br", (bytes, { maxOutputLength = 0 }) => brotliDecompressSync(bytes, { maxOutputLength })],
  ["zstd", (bytes, { maxOutputLength = 0 }) => zstdDecompressSync(bytes, { maxOutputLength })],
]);

/**
 * The text of a body, read as `fetch` does: decompressed, without a byte order mark, in the charset of its type or in
 * UTF-8. Undefined when it cannot be decompressed. Throws `BodyTooLarge` beyond `maxBytes`.
 */
export function readBody(bytes: Buffer, headers: IncomingHttpHeaders, maxBytes: number): string | undefined {
  const codings = (headers["content-encoding"] ?? "").split(",").map((name) => name.trim().toLowerCase());
  if (codings.length > maxCodings) return undefined;
  let decoded = bytes;
  // The last coding was applied last.
  for (const coding of codings.filter((name) => name !== "").reverse()) {
    const decoder = decoders.get(coding);
    if (decoder === undefined) return undefined;
    try {
      decoded = decoder(decoded, { maxOutputLength: maxBytes });
    } catch (thrown) {
      const isTooLarge =
        thrown instanceof Error && "code" in thrown && thrown.code === "ERR_BUFFER_TOO_LARGE";
      if (isTooLarge) throw new BodyTooLarge();
      return undefined;
    }
  }
  return decoderFor(decoded, headers["content-type"]).decode(decoded);
}

/** Some servers send `deflate` without the header of zlib. */
function inflateAny(bytes: Buffer, options: ZlibOptions): Buffer {
  const hasHeader = ((bytes[0] ?? 0) & 0x0f) === 8 && bytes.length > 1 && bytes.readUInt16BE() % 31 === 0;
  return hasHeader ? inflateSync(bytes, options) : inflateRawSync(bytes, options);
}

const utf8 = new TextDecoder();

/** A decoder for the charset that a byte order mark or the type names. It removes the mark. */
function decoderFor(bytes: Buffer, type: string | undefined): InstanceType<typeof TextDecoder> {
  const mark = bytes.length > 1 ? bytes.readUInt16BE() : 0;
  if (mark === 0xfffe) return new TextDecoder("utf-16le");
  if (mark === 0xfeff) return new TextDecoder("utf-16be");
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(type ?? "")?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset) || bytes.subarray(0, 3).equals(utf8Mark))
    return utf8;
  try {
    return new TextDecoder(charset);
  } catch {
    return utf8;
  }
}

const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf]);
