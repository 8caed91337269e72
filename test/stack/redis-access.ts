import { readFileSync } from "node:fs";
import { inRepository } from "./repository.ts";

/** The access rules for a user of Redis that the documentation gives, as `ACL SETUSER preauth` takes them. */
export function documentedRules(): string[] {
  const page = readFileSync(inRepository("bff/docs/redis.md"), "utf8");
  const [, rules] = /^ACL SETUSER preauth (on >password .*)$/m.exec(page) ?? [];
  if (rules === undefined) throw new Error("The documentation gives no access rules.");
  return rules.split(" ");
}
