import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import App from "./App.tsx";
import { ElementInJsx } from "./ElementInJsx.tsx";
import { FormAndList } from "./FormAndList.tsx";

const pages: Record<string, () => ReactNode> = { "/element": ElementInJsx, "/list": FormAndList };
const Page = pages[location.pathname] ?? App;
createRoot(document.querySelector("#root") as HTMLElement).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
