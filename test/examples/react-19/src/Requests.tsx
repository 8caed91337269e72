// #region embed
import { OsiguPreauthRequests } from "@osigu-preauth/widget/react";
import { getToken } from "./get-token";

const support = { phone: "+57 300 000 0000" };

export function Requests() {
  return <OsiguPreauthRequests bffUrl={import.meta.env.VITE_BFF_URL} getToken={getToken} support={support} />;
}
// #endregion
