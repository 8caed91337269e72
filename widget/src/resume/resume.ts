import { asProblem } from "../client/problem.ts";
import { isDecided } from "../flow/deciding.ts";
import type { Flow } from "../flow/flow.ts";
import type { Followed } from "../later/follow.ts";
import { keepFiles, readFile } from "./kept-files.ts";
import { keyOf, open, seal } from "./sealing.ts";

/**
 * With the host's leave, a flow is kept in this tab: what was typed in `sessionStorage`, files in IndexedDB, all of it
 * sealed with a key that the server gives to nobody but a valid session of the same user. It goes when the request is
 * decided, and after two hours.
 */

/** Milliseconds since the last change after which nothing is left. */
const life = 7_200_000;
const place = "osigu-preauth";

/** What lies in `sessionStorage`. `until`: ms since 1970. `files`: ids under which the files of this flow lie. */
type Kept = { until: number; sealed: string; files: string[] };

const states = new WeakMap<object, { busy: boolean; again: boolean; off?: boolean }>();

/** Keeps the flow as it is now. While one state is being written, only the last of those that follow is. */
export async function keep(host: Followed): Promise<void> {
  const state = states.get(host.client) ?? { busy: false, again: false };
  states.set(host.client, state);
  state.again = true;
  if (state.busy || state.off) return;
  state.busy = true;
  try {
    while (state.again) {
      state.again = false;
      await write(host);
    }
  } catch {
    // A session without a user has no key, and storage may be full or forbidden: the flow goes on without it.
    state.off = true;
  }
  state.busy = false;
}

async function write(host: Followed): Promise<void> {
  const { flow, client, files, startedAt } = host;
  if (isOver(flow)) return forget();
  const key = await keyOf(client);
  const ids = flow.outcome ? [] : [...files.keys()];
  const until = Date.now() + life;
  const sealed = await seal(key, new TextEncoder().encode(JSON.stringify({ flow, startedAt })));
  if (host.flow !== flow && isOver(host.flow)) return forget();
  sessionStorage.setItem(place, JSON.stringify({ until, sealed: base64(sealed), files: ids } satisfies Kept));
  await keepFiles(new Map(ids.map((id) => [id, files.get(id) as File])), until, (bytes) => seal(key, bytes));
}

/** Nothing has been begun, or all is decided. */
function isOver({ step, found, searchValues, outcome }: Flow): boolean {
  const isUntouched = step === "search_beneficiary" && !found && !Object.values(searchValues).some(Boolean);
  return outcome ? isDecided(outcome) : isUntouched;
}

async function forget(): Promise<void> {
  if (!sessionStorage.getItem(place)) return;
  sessionStorage.removeItem(place);
  await keepFiles(new Map(), 0);
}

/** Brings back what was kept, where it is still good, for the same embedding and the same user. */
export async function restore(host: Followed): Promise<void> {
  const kept = JSON.parse(sessionStorage.getItem(place) ?? "null") as Kept | null;
  if (!kept) return;
  if (kept.until < Date.now()) return forget();
  const { client } = host;
  try {
    const key = await keyOf(client);
    const bytes = await open(key, bytesOf(kept.sealed)).catch(() => undefined);
    // Somebody else's, or another embedding's: of no use here.
    const text = bytes && new TextDecoder().decode(bytes);
    const { flow, startedAt } = (text ? JSON.parse(text) : {}) as { flow?: Flow; startedAt: number };
    if (!flow || JSON.stringify(flow.setup) !== JSON.stringify(host.flow.setup)) return forget();
    for (const { id, name, mimeType } of flow.files) {
      const file = await readFile(id, (sealed) => open(key, sealed)).catch(() => undefined);
      if (file) host.files.set(id, new File([file], name, { type: mimeType }));
    }
    host.startedAt = startedAt;
    host.dispatch({ type: "resumed", kept: flow });
  } catch (thrown) {
    // Without a session nothing can be read now; it stays for when there is one again.
    states.set(client, { busy: false, again: false, off: true });
    asProblem(thrown);
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
