import { fetchHandler } from "./token-route.js";

export const POST = fetchHandler({
  bffUrl: process.env.PREAUTH_BFF,
  hostId: process.env.PREAUTH_HOST_ID,
  hostKey: process.env.PREAUTH_HOST_KEY,
  user: () => ({ subject: "user-1042" }), // from your own session
});
