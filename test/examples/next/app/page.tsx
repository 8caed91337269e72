// #region page
import { Preauthorization } from "./preauthorization.tsx";

/** The address of the BFF is read when the page is requested. */
export const dynamic = "force-dynamic";

export default function Page() {
  return (
    <main>
      <h1>Clinic</h1>
      <Preauthorization bffUrl={process.env.BFF_URL} />
    </main>
  );
}
// #endregion
