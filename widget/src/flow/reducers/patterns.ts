import { matchesPattern } from "../validation/pattern.ts";
import { searchFormReducersWith } from "./search-form.ts";

/** The reducers of a search form that has patterns. Loaded with the first one. */
export const patternReducers = searchFormReducersWith(matchesPattern);
