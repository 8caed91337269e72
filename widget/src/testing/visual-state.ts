import { type FakeBff, held } from "./fake-bff.ts";
import { beneficiary } from "./fixtures.ts";
import type { WidgetDriver } from "./widget-driver.ts";

/** A visual state of the widget: the responses of the BFF, and the actions that lead to it, in English. */
export type VisualState = {
  name: string;
  setup?: { sponsorSlug?: string | undefined };
  bff?: (bff: FakeBff) => void;
  reach(widget: WidgetDriver): Promise<unknown>;
};

/** A response that never arrives. */
export const never = () => held().reply;
export const longName = "Maria Aparecida Fernandes de Albuquerque e Vasconcelos Neto"; // 60 characters with its mark below
export const longPerson = () => beneficiary({ first_name: `${longName}.`, last_name: "" });
export const search = "POST /v1/sponsors/*/search";
export const catalogue = "GET /arc/v1/providers/products";
export const create = "POST /arc/v1/authorization-requests";
export const policy = "GET /arc/v1/authorization-requests/*/document-policy";
export const upload = "POST /arc/v1/authorization-requests/*/upload/files";
export const complete = "POST /arc/v1/authorization-requests/*/complete";
