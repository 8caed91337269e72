import { type ReactNode, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import App from "./App";
import { ElementInJsx } from "./ElementInJsx";
import { FormAndList } from "./FormAndList";

const pages: Record<string, () => ReactNode> = { "/element": ElementInJsx, "/list": FormAndList };
const Page = pages[location.pathname] ?? App;
createRoot(document.querySelector("#root") as HTMLElement).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
