import { editHosts, type HostEntry } from "../hosts/hosts-file-writer.ts";
import { UsageError } from "./usage-error.ts";

/** A change of one host, and the sentence that reports it. */
type Change = { apply(entry: HostEntry): HostEntry; done: string };

/** The lines of the usage. */
export const hostChangesUsage = `  hosts sponsor add <id> <slug> [<slug> …]      restricts the host to these sponsors, and those it has
  hosts sponsor remove <id> <slug> [<slug> …]
  hosts sponsor remove <id> --all               lifts the restriction
  hosts limits <id> host=60000/60 uploads=12    its own limits, written as in RATE_LIMITS
  hosts limits <id> --default                   the limits of the settings again
  hosts disable <id>           switches it off: its key and its sessions are refused within seconds
  hosts enable <id>`;

const actions: ReadonlySet<string | undefined> = new Set(["sponsor", "limits", "disable", "enable"]);
export const isHostChange = (action: string | undefined): boolean => actions.has(action);

/** `hosts sponsor add|remove`, `hosts limits`, `hosts disable`, `hosts enable`. Throws `UsageError` and `HostsFileError`. */
export function changeHost(args: readonly string[], path: string): string {
  const [action, ...rest] = args;
  const [id, change] = readChange(action, rest);
  if (id === undefined) throw new UsageError("Name the host.");
  editHosts(path, (entries) => {
    if (!entries.some((entry) => entry.id === id)) throw new UsageError(`Host ${id} does not exist.`);
    return entries.map((entry) => (entry.id === id ? change.apply(entry) : entry));
  });
  return `${id} ${change.done}`;
}

function readChange(
  action: string | undefined,
  rest: readonly string[],
): readonly [string | undefined, Change] {
  if (action === "sponsor") return sponsorChange(rest);
  return [rest[0], action === "limits" ? limitsChange(rest) : switchChange(action, rest)];
}

/** Limits that are not valid are refused by the file's own schema. */
function limitsChange([, ...limits]: readonly string[]): Change {
  if (limits.length === 0) throw new UsageError("Name the limits, or --default.");
  if (limits.length === 1 && limits[0] === "--default") {
    return {
      apply: ({ limits: _, ...entry }) => entry,
      done: "has the limits of the settings, within seconds.",
    };
  }
  const text = limits.join(",");
  return {
    apply: (entry) => ({ ...entry, limits: text }),
    done: `has the limits ${text}, and otherwise those of the settings, within seconds.`,
  };
}

function switchChange(action: string | undefined, [, ...more]: readonly string[]): Change {
  if (more.length > 0) throw new UsageError(`Unexpected argument: ${more[0]}.`);
  if (action === "disable") {
    return {
      apply: (entry) => ({ ...entry, disabled: true }),
      done: "is switched off: within seconds its key and its sessions are refused.",
    };
  }
  return {
    apply: ({ disabled: _, ...entry }) => entry,
    done: "is switched on: its key is accepted within seconds.",
  };
}

function sponsorChange([verb, id, ...slugs]: readonly string[]): readonly [string | undefined, Change] {
  if ((verb !== "add" && verb !== "remove") || slugs.length === 0) {
    throw new UsageError("sponsor takes add or remove, a host id, and at least one sponsor.");
  }
  if (verb === "add") {
    const apply = (entry: HostEntry) => ({
      ...entry,
      sponsors: [...new Set([...(entry.sponsors ?? []), ...slugs])],
    });
    return [id, { apply, done: `reaches ${slugs.join(" ")}, and only sponsors that its entry names.` }];
  }
  if (slugs.length === 1 && slugs[0] === "--all") {
    return [id, { apply: ({ sponsors: _, ...entry }) => entry, done: "reaches every sponsor." }];
  }
  const apply = (entry: HostEntry) => {
    const left = entry.sponsors?.filter((slug) => !slugs.includes(slug)) ?? [];
    if (left.length > 0) return { ...entry, sponsors: left };
    throw new UsageError(
      `${id} would reach no sponsor. --all lifts the restriction; hosts disable ${id} ends it.`,
    );
  };
  return [id, { apply, done: `does not reach ${slugs.join(" ")} any more.` }];
}
