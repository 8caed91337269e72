import { OsiguPreauth } from "@osigu-preauth/widget/react";
import { useState } from "react";
import { getToken } from "./get-token";
import { Requests } from "./Requests";

export function FormAndList() {
  const [codes, setCodes] = useState<(string | undefined)[]>([]);
  return (
    <main>
      <h1>Clinic</h1>
      <OsiguPreauth
        bffUrl={import.meta.env.VITE_BFF_URL}
        sponsorSlug="sponsor-sandbox"
        getToken={getToken}
        onComplete={({ authorizations }) => setCodes(authorizations.map((one) => one.authorization_code))}
      />
      <p>
        Authorization: <output>{codes.join(", ")}</output>
      </p>
      <Requests />
    </main>
  );
}
