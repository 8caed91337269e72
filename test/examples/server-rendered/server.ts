import { createServer } from "node:http";

const { PREAUTH_BFF, PREAUTH_HOST_ID, PREAUTH_HOST_KEY, PORT } = process.env;

// #region token
/** A session token for the user who is signed in to this site. */
async function sessionToken(subject: string): Promise<string> {
  const response = await fetch(`${PREAUTH_BFF}/v1/oauth/token`, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(`${PREAUTH_HOST_ID}:${PREAUTH_HOST_KEY}`).toString("base64")}`,
    },
    body: new URLSearchParams({ grant_type: "client_credentials", subject }),
  });
  if (!response.ok) throw new Error(`No session token: ${response.status}`);
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}
// #endregion

// #region page
/** The page has its first session token in its markup. Later ones come from `getToken`. */
const page = (token: string) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Clinic</title>
    <script src="${PREAUTH_BFF}/widget/v1/loader.js" async crossorigin></script>
  </head>
  <body>
    <h1>Clinic</h1>
    <osigu-preauth sponsor-slug="sponsor-sandbox" token="${token}"></osigu-preauth>
    <p>Authorization: <output></output></p>
    <script>
      const preauth = document.querySelector("osigu-preauth");
      preauth.getToken = () => fetch("/preauth-token", { method: "POST" }).then((response) => response.text());
      preauth.addEventListener("preauth-complete", ({ detail }) => {
        const codes = detail.authorizations.map(({ authorization_code }) => authorization_code);
        document.querySelector("output").textContent = codes.join(", ");
      });
    </script>
  </body>
</html>`;
// #endregion

const server = createServer(async (request, response) => {
  // A real site takes the subject from its own session.
  const token = await sessionToken("user-1042");
  response.setHeader("cache-control", "no-store");
  if (request.method === "POST" && request.url === "/preauth-token") return response.end(token);
  response.setHeader("content-type", "text/html; charset=utf-8").end(page(token));
});

server.listen(Number(PORT), "127.0.0.1");
