// #region embed
"use client";

import { OsiguPreauth } from "@osigu-preauth/widget/react";
import { useState } from "react";
import { getToken } from "./get-token";

export function Preauthorization() {
  const [codes, setCodes] = useState<(string | undefined)[]>([]);
  return (
    <>
      <OsiguPreauth
        bffUrl={process.env.NEXT_PUBLIC_BFF_URL}
        sponsorSlug="sponsor-sandbox"
        getToken={getToken}
        onComplete={({ authorizations }) => setCodes(authorizations.map((one) => one.authorization_code))}
      />
      <p>
        Authorization: <output>{codes.join(", ")}</output>
      </p>
    </>
  );
}
// #endregion
