/** Something that stands between a client and the vendor, and is measured. */
export type Subject = {
  name: string;
  url: string;
  /** Headers and path of the call that is measured; several, which are taken in turn. */
  calls: Call[];
  /** CPU time so far, user and system, in microseconds. */
  cpu(): Promise<number>;
  stop(): Promise<unknown>;
};

export type Call = { path: string; headers: Record<string, string> };
