import { z } from "zod";
import {
  isRecord,
  maybeText,
  opaqueId,
  optionalBoolean,
  optionally,
  optionalText,
} from "./lenient-schemas.ts";

/** A person's plan and its validity. */
export const coverage = z
  .object({
    plan_code: optionalText,
    /** The search usually returns 404 for inactive coverage. With `false`, the flow does not continue. */
    active: optionalBoolean.transform((value) => value ?? true).pipe(z.boolean()),
    /** The last day of the coverage, `YYYY-MM-DD`. */
    effective_until: optionalText,
  })
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? { plan_code: undefined, active: true, effective_until: undefined })
  .pipe(z.object({ plan_code: maybeText, active: z.boolean(), effective_until: maybeText }));
export type Coverage = z.infer<typeof coverage>;

const name = optionalText.transform((value) => value ?? "").pipe(z.string());

const person = {
  beneficiary_id: opaqueId,
  first_name: name,
  last_name: name,
  coverage,
};

/** A person covered through the holder. Operation `getDependents`; the shape is assumed. */
export const dependent = z.object({ ...person, relationship: optionalText });
export type Dependent = z.infer<typeof dependent>;

export const dependentList = z.preprocess((value) => value ?? [], z.array(dependent));

/** A person in a sponsor's directory. The family comes as `dependents` or `dependants`: the pages show no key. */
export const beneficiary = z.preprocess(
  (value) => (isRecord(value) ? { ...value, dependents: value.dependents ?? value.dependants } : value),
  z.object({
    ...person,
    relationship: optionalText,
    dependents: optionally(z.array(dependent)),
  }),
);
export type Beneficiary = z.infer<typeof beneficiary>;
