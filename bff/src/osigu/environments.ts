/** Where the vendor's API and its token endpoint live. ARC, "Environments". Credentials are good for one only. */
export const environments = {
  sandbox: "https://sandbox.osigu.com",
  production: "https://api.osigu.com",
} as const;

export type Environment = keyof typeof environments;
