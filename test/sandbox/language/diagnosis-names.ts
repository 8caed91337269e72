import { diagnosisNamesAToG } from "./diagnosis-names-a-g.ts";
import { diagnosisNamesHToN } from "./diagnosis-names-h-n.ts";
import { diagnosisNamesOToZ } from "./diagnosis-names-o-z.ts";

/** Names of the catalogue's diagnoses, in Spanish and in Portuguese: code | Spanish | Portuguese. */
export const diagnosisNames = `${diagnosisNamesAToG}${diagnosisNamesHToN}${diagnosisNamesOToZ}`;
