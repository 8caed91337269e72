import type { FieldIssue } from "../http/answer.ts";

export type PageRequest = { number: number; size: number };

const defaultSize = 15;
const largestSize = 100;

/** Reads `page` (from 0) and `size` (15 by default, 100 at the most). */
export function readPage(query: URLSearchParams): { page: PageRequest; issues: FieldIssue[] } {
  const number = readCount(query.get("page"), 0);
  const size = readCount(query.get("size"), defaultSize);
  const issues: FieldIssue[] = [];
  if (number === undefined) issues.push({ path: ["page"], message: "must be a whole number from 0" });
  if (size === undefined || size < 1 || size > largestSize) {
    issues.push({ path: ["size"], message: `must be a whole number from 1 to ${largestSize}` });
  }
  return { page: { number: number ?? 0, size: size ?? defaultSize }, issues };
}

export function writePage<Entry>(entries: Entry[], { number, size }: PageRequest) {
  return {
    content: entries.slice(number * size, (number + 1) * size),
    page: { number, size, total_elements: entries.length, total_pages: Math.ceil(entries.length / size) },
  };
}

function readCount(text: string | null, otherwise: number): number | undefined {
  if (text === null) return otherwise;
  return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
