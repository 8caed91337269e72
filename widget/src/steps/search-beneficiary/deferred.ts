/** What the search step shows beyond a plain form. */
export { problemReference } from "../../components/problem-reference.ts";
export { disconnectFields } from "./field-ui-state.ts";
export { withRareFields } from "./form-field.ts";
export { formFields } from "./form-fields.ts";
export { formlessAction } from "./formless-action.ts";
export { declineAction, foundCard } from "./found-card.ts";
