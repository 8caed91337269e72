import { env } from "$env/dynamic/private";
import { env as publicEnv } from "$env/dynamic/public";
import { fetchHandler } from "$lib/server/token-route.js";
import type { RequestHandler } from "./$types";

export const POST: RequestHandler = ({ request }) =>
  fetchHandler({
    bffUrl: publicEnv.PUBLIC_BFF_URL,
    hostId: env.PREAUTH_HOST_ID,
    hostKey: env.PREAUTH_HOST_KEY,
    user: () => ({ subject: "user-1042" }), // from your own session, such as `locals.user`
  })(request);
