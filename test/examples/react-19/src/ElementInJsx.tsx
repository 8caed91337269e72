// #region embed
import "@osigu-preauth/widget/react";
import { useState } from "react";
import { getToken } from "./get-token";

export function ElementInJsx() {
  const [codes, setCodes] = useState<(string | undefined)[]>([]);
  return (
    <main>
      <h1>Clinic</h1>
      <osigu-preauth
        bff-url={import.meta.env.VITE_BFF_URL}
        sponsor-slug="sponsor-sandbox"
        getToken={getToken}
        onpreauth-complete={({ detail }) =>
          setCodes(detail.authorizations.map((one) => one.authorization_code))
        }
      />
      <p>
        Authorization: <output>{codes.join(", ")}</output>
      </p>
    </main>
  );
}
// #endregion
