/** One way through a sponsor's rules, with the values to type. */
export type TryCase = {
  title: string;
  search: Record<string, string | number | boolean>;
  person?: string;
  products?: { product_code: string; quantity: number; posology?: string }[];
  diagnosis_code?: string;
  fields?: Record<string, string>;
  documents?: string[];
  otp_code?: string;
};

export type TrySponsor = { sponsor_slug: string; name: string; about: string; cases: TryCase[] };

/** What this page is told by its own server. */
export type Site = {
  /** Address of the server that answers the widget. */
  bff: string;
  user: { name: string; role: string };
  /** Empty where the real vendor answers. */
  sponsors: TrySponsor[];
};

export async function readSite(): Promise<Site> {
  const response = await fetch("/site.json");
  return response.json();
}

/** The element with this id; the page is wrong without it. */
export function byId<Kind extends HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element as Kind;
}
