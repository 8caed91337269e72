/** The result of one check. */
export type Finding = {
  /** What was looked at, in a few words. */
  check: string;
  /** `warn`: it works, and should be different. `skip`: could not be looked at. */
  result: "ok" | "warn" | "fail" | "skip";
  /** What was found. Never a secret. */
  found: string;
  /** What to do about it. */
  action?: string;
};

export const ok = (check: string, found: string): Finding => ({ check, result: "ok", found });
export const skip = (check: string, found: string): Finding => ({ check, result: "skip", found });
export const warn = (check: string, found: string, action: string): Finding => ({
  check,
  result: "warn",
  found,
  action,
});
export const fail = (check: string, found: string, action: string): Finding => ({
  check,
  result: "fail",
  found,
  action,
});

/** The findings as a table of text, with what to do below each that needs it. */
export function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .flatMap(({ check, result, found, action }) => [
      `${result.padEnd(4)}  ${check.padEnd(width)}  ${found}`,
      ...(action === undefined ? [] : [`${" ".repeat(width + 8)}→ ${action}`]),
    ])
    .join("\n");
}
