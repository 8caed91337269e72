import type { Beneficiary, Dependent } from "@osigu-preauth/shared";
import type { StepHost } from "../step.ts";

type Person = Beneficiary | Dependent;

const decorated = new WeakMap<Person, Person>();

/**
 * A person as the host wants them shown, by its hook, which is asked once. Who they are and whether they are covered
 * is the insurer's word alone.
 */
export function shownPerson({ hooks }: StepHost, person: Person): Person {
  const known = decorated.get(person);
  if (known) return known;
  const { beneficiary_id, coverage } = person;
  const words = decorate(hooks, person);
  const shown = {
    ...person,
    ...words,
    beneficiary_id,
    coverage: { ...coverage, ...words?.coverage, active: coverage.active },
  };
  decorated.set(person, shown);
  return shown;
}

/** What is in the host's hook is the host's: it can break nothing here. */
function decorate(hooks: StepHost["hooks"], person: Person): Partial<Person> | undefined {
  try {
    return hooks?.decorateSearchResult?.(structuredClone(person) as Beneficiary);
  } catch (thrown) {
    console.error(thrown);
    return undefined;
  }
}

/** How a person is called. */
export function nameOf({ first_name, last_name, beneficiary_id }: Person): string {
  return [first_name, last_name].filter(Boolean).join(" ") || beneficiary_id;
}
