import type { Client } from "../api/client.ts";
import { resumeReducers } from "../flow/reducers/resume.ts";
import { isDecided } from "../flow/selectors/decision.ts";
import type { FlowState } from "../flow/state.ts";
import { encodeJson } from "../format/json.ts";
import { now } from "../platform/clock.ts";
import { ProblemError } from "../problem/problem.ts";
import { decrypt, encrypt, keyOf } from "./encryption.ts";
import { readStoredFile, storeFiles } from "./file-store.ts";
import { placeName } from "./place-name.ts";
import type { ResumableHost } from "./resumable-host.ts";

/**
 * Saves a flow in this tab: its state in `sessionStorage`, its files in IndexedDB. Both are encrypted with a key that
 * the server gives only to a valid session of the same user. They are deleted when the request is decided, and expire
 * after two hours. `sessionStorage` holds `<until> <encrypted>`: ms since 1970, and one character for each byte. On a
 * page with several widgets, each has a place of its own by its `id`.
 */

/**
 * The version of the shape of a saved flow. A change of `FlowState` that an older saved flow does not have needs
 * another number: a flow of another version is not restored.
 */
const version = 1;

/** Milliseconds after the last change until a saved flow expires. */
const lifetime = 7_200_000;

/** Milliseconds after a failure that may pass until the next change is saved again. */
const retryPause = 10_000;

/** Progress of saving, by session. `stopped`: storage is not available, or its content must stay as it is. */
const saving = new WeakMap<Client, "in_progress" | "again" | "stopped">();

/** The widget that owns a place: the first one that uses it, while it is in the document. */
const owners: Record<string, ResumableHost> = {};

/** The place of a widget's flow; undefined where another widget owns it. */
function placeOf(host: ResumableHost): string | undefined {
  const place = placeName(host.id);
  if (!owners[place]?.isConnected) owners[place] = host;
  return owners[place] === host ? place : undefined;
}

/** The sessions whose flow is saved, but for changes that are being written. */
const saved = new WeakSet<Client>();

/**
 * Saves the flow as it is now. Of the changes during a write, only the last one is written. Returns whether the flow
 * would be restored.
 */
export async function saveFlow(host: ResumableHost): Promise<boolean> {
  const { client } = host;
  const state = saving.get(client);
  if (state) {
    if (state === "in_progress") saving.set(client, "again");
    return saved.has(client);
  }
  try {
    do {
      saving.set(client, "in_progress");
      await write(host);
      saved.add(client);
    } while (saving.get(client) === "again");
    saving.delete(client);
  } catch (thrown) {
    saved.delete(client);
    // A session without a subject has no key, and storage may be full or blocked: the flow continues unsaved.
    saving.set(client, "stopped");
    if (isRetryable(thrown)) setTimeout(() => saving.delete(client), retryPause);
  }
  return saved.has(client);
}

async function write(host: ResumableHost): Promise<void> {
  const { flow, client, startedAt } = host;
  const place = placeOf(host);
  if (!place) return;
  const files = new Map(flow.outcome ? [] : host.files);
  const until = Date.now() + lifetime;
  if (hasNothingToSave(flow)) {
    sessionStorage.removeItem(place);
    files.clear();
  } else {
    const json = new TextEncoder().encode(encodeJson({ version, flow, startedAt } satisfies SavedFlow));
    sessionStorage.setItem(place, `${until} ${toText(await encrypt(client, json))}`);
  }
  await storeFiles(place, files, until, async (file) => encrypt(client, await file.arrayBuffer()));
}

/** Whether nothing was entered yet, or the request is decided. */
function hasNothingToSave({ step, found, searchValues, outcome }: FlowState): boolean {
  if (outcome) return isDecided(outcome);
  return step === "search_beneficiary" && !found && !Object.values(searchValues).some(Boolean);
}

/**
 * Restores the saved flow of the same user with the same options, unless it has expired or another version of the
 * widget saved it.
 *
 * @throws ProblemError a retryable one: the flow is still there, and the user can try again.
 */
export async function restoreFlow(host: ResumableHost): Promise<void> {
  const { client } = host;
  const previous = owners[placeName(host.id)];
  const place = placeOf(host);
  if (!place) return;
  try {
    const [until, encrypted] = /^(\d+) (.*)$/s.exec(sessionStorage.getItem(place) ?? "")?.slice(1) ?? [];
    if (!encrypted) return;
    if (Number(until) > Date.now() && (await restore(host, place, encrypted))) {
      // The host page hears of an outcome once, from the widget that goes on.
      if (previous !== host) previous?.release();
      return;
    }
    sessionStorage.removeItem(place);
  } catch (thrown) {
    if (isRetryable(thrown)) throw thrown;
    // Storage is blocked, or the session has no key: a saved flow stays for a session that has one.
    saving.set(client, "stopped");
  }
}

/** Returns whether there was something to restore: not what another user, other options or another version saved. */
async function restore(host: ResumableHost, place: string, encrypted: string): Promise<boolean> {
  await keyOf(host.client);
  const json = await decrypt(host.client, toBytes(encrypted)).catch(() => undefined);
  const saved = json && parse(json);
  if (saved?.version !== version || encodeJson(saved.flow.setup) !== encodeJson(host.flow.setup))
    return false;
  await restoreFiles(host, place, saved.flow);
  host.startedAt = Math.min(saved.startedAt, now());
  host.register(resumeReducers);
  host.dispatch({ type: "resumed", kept: saved.flow, now: now() });
  return true;
}

/** Without a session only the host page can help: the flow goes on unsaved. */
function isRetryable(thrown: unknown): boolean {
  return (
    thrown instanceof ProblemError && thrown.problem.retryable && thrown.problem.code !== "session_failed"
  );
}

/** A file that cannot be read is missing from `host.files`: its upload fails, and the user sees why. */
async function restoreFiles(host: ResumableHost, place: string, flow: FlowState): Promise<void> {
  for (const { id, name, mimeType, pages } of flow.files) {
    // While one PDF is being made of several photos, each of them is still a file of its own.
    for (const fileId of new Set(pages).add(id)) {
      const bytes = await readStoredFile(place, fileId, (row) => decrypt(host.client, row)).catch(
        () => undefined,
      );
      if (bytes) host.files.set(fileId, new File([bytes], name, { type: mimeType }));
    }
  }
}

type SavedFlow = { version: number; flow: FlowState; startedAt: number };

function parse(json: ArrayBuffer): SavedFlow {
  return JSON.parse(new TextDecoder().decode(json)) as SavedFlow;
}

function toText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
