import { type AuthorizationOutcome, authorization } from "@osigu-preauth/shared";
import { z } from "zod";
import { hashName } from "../redis/encryption.ts";
import type { Entry } from "../request-events/event-log.ts";
import { OutcomeProjector } from "../request-events/project-outcome.ts";
import { isFullyDecided, type RequestRecord } from "../request-list/request-record.ts";

/** What a host's server is notified of. */
export const messageTypes = [
  "authorization_request.created",
  "authorization_request.completed",
  "authorization_request.decided",
  "authorization_request.updated",
  "authorization_request.voided",
  "authorization_request.redeemed",
] as const;
export type MessageType = (typeof messageTypes)[number];

/** The body of a delivery. */
export const messageBody = z.object({
  type: z.enum(messageTypes),
  /** Instant, ISO 8601. */
  timestamp: z.string(),
  data: z.object({
    authorization_request_id: z.string(),
    status: z.string(),
    authorizations: z.array(authorization),
    reference: z.string().optional(),
    subject: z.string().optional(),
    group: z.string().optional(),
  }),
});

/** A message to a host's server: the body of a delivery, and the id that each try has. */
export type Message = {
  id: string;
  type: MessageType;
  body: string;
};

/** Kinds of messages of which a request has one. */
const once: readonly string[] = ["created", "completed", "decided"];

type NotifiedRequest = Pick<RequestRecord, "id" | "reference" | "subject" | "group">;

/**
 * The messages about a request, oldest first. They follow from its event log alone, so that every instance has the
 * same messages with the same ids, however often they are made.
 */
export function messagesOf(record: NotifiedRequest, entries: readonly Entry[]): Message[] {
  const messages: Message[] = [];
  const occurrences = new Map<string, number>();
  const add = (kind: string, entry: Entry, outcome: AuthorizationOutcome) => {
    const type = `authorization_request.${kind}` as MessageType;
    const { status, authorizations } = outcome;
    // A log that was restored may have another order: what happens once keeps its id all the same.
    const content = once.includes(kind) ? undefined : [status, authorizations];
    const name = JSON.stringify([record.id, type, content]);
    const occurrence = occurrences.get(name) ?? 0;
    occurrences.set(name, occurrence + 1);
    const { reference, subject, group } = record;
    const data = { authorization_request_id: record.id, status, authorizations, reference, subject, group };
    const timestamp = new Date(Number.parseInt(entry.id, 10)).toISOString();
    messages.push({
      id: `msg_${hashName(`${name}\n${occurrence}`)}`,
      type,
      body: JSON.stringify({ type, timestamp, data } satisfies z.output<typeof messageBody>),
    });
  };

  const projector = new OutcomeProjector(record.id);
  let before: AuthorizationOutcome | undefined;
  for (const entry of entries) {
    if (entry.event.kind === "created") {
      add("created", entry, {
        authorization_request_id: record.id,
        status: "PENDING_INDICATION",
        authorizations: [],
      });
      continue;
    }
    projector.add(entry);
    const now = projector.project()?.outcome;
    if (now === undefined || JSON.stringify(now) === JSON.stringify(before)) continue;
    for (const kind of changes(before, now)) add(kind, entry, now);
    before = now;
  }
  return messages;
}

/** The kinds of messages for a change of an outcome. A decision may come with the complete itself. */
function changes(before: AuthorizationOutcome | undefined, now: AuthorizationOutcome): string[] {
  const isDecided = isFullyDecided(now) && (before === undefined || !isFullyDecided(before));
  if (before === undefined) return isDecided ? ["completed", "decided"] : ["completed"];
  if (isDecided) return ["decided"];
  if (count(now, isVoided) > count(before, isVoided)) return ["voided"];
  if (count(now, isRedeemed) > count(before, isRedeemed)) return ["redeemed"];
  return ["updated"];
}

type One = AuthorizationOutcome["authorizations"][number];
const isVoided = ({ status }: One) => status === "VOIDED";
const isRedeemed = ({ redemption }: One) => redemption?.status === "COMPLETED";
const count = ({ authorizations }: AuthorizationOutcome, is: (one: One) => boolean) =>
  authorizations.filter(is).length;
