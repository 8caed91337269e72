import { concurrency, policies } from "../../bff/src/rate-limits/policies.ts";

/**
 * Settings under which no limit is ever met, though all are counted: for tests and measurements that ask more of one
 * user, host or address than a clinic would.
 */
export const withoutLimits = {
  RATE_LIMITS: [
    ...Object.keys(policies).map((name) => `${name}=100000000/60`),
    ...Object.keys(concurrency).map((name) => `${name}=100000`),
  ].join(","),
};
