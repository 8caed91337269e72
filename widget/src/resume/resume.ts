import type { Client } from "../api/client.ts";
import { ProblemError } from "../api/problem.ts";
import type { Followed } from "../element/host-events.ts";
import { isDecided } from "../flow/reducers/decision.ts";
import { resuming } from "../flow/reducers/resume.ts";
import type { Flow } from "../flow/state.ts";
import { keyOf, open, seal } from "./encryption.ts";
import { keepFiles, keptFile } from "./file-store.ts";

/**
 * With the host's leave, a flow is kept in this tab: what was typed in `sessionStorage`, files in IndexedDB, all of it
 * sealed with a key that the server gives to nobody but a valid session of the same user. It goes when the request is
 * decided, and after two hours. `sessionStorage` holds `<until> <sealed>`: ms since 1970, and bytes as letters. Of
 * several widgets on a page, each has a place by its `id`.
 */

/** Milliseconds since the last change after which nothing is left. */
const life = 7_200_000;

/** For each session, what is being written; `never` once nothing can be kept, or must be left as it is. */
const writing = new WeakMap<Client, "now" | "again" | "never">();

/** Whose a place is: the first widget's that asks for it, while that is on the page. */
const owners: Record<string, Followed> = {};

/** Where this widget's flow is kept; undefined where another one keeps its own. */
function placeOf(host: Followed): string | undefined {
  const place = `osigu-preauth ${host.id}`.trim();
  if (!owners[place]?.isConnected) owners[place] = host;
  return owners[place] === host ? place : undefined;
}

/** Keeps the flow as it is now. While one state is being written, only the last of those that follow is. */
export async function keep(host: Followed): Promise<void> {
  const { client } = host;
  const state = writing.get(client);
  if (state) {
    if (state === "now") writing.set(client, "again");
    return;
  }
  try {
    do {
      writing.set(client, "now");
      await write(host);
    } while (writing.get(client) === "again");
    writing.delete(client);
  } catch {
    // A session without a user has no key, and storage may be full or forbidden: the flow goes on without it.
    writing.set(client, "never");
  }
}

async function write(host: Followed): Promise<void> {
  const { flow, client, startedAt } = host;
  const place = placeOf(host);
  if (!place) return;
  const files = new Map(flow.outcome ? [] : host.files);
  const until = Date.now() + life;
  if (isOver(flow)) {
    sessionStorage.removeItem(place);
    files.clear();
  } else {
    const sealed = await seal(client, new TextEncoder().encode(JSON.stringify({ flow, startedAt })));
    sessionStorage.setItem(place, `${until} ${letters(sealed)}`);
  }
  await keepFiles(place, files, until, async (file) => seal(client, await file.arrayBuffer()));
}

/** Nothing has been begun, or all is decided. */
function isOver({ step, found, searchValues, outcome }: Flow): boolean {
  if (outcome) return isDecided(outcome);
  return step === "search_beneficiary" && !found && !Object.values(searchValues).some(Boolean);
}

/** Brings back what was kept, where it is still good, for the same embedding and the same user. */
export async function restore(host: Followed): Promise<void> {
  const { client } = host;
  const place = placeOf(host);
  if (!place) return;
  const [until, sealed] = /^(\d+) (.*)$/s.exec(sessionStorage.getItem(place) ?? "")?.slice(1) ?? [];
  if (!sealed) return;
  try {
    if (Number(until) > Date.now()) {
      await keyOf(client);
      const kept = await open(
        client,
        Uint8Array.from(sealed, (letter) => letter.charCodeAt(0)),
      );
      const { flow, startedAt } = JSON.parse(new TextDecoder().decode(kept)) as Kept;
      if (JSON.stringify(flow.setup) === JSON.stringify(host.flow.setup)) {
        for (const { id, name, mimeType, pages } of flow.files) {
          // Pages that were being bound are bytes of their own still.
          for (const each of new Set(pages).add(id)) {
            // What cannot be had any more is said of its file, when it is sent.
            const bytes = await keptFile(place, each, (row) => open(client, row)).catch(() => undefined);
            if (bytes) host.files.set(each, new File([bytes], name, { type: mimeType }));
          }
        }
        host.startedAt = startedAt;
        host.learn(resuming);
        return host.dispatch({ type: "resumed", kept: flow });
      }
    }
  } catch (thrown) {
    // Nothing begins anew while the server cannot be asked: the person is told, and tries again.
    if (thrown instanceof ProblemError && /^(offline|unreachable)$/.test(thrown.problem.code)) throw thrown;
    // Without a session it cannot be read now, and stays for when there is one. Whose it is not has no use for it.
    if (!(thrown instanceof DOMException)) return void writing.set(client, "never");
  }
  sessionStorage.removeItem(place);
}

type Kept = { flow: Flow; startedAt: number };

function letters(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
