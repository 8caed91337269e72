import { fetchHandler } from "../utils/token-route.js";

export default defineEventHandler((event) => {
  const config = useRuntimeConfig(event);
  const user = () => ({ subject: "user-1042" }); // from your own session
  return fetchHandler({ bffUrl: config.public.bffUrl, ...config.preauth, user })(toWebRequest(event));
});
