import { ProblemError } from "../problem/problem-error.ts";
import { parseLossless } from "./lossless-json.ts";

/** Levels of nesting; the deepest of our messages has three. */
const maxDepth = 16;

/** Parses a request's body with large ids kept exact. Throws `invalid_request`, for nesting beyond the limit too. */
export function parseJson(text: string): unknown {
  if (depthOf(text) > maxDepth) {
    throw new ProblemError("invalid_request", { detail: "The JSON is nested too deep." });
  }
  try {
    return parseLossless(text);
  } catch {
    // The parser's error quotes its input.
    throw new ProblemError("invalid_request", { detail: "The body is not JSON." });
  }
}

/** The deepest nesting, found without parsing. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (quoted) {
      if (char === 92) index += 1;
      else if (char === 34) quoted = false;
    } else if (char === 34) quoted = true;
    else if (char === 123 || char === 91) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === 125 || char === 93) depth -= 1;
  }
  return deepest;
}
