import { problemReference } from "../../components/problem-reference.ts";
import { disconnectFields } from "./field-ui-state.ts";
import { withRareFields } from "./form-field.ts";
import { formFields } from "./form-fields.ts";
import { formlessAction } from "./formless-action.ts";
import { declineAction, foundCard } from "./found-card.ts";

/** What the search step shows beyond a plain form. */
export const search = {
  problemReference,
  disconnectFields,
  withRareFields,
  formFields,
  formlessAction,
  declineAction,
  foundCard,
};
