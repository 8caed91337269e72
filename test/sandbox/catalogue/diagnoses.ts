import { diagnosesAToG } from "./diagnoses-a-g.ts";
import { diagnosesHToN } from "./diagnoses-h-n.ts";
import { diagnosesOToZ } from "./diagnoses-o-z.ts";

export type CatalogueDiagnosis = { coding_system: "ICD-10"; code: string; name: string };

/** Some 570 ICD-10 codes. */
export const diagnoses: CatalogueDiagnosis[] = `${diagnosesAToG}${diagnosesHToN}${diagnosesOToZ}`
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => {
    const space = line.indexOf(" ");
    return { coding_system: "ICD-10", code: line.slice(0, space), name: line.slice(space + 1) };
  });

const codes = new Set(diagnoses.map(({ code }) => code));

export const isDiagnosisCode = (code: string) => codes.has(code);
