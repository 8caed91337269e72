import type { ReactiveController, ReactiveControllerHost } from "lit";

/** An element with a `theme`: `light`, `dark`, or `auto` for the system's. */
type ThemedElement = ReactiveControllerHost & HTMLElement & { theme: string | undefined };

/** Sets `data-theme` of an element to `light` or `dark`. */
export class ThemeController implements ReactiveController {
  #host: ThemedElement;
  #systemDark = matchMedia("(prefers-color-scheme: dark)");

  constructor(host: ThemedElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#systemDark.addEventListener("change", this.#apply);
  }

  hostDisconnected(): void {
    this.#systemDark.removeEventListener("change", this.#apply);
  }

  hostUpdate(): void {
    this.#apply();
  }

  #apply = (): void => {
    const { theme, dataset } = this.#host;
    const isDark = theme === "dark" || (theme === "auto" && this.#systemDark.matches);
    dataset.theme = isDark ? "dark" : "light";
  };
}
