// #region token
/** A session token for the user who is signed in to this site. A real site takes the subject from its session. */
export async function POST(): Promise<Response> {
  const { BFF_URL, HOST_ID, HOST_KEY } = process.env;
  const response = await fetch(`${BFF_URL}/v1/oauth/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${HOST_ID}:${HOST_KEY}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", subject: "user-1042" }),
  });
  return new Response(response.body, { status: response.status, headers: { "cache-control": "no-store" } });
}
// #endregion
