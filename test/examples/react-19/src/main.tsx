import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import App from "./App.tsx";
import { ElementInJsx } from "./ElementInJsx.tsx";

const isElement = location.pathname === "/element";
createRoot(document.querySelector("#root") as HTMLElement).render(
  <StrictMode>{isElement ? <ElementInJsx /> : <App />}</StrictMode>,
);
