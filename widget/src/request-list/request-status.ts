import type { Authorization, ListedRequest } from "@osigu-preauth/shared";
import type { TemplateResult } from "lit";
import { checkIcon, clockIcon, crossIcon } from "../components/status-icons.ts";
import { longDate } from "../format/dates.ts";
import { readableName } from "../format/readable-name.ts";
import { hasExpired } from "./list-state.ts";
import type { ListText } from "./list-text.ts";

/** How a request stands, for its row. */
export type ShownStatus = { tone: "success" | "danger" | "warning"; words: string; icon: TemplateResult };

const icons = { success: checkIcon, danger: crossIcon, warning: clockIcon };

/** How a request stands: one sentence for all its authorizations. An undocumented status is shown in words. */
export function statusOf(request: ListedRequest, text: ListText, now: number): ShownStatus {
  const { status, authorizations } = request;
  const shown = (tone: ShownStatus["tone"], words: string): ShownStatus => ({
    tone,
    words,
    icon: icons[tone],
  });
  if (status === "PENDING_INDICATION") return shown("warning", text.list.notSent);
  const statuses = new Set(authorizations.map((one) => one.status as string));
  const [only = status] = statuses;
  if (statuses.size > 1) {
    if (statuses.has("APPROVED")) return shown("success", text.outcomes.mixed);
    if (statuses.has("PENDING_SPONSOR")) return shown("warning", text.status.PENDING_SPONSOR ?? "");
    return shown("danger", text.status.REJECTED ?? "");
  }
  const words = text.status[only] ?? readableName(only);
  if (only !== "APPROVED")
    return shown(only === "REJECTED" || only === "VOIDED" ? "danger" : "warning", words);
  const redeemed = redemptionOf(authorizations, text);
  if (!redeemed && authorizations.length > 0 && authorizations.every((one) => hasExpired(one, now))) {
    const last = Math.max(...authorizations.map(({ expires_at }) => Date.parse(expires_at ?? "")));
    return shown("warning", text.list.expiredOn(longDate(new Date(last).toISOString(), text.tag)));
  }
  return shown("success", redeemed ?? words);
}

/** Whether the codes of an approved request are being redeemed or were, where that holds for all of them. */
function redemptionOf(authorizations: readonly Authorization[], text: ListText): string | undefined {
  const redemptions = authorizations.flatMap(({ redemption }) => redemption ?? []);
  const [first] = redemptions;
  if (!first || redemptions.length < authorizations.length) return undefined;
  const open = redemptions.find(({ status }) => status !== "COMPLETED");
  return open ? text.list.beingRedeemed : text.list.redeemedOn(longDate(first.at, text.tag));
}

/** What a request is called: for whom it is, else the host's case number, else the end of its number. */
export function nameOf(request: ListedRequest, text: ListText): string {
  const { beneficiary_name, reference, authorization_request_id: id } = request;
  return beneficiary_name || reference || text.list.request(id.slice(-6));
}
