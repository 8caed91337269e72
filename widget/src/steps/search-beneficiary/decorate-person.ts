import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import type { StepHost } from "../step.ts";

type Person = Beneficiary | Dependent;

const decorated = new WeakMap<Person, Person>();

/**
 * A person as the host page's `decorateSearchResult` hook shows them. The hook is called once for each person. It
 * cannot change who they are or whether they are covered: those come from the sponsor alone.
 */
export function decoratePerson({ hooks }: StepHost, person: Person): Person {
  const known = decorated.get(person);
  if (known) return known;
  const { beneficiary_id, coverage } = person;
  const change = callHook(hooks, person);
  const result = {
    ...person,
    ...change,
    beneficiary_id,
    coverage: { ...coverage, ...change?.coverage, active: coverage.active },
  };
  decorated.set(person, result);
  return result;
}

/** An error in the host page's hook does not stop the flow. */
function callHook(hooks: StepHost["hooks"], person: Person): Partial<Person> | undefined {
  try {
    return hooks?.decorateSearchResult?.(structuredClone(person) as Beneficiary);
  } catch (thrown) {
    console.error(thrown);
    return undefined;
  }
}
