import { asUnreachable } from "../api/client.ts";
import { withDeadline } from "../platform/deadline.ts";
import { ProblemError } from "../problem/problem.ts";

/** Imports a module that may not be loaded yet. */
export type Importer<Module> = () => Module | Promise<Module>;

/** Milliseconds between an import that failed and the next attempt. */
const pause = 1_000;
/** Milliseconds for one import: a connection may be open and silent. */
const importTimeout = 20_000;

/** Modules that were loaded, or are being loaded, under a retry address, by their own address. */
const retried = new Map<string, Promise<unknown>>();
let retries = 0;
let retryFolder: string | undefined;
let importAddress: (address: string) => Promise<unknown>;

/**
 * Lets the lazy modules of this folder, an absolute address, be requested under `?retry=n`. The build has to make
 * sure that no other module imports them: that one would get a second copy. The import is the caller's, because
 * bundlers of host pages refuse one of an unknown address.
 */
export function allowRetries(folder: string, importer: typeof importAddress): void {
  retryFolder = folder;
  importAddress = importer;
}

/**
 * Loads a module when it is needed. A failed import is repeated once after a pause. Firefox keeps failed imports by
 * their address, so the third attempt uses a new one.
 *
 * @throws ProblemError `unreachable` or `offline` when another attempt may succeed, `method_not_allowed` when only a
 * reload of the page helps.
 */
export async function load<Module>(importer: Importer<Module>): Promise<Module> {
  try {
    return await importInTime(importer);
  } catch (error) {
    const loaded = retried.get(addressOf(error));
    if (loaded) return loaded as Promise<Module>;
  }
  await new Promise((resolve) => setTimeout(resolve, pause));
  try {
    return await importInTime(importer);
  } catch (error) {
    return importAgain<Module>(addressOf(error));
  }
}

function importInTime<Module>(importer: Importer<Module>): Promise<Module> {
  return withDeadline(
    importTimeout,
    async () => importer(),
    () => new Error("import timed out"),
  );
}

/** The address of the module that could not be imported. Chromium and Firefox name it in the error's message. */
function addressOf(error: unknown): string {
  const address = /https?:\/\/\S+\.js\b/.exec(String(error))?.[0] ?? "";
  return retryFolder && address.startsWith(retryFolder) ? address : "";
}

function importAgain<Module>(address: string): Promise<Module> {
  if (!address) return asUnreachable(undefined);
  const loaded = retried.get(address) ?? retry(address);
  retried.set(address, loaded);
  return loaded as Promise<Module>;
}

async function retry(address: string): Promise<unknown> {
  try {
    return await importAddress(`${address}?retry=${++retries}`);
  } catch {
    retried.delete(address);
    const signal = AbortSignal.timeout(importTimeout);
    const { ok, status } = await fetch(address, { method: "HEAD", cache: "no-store", signal }).catch(
      asUnreachable,
    );
    // The server has the file and the browser keeps the failure, or a newer version has replaced the file.
    if (ok || status === 404) throw new ProblemError({ code: "method_not_allowed", retryable: true });
    return asUnreachable(undefined);
  }
}
