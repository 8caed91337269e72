import { ProblemError } from "../problem/problem-error.ts";
import { parseExact, parseLossless } from "./lossless-json.ts";

/** Levels of nesting; the deepest of our messages has three. */
const maxDepth = 16;
/** Keys of one object or items of one list in a client's body; a request has a hundred products at most. */
const maxMembers = 100;
/** Keys and items of a client's body, all together. */
const maxMembersInAll = 2_000;

/** Parses JSON with large ids kept exact. Throws `invalid_request`, for nesting beyond the limit too. */
export function parseJson(text: string): unknown {
  if (shapeOf(text).depth > maxDepth) throw invalid("The JSON is nested too deep.");
  return parse(text, parseLossless);
}

/**
 * Parses a client's body, with every integer kept exact. Its keys are counted first: to validate thousands of them
 * costs far more than to send them. Throws `invalid_request` and, for too many of them, `validation_failed`.
 */
export function parseClientJson(text: string): unknown {
  const { depth, members, membersInAll } = shapeOf(text);
  if (depth > maxDepth) throw invalid("The JSON is nested too deep.");
  if (members > maxMembers || membersInAll > maxMembersInAll) {
    throw new ProblemError("validation_failed", { detail: "The JSON has too many keys or items." });
  }
  return parse(text, parseExact);
}

function parse(text: string, parser: (text: string) => unknown): unknown {
  try {
    return parser(text);
  } catch {
    // The parser's error quotes its input.
    throw invalid("The body is not JSON.");
  }
}

const invalid = (detail: string) => new ProblemError("invalid_request", { detail });

/** The deepest nesting, the most members of one object or list, and all members; found without parsing. */
function shapeOf(text: string): { depth: number; members: number; membersInAll: number } {
  let depth = 0;
  let deepest = 0;
  let most = 0;
  let all = 0;
  let isQuoted = false;
  /** Members of the open objects and lists so far, by their depth. */
  const counts: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (isQuoted) {
      if (char === 92) index += 1;
      else if (char === 34) isQuoted = false;
    } else if (char === 34) isQuoted = true;
    else if (char === 123 || char === 91) {
      depth += 1;
      deepest = Math.max(deepest, depth);
      counts[depth] = 1;
      all += 1;
    } else if (char === 125 || char === 93) depth -= 1;
    else if (char === 44) {
      const count = (counts[depth] ?? 0) + 1;
      counts[depth] = count;
      most = Math.max(most, count);
      all += 1;
    }
    // Nothing beyond the limit is read any further, or remembered.
    if (deepest > maxDepth) break;
  }
  return { depth: deepest, members: most, membersInAll: all };
}
