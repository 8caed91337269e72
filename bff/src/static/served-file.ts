/** A content coding in which files are served. */
export type Coding = "br" | "gzip" | "identity";

/** A file as it is served. */
export type ServedFile = {
  bytes: Buffer;
  type: string;
  coding: Coding;
  etag: string;
  cacheControl: string;
};

/** Finds a file by its path; `accepts` says which codings the client takes. */
export type ServedFiles = (
  path: string,
  accepts: (coding: Coding) => boolean,
) => Promise<ServedFile | undefined>;
