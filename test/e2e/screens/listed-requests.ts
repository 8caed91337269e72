import type { Authorization, ListedRequest } from "@osigu-preauth/shared";

/** Requests for the pictures of the list. Everybody is invented. */
export type Listed = ListedRequest;

const hour = 3_600_000;
const fromNow = (hours: number) => new Date(Date.now() + hours * hour).toISOString();

const authorization = (change: Partial<Authorization>): Authorization => ({
  authorization_code: undefined,
  authorization_id: undefined,
  product_type: "MEDICATION",
  status: "APPROVED",
  rejection_reason: undefined,
  expires_at: undefined,
  products: [],
  ...change,
});
const approved = (code: string, days: number, change = {}) =>
  authorization({ status: "APPROVED", authorization_code: code, expires_at: fromNow(days * 24), ...change });
const rejected = authorization({ status: "REJECTED", rejection_reason: "Not covered by this plan." });

/** A request made so many hours ago. */
function made(id: string, hoursAgo: number, change: Partial<Listed>): Listed {
  const at = fromNow(-hoursAgo);
  return {
    authorization_request_id: `areq_${id}`,
    status: "COMPLETED",
    created_at: at,
    updated_at: at,
    sponsor_slug: "sponsor-sandbox",
    diagnosis_code: "R51",
    products: [{ product_code: "MED-042", name: "Paracetamol (acetaminophen) 500 mg tablets", quantity: 30 }],
    authorizations: [],
    ...change,
  };
}

const losartan = { product_code: "MED-064", name: "Losartan 50 mg tablets", quantity: 60 };
const bloodCount = { product_code: "LAB-010", name: "Complete blood count", quantity: 1 };

/** One of each kind of answer, newest first. */
export const severalRequests: Listed[] = [
  made("0a1", 0.2, { beneficiary_name: "MARIA GONZALEZ", reference: "CASE-1042", status: "PENDING_SPONSOR" }),
  made("0a2", 3, {
    beneficiary_name: "JUAN CARLOS PEREZ",
    reference: "CASE-1041",
    diagnosis_code: "I10",
    products: [losartan, bloodCount, { ...bloodCount, product_code: "LAB-011" }],
    authorizations: [approved("AUTH-2026-114203", 27)],
  }),
  made("0a3", 26, {
    beneficiary_name: "ANA SOFIA RAMIREZ DE LEON",
    authorizations: [approved("AUTH-2026-113871", 4), rejected],
  }),
  made("0a4", 30, { beneficiary_name: "LUIS MENDEZ", reference: "CASE-1036", authorizations: [rejected] }),
  made("0a5", 52, { reference: "CASE-1031", status: "PENDING_INDICATION", products: [bloodCount] }),
  made("0a6", 200, {
    beneficiary_name: "CARMEN LUCIA ORTIZ",
    authorizations: [
      approved("AUTH-2026-109020", 12, { redemption: { status: "COMPLETED", at: fromNow(-90) } }),
    ],
  }),
  made("0a7", 900, {
    beneficiary_name: "MARÍA FERNANDA DE LOS ÁNGELES GONZÁLEZ-ETCHEVERRÍA MONTENEGRO",
    reference: "2026-CENTRAL-OUTPATIENT-0000381",
    authorizations: [approved("AUTH-2026-100731", -5)],
  }),
];

/** What ends within the week. */
export const soonOver: Listed[] = [
  made("0b1", 300, {
    beneficiary_name: "ANA SOFIA RAMIREZ DE LEON",
    authorizations: [approved("AUTH-2026-113871", 0.3)],
  }),
  made("0b2", 500, {
    beneficiary_name: "PEDRO ALVARADO",
    reference: "CASE-0990",
    products: [losartan],
    authorizations: [approved("AUTH-2026-110020", 5)],
  }),
];

/** A page of a long list. */
export const manyRequests: Listed[] = Array.from({ length: 15 }, (_, index) => {
  const { authorization_request_id: _id, ...other } = severalRequests[index % 4] as Listed;
  return { ...made(`0c${index}`, 1 + index * 7, {}), ...other, created_at: fromNow(-1 - index * 7) };
});
