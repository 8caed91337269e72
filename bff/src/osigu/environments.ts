/** Origins of the vendor's API and token endpoint. ARC, "Environments". Credentials are valid for one of them. */
export const environments = {
  sandbox: "https://sandbox.osigu.com",
  production: "https://api.osigu.com",
} as const;

export type Environment = keyof typeof environments;
