// #region embed
import { defineRequests } from "@osigu-preauth/widget";
import "@osigu-preauth/widget/react";
import { getToken } from "./get-token.ts";

defineRequests();

export function Requests() {
  return (
    <osigu-preauth-requests
      bff-url={import.meta.env.VITE_BFF_URL}
      getToken={getToken}
      onpreauth-open={({ detail }) => console.log(detail.authorization_request_id)}
    />
  );
}
// #endregion
