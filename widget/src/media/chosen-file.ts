import { ProblemError } from "../problem/problem.ts";

/** @throws ProblemError `file_unreadable` for a file that the user has removed. */
export function fileOf(files: Map<string, File>, id: string): File {
  const file = files.get(id);
  if (!file) throw new ProblemError({ code: "file_unreadable", retryable: false });
  return file;
}
