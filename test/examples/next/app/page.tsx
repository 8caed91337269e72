// #region page
import { Preauthorization } from "./preauthorization";

export default function Page() {
  return (
    <main>
      <h1>Clinic</h1>
      <Preauthorization />
    </main>
  );
}
// #endregion
