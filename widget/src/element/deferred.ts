/** What every step after the first screen needs. It loads while the user fills in the search form. */
export { checkOptions } from "../diagnostics/options.ts";
export { deferredHandlers } from "../effects/index.ts";
export { requestReducers } from "../flow/reducers/index.ts";
export { isBusy } from "../flow/selectors/request.ts";
export { completeLocale } from "../i18n/complete-locale.ts";
export * as search from "../steps/search-beneficiary/deferred.ts";
export { attachDeferred } from "./attach-deferred.ts";
export { backAction } from "./back-action.ts";
export { beneficiaryBanner } from "./beneficiary-banner.ts";
export { styles } from "./deferred.styles.ts";
export { guideUser } from "./guide-user.ts";
export { handleKey } from "./key-shortcuts.ts";
export { dispatchOutcome } from "./outcome-events.ts";
export { newRequirement, requirementNotice } from "./requirement-notice.ts";
export { Resumption } from "./resumption.ts";
export { sandboxBadge } from "./sandbox-badge.ts";
export { supportLine } from "./support-line.ts";
export { wrongFields } from "./wrong-fields.ts";
