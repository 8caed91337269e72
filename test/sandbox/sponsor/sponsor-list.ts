import { readdir } from "node:fs/promises";
import type { Person, SponsorData, TryCase, WireBeneficiary, WireDependent } from "./sponsor-data.ts";

const folder = new URL("../sponsors/", import.meta.url);

/** Every sponsor of the folder, by slug, in the order of the file names. */
export async function readSponsors(): Promise<SponsorData[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  const modules = await Promise.all(names.map((name) => import(new URL(name, folder).href)));
  return modules.map((module: { default: SponsorData }) => module.default);
}

/** What a person can type to get somewhere, for each sponsor: the playground shows it, tests drive by it. */
export type TrySheet = { sponsor_slug: string; name: string; about: string; cases: TryCase[] }[];

export async function readTrySheet(): Promise<TrySheet> {
  return (await readSponsors()).map(writeTrySheet);
}

export const writeTrySheet = ({ slug, name, about, try: cases }: SponsorData) => ({
  sponsor_slug: slug,
  name,
  about,
  cases,
});

/** Who a form value map finds. */
export function findPerson(sponsor: SponsorData, input: Record<string, unknown>): Person | undefined {
  return sponsor.people.find(({ match }) =>
    Object.entries(match).every(([key, value]) => plain(input[key]) === plain(value)),
  );
}

/** Whom an id means: a holder, or somebody covered through one. */
export function findBeneficiary(sponsor: SponsorData, id: string): WireBeneficiary | undefined {
  const everybody = sponsor.people.flatMap(({ beneficiary, dependents }) => [
    beneficiary,
    ...familyOf(beneficiary),
    ...(dependents ?? []),
  ]);
  return everybody.find(({ beneficiary_id }) => String(beneficiary_id) === id);
}

/** Who is covered through a holder, as the search answers it. */
export const familyOf = ({ dependents, dependants }: WireBeneficiary): WireDependent[] =>
  dependents ?? dependants ?? [];

const plain = (value: unknown) =>
  String(value ?? "")
    .trim()
    .toLowerCase();
