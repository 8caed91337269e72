/** What an operation answers, before any fault touches it. `body` is sent as JSON; none is an empty body. */
export type Answer = {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
};

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const noContent: Answer = { status: 204 };

/** An error in ARC's `{ code, message }` shape. */
export const refuse = (status: number, code: string, message: string): Answer => ({
  status,
  body: { code, message },
});

export const notFound = (what: string): Answer => refuse(404, "NOT_FOUND", `${what} not found`);

/** What is wrong with one value: where it stands in the body, and why. */
export type FieldIssue = { path: (string | number)[]; message: string };

/** How a sponsor's errors write the place of a field; none of these is documented as the only one. */
export type PathStyle = "dots" | "brackets" | "pointer" | "camel";

/** 422 `{ code, message, errors: [{ path, message }] }`. */
export function validationFailed(issues: FieldIssue[], style: PathStyle = "dots"): Answer {
  return {
    status: 422,
    body: { code: "VALIDATION_ERROR", message: "Validation error", errors: writeIssues(issues, style) },
  };
}

export function writeIssues(issues: FieldIssue[], style: PathStyle = "dots") {
  return issues.map(({ path, message }) => ({ path: writePath(path, style), message }));
}

function writePath(path: (string | number)[], style: PathStyle): string {
  switch (style) {
    case "dots":
      return path.join(".");
    case "pointer":
      return `/${path.join("/")}`;
    case "brackets":
      return path.reduce<string>((text, part) => {
        if (typeof part === "number") return `${text}[${part}]`;
        return text === "" ? part : `${text}.${part}`;
      }, "");
    case "camel":
      return path.map((part) => String(part).replace(/_(.)/g, (_, letter) => letter.toUpperCase())).join(".");
  }
}
