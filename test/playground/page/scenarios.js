/** @import { Words } from "./words/en.js" */

/**
 * Something that can happen: a sponsor of the sandbox, and one of its cases by title. Its name is in the words.
 * @typedef {keyof Words["cases"]} ScenarioName
 * @typedef {{ sponsor: string, title?: string }} Scenario
 */

/** @type {[group: keyof Words["groups"], Partial<Record<ScenarioName, Scenario>>][]} */
export const scenarioGroups = [
  [
    "approved",
    {
      approved: { sponsor: "sponsor-sandbox", title: "Approved at once" },
      noDocument: { sponsor: "sponsor-no-document", title: "Approved without a document" },
      lab: { sponsor: "sponsor-laboratory", title: "Approved at once" },
    },
  ],
  [
    "rejected",
    {
      rejected: { sponsor: "sponsor-rejects", title: "Rejected, with a reason" },
      mixed: { sponsor: "sponsor-mixed", title: "Medication approved, laboratory rejected" },
    },
  ],
  [
    "later",
    {
      laterApproved: { sponsor: "sponsor-later-approves", title: "Pending, then approved" },
      laterRejected: { sponsor: "sponsor-later-rejects", title: "Pending, then rejected" },
      laterVoided: { sponsor: "sponsor-later-voids", title: "Pending, approved, cancelled" },
      pending: { sponsor: "sponsor-never-answers", title: "Pending for ever" },
    },
  ],
  [
    "code",
    {
      code: { sponsor: "sponsor-otp", title: "Approved after the right code" },
      codeLate: { sponsor: "sponsor-otp-at-completion", title: "Approved after a code nobody announced" },
    },
  ],
  [
    "forms",
    {
      family: { sponsor: "sponsor-family", title: "For a child that comes with the answer" },
      threeForms: { sponsor: "sponsor-three-forms", title: "Found by document" },
      manyDocuments: { sponsor: "sponsor-several-documents", title: "Approved with three documents" },
      moreFields: { sponsor: "sponsor-required-fields", title: "Approved, once every field is filled in" },
    },
  ],
  [
    "errors",
    {
      nobody: { sponsor: "sponsor-sandbox", title: "Not in the directory" },
      inactive: { sponsor: "sponsor-sandbox", title: "Coverage ended, and the answer says so" },
      notAffiliated: { sponsor: "sponsor-unaffiliated", title: "Not affiliated" },
      notRegistered: {
        sponsor: "sponsor-sandbox",
        title: "A product that the provider is not registered for",
      },
      refused: { sponsor: "sponsor-refuses-create", title: "Refused as it is sent" },
      noSession: { sponsor: "sponsor-sandbox" },
    },
  ],
  ["free", { choose: { sponsor: "" } }],
];

/** All of them, by name. */
export const scenarios = /** @type {Record<string, Scenario>} */ (
  Object.assign({}, ...scenarioGroups.map(([, group]) => group))
);
