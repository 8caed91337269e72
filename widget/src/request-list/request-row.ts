import type { Authorization, ListedRequest } from "@osigu-preauth/shared";
import { html, nothing } from "lit";
import { facts } from "../components/facts.ts";
import { daysUntil, longDate } from "../format/dates.ts";
import { shortInstant } from "../format/short-instant.ts";
import { hasExpired, isExpiring } from "./list-state.ts";
import type { ListText } from "./list-text.ts";
import { nameOf, statusOf } from "./request-status.ts";

/** What a row needs of its list. */
export type RowHost = {
  text: ListText;
  /** The code that was copied last. */
  copied: string | undefined;
  /** The request that is being used again, and whether its data has come with the person. */
  reuse: { id: string; isReady: boolean } | undefined;
  open(request: ListedRequest): void;
  copy(code: string): void;
  /** Takes a request over into a new one. */
  useAgain(request: ListedRequest, renews: boolean): void;
  /** Answers for whom the new request is. */
  chooseFor(isSamePerson: boolean): void;
  /** Takes nothing over. */
  cancelReuse(): void;
};

/** One request: how it stands, for whom, what, when, its codes, and what can be done with it. */
export function requestRow(request: ListedRequest, host: RowHost, now: number) {
  const { text } = host;
  const { authorization_request_id: id, reference, beneficiary_name, diagnosis_code, created_at } = request;
  const { tone, words, icon } = statusOf(request, text, now);
  const renewable = request.authorizations.some((one) => isExpiring(one, now));
  return html`<li class="request" data-id=${id}>
    <div class="about">
      <button type="button" class="open" aria-describedby="status-${id}" @click=${() => host.open(request)}>
        <bdi id="name-${id}">${nameOf(request, text)}</bdi>
      </button>
      <p dir="auto">${productsOf(request, text)}</p>
      <p class="small muted">
        ${facts(
          beneficiary_name && reference,
          diagnosis_code,
          html`<time datetime=${created_at}>${shortInstant(created_at, text.tag, now)}</time>`,
        )}
      </p>
    </div>
    <div class="state">
      <p class="mark" data-tone=${tone} id="status-${id}">${icon}<span>${words}</span></p>
      ${request.authorizations.map((one) => authorizationCode(one, host, now, words))}
    </div>
    ${request.status === "PENDING_INDICATION" ? nothing : reuse(request, host, renewable)}
  </li>`;
}

function productsOf({ products: [first, ...others] }: ListedRequest, { list }: ListText): string {
  if (!first) return "";
  const { name, product_code, quantity } = first;
  return [
    `${name ?? product_code} ×\u00a0${quantity}`,
    others.length ? list.andMore(others.length) : "",
  ].join(" ");
}

/** A code with until when it can be used, and a button for one that still can. */
function authorizationCode(
  authorization: Authorization,
  { text, copied, copy }: RowHost,
  now: number,
  said: string,
) {
  const { authorization_code: code, status, redemption } = authorization;
  if (!code || status === "VOIDED" || redemption?.status === "COMPLETED") return nothing;
  const label = copied === code ? text.copied : text.copy;
  return html`<div class="code">
    <output id="of-${code}" dir="ltr">${code}</output>
    ${hasExpired(authorization, now) ? nothing : html`<button type="button" class="outlined copy" aria-label="${label}: ${code}" @click=${() => copy(code)}>${label}</button>`}
    ${validity(authorization, text, now, said)}
  </div>`;
}

/** Until when a code can be used, unless the request's status has said it. */
function validity(authorization: Authorization, text: ListText, now: number, said: string) {
  const { expires_at } = authorization;
  const days = expires_at ? daysUntil(expires_at, now) : undefined;
  if (!expires_at || days === undefined) return nothing;
  const date = longDate(expires_at, text.tag);
  if (isExpiring(authorization, now))
    return html`<p class="small mark" data-tone="warning">${text.list.expiresIn(Math.max(days, 0))}</p>`;
  const words = hasExpired(authorization, now) ? text.list.expiredOn(date) : text.validUntil(date);
  return words === said ? nothing : html`<p class="small muted">${words}</p>`;
}

/** The button that takes a request over into a new one, and the question for whom. */
function reuse(request: ListedRequest, host: RowHost, renewable: boolean) {
  const { text, reuse: current } = host;
  const isCurrent = current?.id === request.authorization_request_id;
  if (isCurrent && current.isReady) {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      host.cancelReuse();
    };
    return html`<div class="again" role="group" aria-label=${text.list.forWhom} @keydown=${onKeyDown}>
      <span class="small muted">${text.list.forWhom}</span>
      <button type="button" class="outlined" data-choice @click=${() => host.chooseFor(true)}>${text.samePatient}</button>
      <button type="button" class="outlined" @click=${() => host.chooseFor(false)}>${text.list.anotherPatient}</button>
      <button type="button" @click=${() => host.cancelReuse()}>${text.cancel}</button>
    </div>`;
  }
  const { authorization_request_id: id } = request;
  const whose = `name-${id} status-${id}`;
  return html`<div class="again">
    ${renewable ? html`<button type="button" class="outlined" aria-describedby=${whose} @click=${() => host.useAgain(request, true)}>${text.list.renew}</button>` : nothing}
    <button type="button" aria-busy=${isCurrent} aria-describedby=${whose} @click=${() => host.useAgain(request, false)}>${text.list.useAgain}</button>
  </div>`;
}
