import { unreachable } from "../api/client.ts";

/** Brings a module that may not be here yet: a dynamic import. */
export type Bring<Module> = () => Module | Promise<Module>;

/** Milliseconds after which a file that did not come is asked for once more by itself. */
const pause = 1_000;

let prepare: (bring: Bring<unknown>, alone?: boolean) => unknown = () => {};

/** What is to be done before each import; an import that fails may fail for ever. */
export function beforeImports(work: typeof prepare): void {
  prepare = work;
}

/**
 * A module that is fetched when it is needed. What does not come is asked for once more by itself, and is a
 * `ProblemError` then: whoever needs it says so, and lets it be asked for again. `alone`: it leans on no other lazy file.
 */
export async function load<Module>(bring: Bring<Module>, alone?: boolean): Promise<Module> {
  const attempt = async () => {
    await prepare(bring, alone);
    return bring();
  };
  return attempt()
    .catch(() => new Promise((resolve) => setTimeout(resolve, pause)).then(attempt))
    .catch(unreachable);
}
