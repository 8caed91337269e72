import { refusal } from "./fake-bff.ts";
import { outcome, rule } from "./fixtures.ts";
import {
  complete,
  longName,
  longPerson,
  never,
  policy,
  search,
  upload,
  type VisualState,
} from "./visual-state.ts";
import { asksForCode, pdf, toCode, toDocuments, toOutcome, toReview, until } from "./widget-driver.ts";

/** The visual states of the documents. */
export const documentStates: VisualState[] = [
  { name: "documents: a place for one", reach: toDocuments },
  {
    name: "documents: the list is on its way",
    bff: (bff) => bff.on(policy, never),
    reach: toDocuments,
  },
  {
    name: "documents: the list did not come",
    bff: (bff) => bff.on(policy, () => refusal(503, "upstream_unavailable")),
    reach: async (widget) => {
      await toDocuments(widget);
      await widget.one("button", "Try again");
    },
  },
  {
    name: "documents: none asked for",
    bff: (bff) => bff.on(policy, () => ({ body: [] })),
    reach: async (widget) => {
      await toDocuments(widget);
      await widget.seesText("asks for no documents");
    },
  },
  {
    name: "documents: left empty",
    bff: (bff) =>
      bff.on(policy, () => ({
        body: [rule(), rule({ file_type: "LAB", label: "Lab result", required: false })],
      })),
    reach: async (widget) => {
      await toDocuments(widget);
      await widget.press("Continue");
      await widget.one("[aria-invalid=true]");
    },
  },
  {
    name: "documents: on the way",
    bff: (bff) => bff.on(upload, never),
    reach: async (widget) => {
      await toDocuments(widget);
      await widget.attach(pdf(`${longName.replaceAll(" ", "-")}.pdf`));
      await until("progress", () => widget.root.querySelector("progress"));
    },
  },
  {
    name: "documents: one refused, one arrived",
    bff: (bff) =>
      bff.on(upload, () => (bff.to(upload).length === 1 ? { status: 204 } : refusal(422, "file_unsafe"))),
    reach: async (widget) => {
      await toDocuments(widget);
      await widget.attach(pdf("first.pdf"));
      await widget.seesText("Uploaded");
      await widget.attach(pdf("second.pdf"));
      await widget.seesText("scripts or forms");
    },
  },
];

/** The visual states of the review. */
export const reviewStates: VisualState[] = [
  {
    name: "review: ready",
    bff: (bff) => bff.on(search, () => ({ body: longPerson() })),
    reach: toReview,
  },
  {
    name: "review: waiting for a file",
    bff: (bff) => bff.on(upload, never),
    reach: async (widget) => {
      await toDocuments(widget);
      await widget.attach(pdf());
      await widget.press("Continue");
      await widget.press("Request authorization");
      await widget.one("[aria-busy=true]");
    },
  },
  {
    name: "review: asking the insurer",
    bff: (bff) => bff.on(complete, never),
    reach: async (widget) => {
      await toReview(widget);
      await widget.press("Request authorization");
      await widget.one("[aria-busy=true]");
    },
  },
  {
    name: "review: an unknown outcome",
    bff: (bff) => bff.on(complete, () => "dead"),
    reach: async (widget) => {
      await toReview(widget);
      await widget.press("Request authorization");
      await widget.seesText("No connection");
    },
  },
];

/** The visual states of the one-time code. */
export const codeStates: VisualState[] = [
  { name: "code: not sent yet", bff: asksForCode, reach: toCode },
  {
    name: "code: sent",
    bff: asksForCode,
    reach: async (widget) => {
      await toCode(widget);
      await widget.press("Send code");
      await widget.field("Code");
    },
  },
  {
    name: "code: wrong",
    bff: (bff) => {
      asksForCode(bff);
      bff.on("POST /v1/otp/validate", () => refusal(422, "otp_invalid"));
    },
    reach: async (widget) => {
      await toCode(widget);
      await widget.press("Send code");
      await widget.fill("Code", "000000");
      await widget.press("Request authorization");
      await widget.one("[aria-invalid=true]");
    },
  },
];

const approved = {
  authorization_code: "AUT-2048-77",
  product_type: "MEDICATION",
  status: "APPROVED",
  expires_at: "2031-02-01T00:00:00Z",
  products: [{ product_code: "MED-1", quantity: 30 }],
};
const rejected = {
  product_type: "LAB",
  status: "REJECTED",
  rejection_reason: "Not covered by this plan before a waiting time of twelve months has passed.",
  products: [],
};
const pending = { product_type: "IMAGING", status: "PENDING_SPONSOR", products: [] };

/** The visual states of the outcome. */
export const outcomeStates: VisualState[] = [
  { name: "outcome: approved", authorizations: [approved] },
  { name: "outcome: rejected", authorizations: [rejected] },
  { name: "outcome: pending", authorizations: [pending], status: "PENDING_SPONSOR" },
  { name: "outcome: mixed", authorizations: [pending, rejected, approved] },
].map(({ name, authorizations, status = "COMPLETED" }) => ({
  name,
  bff: (bff) => {
    const body = { ...outcome(), status, authorizations };
    bff.on(complete, () => ({ body })).on("GET /arc/v1/authorization-requests/*", () => ({ body }));
  },
  reach: toOutcome,
}));
