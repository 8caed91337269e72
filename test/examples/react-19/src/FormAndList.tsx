import { defineRequests } from "@osigu-preauth/widget";
import { OsiguPreauth } from "@osigu-preauth/widget/react";
import { useState } from "react";
import { getToken } from "./get-token.ts";

defineRequests();

const bffUrl = import.meta.env.VITE_BFF_URL;
const support = { phone: "+57 300 000 0000" };
const appearance = { preset: "rounded" } as const;
const messages = { en: { list: { title: "Requests of this desk" } } };

export function FormAndList() {
  const [codes, setCodes] = useState<(string | undefined)[]>([]);
  return (
    <main>
      <h1>Clinic</h1>
      <OsiguPreauth
        bffUrl={bffUrl}
        sponsorSlug="sponsor-sandbox"
        getToken={getToken}
        support={support}
        appearance={appearance}
        onComplete={({ authorizations }) => setCodes(authorizations.map((one) => one.authorization_code))}
      />
      <p>
        Authorization: <output>{codes.join(", ")}</output>
      </p>
      <osigu-preauth-requests
        bff-url={bffUrl}
        getToken={getToken}
        support={support}
        appearance={appearance}
        messages={messages}
      />
    </main>
  );
}
