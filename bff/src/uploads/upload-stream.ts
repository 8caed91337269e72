import type { DocumentPolicy } from "@osigu-preauth/shared";
import { ProblemError } from "../problem/problem-error.ts";
import { ruleFor, takes } from "./document-rules.ts";
import { decidingBytes, type FileKind, fileKindOf } from "./file-signature.ts";
import { Fingerprint } from "./fingerprint.ts";
import { MultipartBody } from "./multipart-writer.ts";
import { ActiveContent, type Finding } from "./pdf-active-content.ts";
import { beginsTwice, FileEnd } from "./polyglot.ts";

const fileType = /^[A-Za-z0-9_.-]{1,100}$/;

/** What an upload is held to. */
export type UploadRules = {
  mostBytes: number;
  /** Whether a PDF with active content is refused; otherwise it is only told of. */
  refuseActive: boolean;
  /** Whether the upload's fingerprint will be asked for. */
  hashed: boolean;
  /** Takes a copy of the file's bytes as they come. */
  copy?: ((chunk: Buffer) => void) | undefined;
};

/** Where the bytes of an upload come from, as far as it can be held. */
export type Source = { hold(): void; goOn(): void; stop(): void };

/**
 * One file on its way from a browser to the vendor: counted, recognised and passed on as it comes. Nothing goes out
 * before the first bytes have told what it is, and no closing boundary before everything came as it should.
 */
export class ReceivedUpload {
  /** The body for the vendor, once the file's kind is known. Rejects with what is wrong before that. */
  readonly ready: Promise<MultipartBody>;
  readonly #body: MultipartBody;
  readonly #rules: UploadRules;
  readonly #fingerprint: Fingerprint | undefined;
  readonly #fileEnd = new FileEnd();
  #kind: FileKind | undefined;
  #active: ActiveContent | undefined;
  #policy: DocumentPolicy | undefined;
  #source: Source | undefined;
  #resolve: (body: MultipartBody) => void = () => {};
  #reject: (problem: ProblemError) => void = () => {};
  #start: Buffer | undefined;
  #begun = false;
  #fileSeen = false;
  #fileEnded = false;
  #typeWritten = false;
  #allCame = false;
  #fileType: string | undefined;
  #size = 0;
  #ended = false;
  #problem: ProblemError | undefined;
  #digest = "";

  constructor(rules: UploadRules) {
    this.#rules = rules;
    this.#fingerprint = rules.hashed ? new Fingerprint() : undefined;
    this.#body = new MultipartBody(
      () => this.#source?.goOn(),
      () => this.#source?.stop(),
    );
    // What breaks the body is told by `problem`; the stream's own error has no other listener.
    this.#body.on("error", () => {});
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.ready.catch(() => {});
  }

  from(source: Source): void {
    this.#source = source;
  }

  /** What is wrong with the upload. */
  get problem(): ProblemError | undefined {
    return this.#problem;
  }

  /** What it was said to be; undefined until that has come. */
  get fileType(): string | undefined {
    return this.#fileType;
  }

  /** Whether all of it came. */
  get complete(): boolean {
    return this.#ended && this.#problem === undefined;
  }

  /** Tells content and type; empty until all of it came. */
  get fingerprint(): string {
    return this.#digest;
  }

  /** What the document carries besides what can be seen, as far as it has come. */
  get findings(): readonly Finding[] {
    return [...(this.#active?.found ?? [])];
  }

  /** Holds the upload to what the insurer takes, whatever of it has come already. */
  hold(policy: DocumentPolicy | undefined): void {
    this.#policy = policy;
    this.#checkPolicy();
  }

  takeFileType(value: string): void {
    if (this.#fileType !== undefined || !fileType.test(value)) {
      this.fail(
        new ProblemError("validation_failed", { errors: [{ path: "file_type", message: "not valid" }] }),
      );
      return;
    }
    // The part is written where it does not fall into the middle of the file: before its first byte, or after
    // its last. The parser may tell of it while bytes of the file are still on their way here.
    this.#fileType = value;
    this.#checkPolicy();
    if (this.#problem === undefined && this.#fileEnded) this.#writeFileType();
  }

  takeBytes(chunk: Buffer): void {
    if (this.#problem !== undefined) return;
    this.#size += chunk.length;
    if (this.#size > this.#mostBytes()) {
      this.fail(new ProblemError("file_too_large"));
      return;
    }
    this.#fingerprint?.take(chunk);
    this.#fileEnd.take(chunk);
    this.#rules.copy?.(chunk);
    if (this.#begun) {
      if (!this.#examine(chunk)) return;
      if (!this.#body.write(chunk)) this.#source?.hold();
      return;
    }
    this.#start = this.#start === undefined ? chunk : Buffer.concat([this.#start, chunk]);
    if (this.#start.length >= decidingBytes) this.#begin(this.#start);
  }

  endFile(): void {
    if (this.#problem !== undefined) return;
    if (this.#size === 0) {
      this.fail(new ProblemError("file_empty"));
      return;
    }
    if (!this.#begun) this.#begin(this.#start ?? Buffer.alloc(0));
    this.#examineEnd();
    if (this.#problem !== undefined) return;
    this.#fileEnded = true;
    this.#body.endFile();
    if (this.#fileType !== undefined) this.#writeFileType();
    if (this.#allCame) this.end();
  }

  /** The file's part has come up; its bytes follow. */
  beginFile(): void {
    this.#fileSeen = true;
  }

  /** All parts have come, though bytes of the file may still be on their way here. */
  end(): void {
    if (this.#problem !== undefined || this.#ended) return;
    this.#allCame = true;
    if (!this.#fileSeen) {
      this.fail(missing("file"));
      return;
    }
    if (!this.#fileEnded) return;
    if (this.#fileType === undefined) {
      this.fail(missing("file_type"));
      return;
    }
    this.#ended = true;
    if (this.#fingerprint) {
      this.#fingerprint.take(Buffer.from(`\0${this.#fileType}`));
      this.#digest = this.#fingerprint.end();
    }
    this.#body.finish();
  }

  fail(problem: ProblemError): void {
    if (this.#problem !== undefined || this.#ended) return;
    this.#problem = problem;
    this.#reject(problem);
    this.#body.destroy(new DOMException("upload stopped", "AbortError"));
  }

  #writeFileType(): void {
    if (this.#typeWritten) return;
    this.#typeWritten = true;
    this.#body.field("file_type", this.#fileType ?? "");
  }

  #begin(start: Buffer): void {
    const kind = fileKindOf(start);
    if (kind === undefined || beginsTwice(start, kind.mimeType)) {
      this.fail(new ProblemError("file_type_not_allowed"));
      return;
    }
    this.#kind = kind;
    this.#checkPolicy();
    if (kind.mimeType === "application/pdf") this.#active = new ActiveContent();
    if (this.#problem !== undefined || !this.#examine(start)) return;
    this.#begun = true;
    if (this.#fileType !== undefined) this.#writeFileType();
    this.#body.beginFile(kind);
    if (!this.#body.write(start)) this.#source?.hold();
    this.#start = undefined;
    this.#resolve(this.#body);
  }

  /** Looks at bytes before they are passed on; false when the upload ends with them. */
  #examine(chunk: Buffer): boolean {
    this.#active?.take(chunk);
    return this.#mayPass();
  }

  #examineEnd(): void {
    this.#active?.end();
    if (this.#problem === undefined && this.#mayPass() && this.#fileEnd.isArchive) {
      this.fail(new ProblemError("file_type_not_allowed"));
    }
  }

  #mayPass(): boolean {
    if (!this.#rules.refuseActive || (this.#active?.found.size ?? 0) === 0) return true;
    this.fail(new ProblemError("file_unsafe"));
    return false;
  }

  /** Kind and size against the rule for this kind of document, once both are known. */
  #checkPolicy(): void {
    const rule = this.#fileType === undefined ? undefined : ruleFor(this.#policy, this.#fileType);
    if (rule === undefined) return;
    if (this.#kind !== undefined && !takes(rule, this.#kind)) {
      this.fail(new ProblemError("file_type_not_allowed"));
    } else if (this.#size > this.#mostBytes()) this.fail(new ProblemError("file_too_large"));
  }

  #mostBytes(): number {
    const rule = this.#fileType === undefined ? undefined : ruleFor(this.#policy, this.#fileType);
    return Math.min(this.#rules.mostBytes, rule?.max_size_bytes ?? Number.POSITIVE_INFINITY);
  }
}

function missing(path: string): ProblemError {
  return new ProblemError("validation_failed", { errors: [{ path, message: "missing" }] });
}
