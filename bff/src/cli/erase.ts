import { parseArgs } from "node:util";
import { type Erased, erase } from "../erasure/erase.ts";
import { readHosts } from "../hosts/hosts-file.ts";
import { openStores } from "../process/open-stores.ts";
import type { Settings } from "../process/settings.ts";
import { type CommandResult, withoutRedis } from "./command-result.ts";

export const eraseUsage =
  "Usage: pnpm bff erase --host clinic --subject user-7\n" +
  "   or: pnpm bff erase --host clinic --request <authorization_request_id>";

/** `erase`: removes what is known of a host's user, or of a request, at every instance. */
export async function eraseCommand(args: readonly string[], settings: Settings): Promise<CommandResult> {
  const erased = readArgs(args);
  if (erased === undefined) return { text: eraseUsage, status: 2 };
  const stores = await openStores(settings);
  if (stores === undefined) return withoutRedis;
  try {
    const result = await erase({ ...stores, policies: policiesOf(settings, erased) }, erased);
    if (result === undefined)
      return { text: "Redis did not answer. Nothing is certain: repeat it.", status: 1 };
    return { text: `Erased: ${result.requests} requests, and ${result.keys} other keys.`, status: 0 };
  } finally {
    stores.close();
  }
}

/** The limits under which the host's users are counted now. */
function policiesOf({ limits, hostsFile }: Settings, { host }: Erased) {
  const own = readHosts(hostsFile).find(({ id }) => id === host)?.limits;
  return { ...limits.policies, ...own?.policies };
}

function readArgs(args: readonly string[]): Erased | undefined {
  try {
    const option = { type: "string" } as const;
    const { values } = parseArgs({
      args: [...args],
      options: { host: option, subject: option, request: option },
    });
    const { host, subject, request } = values;
    if (!host || Boolean(subject) === Boolean(request)) return undefined;
    return subject ? { host, subject } : { host, request: request as string };
  } catch {
    return undefined;
  }
}
