// #region embed
"use client";

import { OsiguPreauth } from "@osigu-preauth/widget/react";
import { useState } from "react";
import { getToken } from "./get-token.ts";

export function Preauthorization({ bffUrl }: { bffUrl: string | undefined }) {
  const [codes, setCodes] = useState<(string | undefined)[]>([]);
  return (
    <>
      <OsiguPreauth
        bffUrl={bffUrl}
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
