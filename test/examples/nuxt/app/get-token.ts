// #region get-token
/** Asks this site's own server for a session token of the BFF. */
export async function getToken(): Promise<string> {
  const response = await fetch("/preauth-token", { method: "POST" });
  if (!response.ok) throw new Error(`No session token: ${response.status}`);
  const { access_token } = await response.json();
  return access_token;
}
// #endregion
