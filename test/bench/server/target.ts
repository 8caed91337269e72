/** A server between a client and the vendor, with the calls that measure it. */
export type Target = {
  name: string;
  url: string;
  /** Headers and paths of the measured calls; several are used in turn. */
  calls: Call[];
  /** CPU time so far, user and system, in microseconds. */
  cpu(): Promise<number>;
};

export type Call = { path: string; headers: Record<string, string> };
