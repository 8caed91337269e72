/** The playground's own `Content-Security-Policy`: what the widget's documentation tells, and nothing besides. */
export function strictPolicy(bff: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${bff}`,
    `connect-src 'self' ${bff}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "worker-src blob:",
    "require-trusted-types-for 'script'",
    "trusted-types lit-html osigu-preauth",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join("; ");
}
