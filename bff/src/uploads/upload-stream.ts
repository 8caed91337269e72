import type { DocumentPolicy } from "@osigu-preauth/shared";
import { ProblemError } from "../problem/problem-error.ts";
import { accepts, ruleFor } from "./document-policies.ts";
import { decisiveLength, detectFileType, type FileType } from "./file-signature.ts";
import { Fingerprint } from "./fingerprint.ts";
import { MultipartWriter } from "./multipart-writer.ts";
import { ActiveContentScanner, type Finding } from "./pdf-active-content.ts";
import { hasForeignHeader, ZipDetector } from "./polyglot.ts";

const fileTypeName = /^[A-Za-z0-9_.-]{1,100}$/;

/** The rules for an upload. */
export type UploadOptions = {
  maxBytes: number;
  /** Whether a PDF with active content is refused; otherwise it is only reported. */
  refuseActiveContent: boolean;
  /** Whether to compute the upload's fingerprint. */
  withFingerprint: boolean;
  /** Called with the file's bytes as they arrive. */
  onBytes?: ((chunk: Buffer) => void) | undefined;
};

/** Where the bytes of an upload come from. */
export type FlowControl = { pause(): void; resume(): void; stop(): void };

/**
 * One file on its way from a client to the vendor: counted, inspected and forwarded as it arrives. Nothing is sent
 * before the first bytes show the file's type, and no closing boundary before everything has arrived as it should.
 */
export class UploadStream {
  /** The body for the vendor, once the file's type is known. Rejects with what is wrong before that. */
  readonly ready: Promise<MultipartWriter>;
  readonly #body: MultipartWriter;
  readonly #options: UploadOptions;
  readonly #fingerprint: Fingerprint | undefined;
  readonly #zipDetector = new ZipDetector();
  #scanner: ActiveContentScanner | undefined;
  #source: FlowControl | undefined;
  #policy: DocumentPolicy | undefined;
  #type: FileType | undefined;
  #fileType: string | undefined;
  /** The file's first bytes, until there are enough of them to detect its type. */
  #start: Buffer | undefined;
  #size = 0;
  #digest = "";
  #problem: ProblemError | undefined;
  #hasFilePart = false;
  #isForwarding = false;
  /** Whether the vendor is slower than the client. */
  #isFull = false;
  #isAwaitingScanner = false;
  /** Whether the file's bytes have all come; it has ended once they are examined too. */
  #fileReceived = false;
  #fileEnded = false;
  #fileTypeWritten = false;
  #partsEnded = false;
  #isComplete = false;
  #resolve: (body: MultipartWriter) => void = () => {};
  #reject: (problem: ProblemError) => void = () => {};

  constructor(options: UploadOptions) {
    this.#options = options;
    this.#fingerprint = options.withFingerprint ? new Fingerprint() : undefined;
    this.#body = new MultipartWriter({
      onDrain: () => {
        this.#isFull = false;
        this.#resumeSource();
      },
      onDestroy: () => this.#source?.stop(),
    });
    // `problem` says what went wrong; the stream's own error needs a listener all the same.
    this.#body.on("error", () => {});
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.ready.catch(() => {});
  }

  set source(source: FlowControl) {
    this.#source = source;
  }

  /** What is wrong with the upload. */
  get problem(): ProblemError | undefined {
    return this.#problem;
  }

  /** The value of the part `file_type`; undefined until it has arrived. */
  get fileType(): string | undefined {
    return this.#fileType;
  }

  /** Whether all of it has arrived, and nothing is wrong with it. */
  get isComplete(): boolean {
    return this.#isComplete && this.#problem === undefined;
  }

  /** Identifies content and `file_type`. Empty until the upload is complete. */
  get fingerprint(): string {
    return this.#digest;
  }

  /** Active content found so far. */
  get findings(): readonly Finding[] {
    return [...(this.#scanner?.findings ?? [])];
  }

  /** Checks the upload against the insurer's policy, from now on and for what has arrived already. */
  applyPolicy(policy: DocumentPolicy | undefined): void {
    this.#policy = policy;
    this.#checkPolicy();
  }

  setFileType(value: string): void {
    if (this.#fileType !== undefined || !fileTypeName.test(value)) {
      this.fail(fieldProblem("file_type", "not valid"));
      return;
    }
    this.#fileType = value;
    this.#checkPolicy();
    // The parser may report the part while bytes of the file are still on their way here. It is written before the
    // file's first byte or after its last, never between.
    if (this.#problem === undefined && this.#fileEnded) this.#writeFileType();
  }

  /** The file's part has started. */
  startFile(): void {
    this.#hasFilePart = true;
  }

  write(chunk: Buffer): void {
    if (this.#problem !== undefined) return;
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes()) {
      this.fail(new ProblemError("file_too_large"));
      return;
    }
    this.#fingerprint?.update(chunk);
    this.#zipDetector.update(chunk);
    this.#options.onBytes?.(chunk);
    if (this.#isForwarding) this.#forward(chunk);
    else {
      this.#start = this.#start === undefined ? chunk : Buffer.concat([this.#start, chunk]);
      if (this.#start.length >= decisiveLength) this.#startForwarding(this.#start);
    }
  }

  endFile(): void {
    if (this.#problem !== undefined) return;
    if (this.#size === 0) {
      this.fail(new ProblemError("file_empty"));
      return;
    }
    if (!this.#isForwarding) this.#startForwarding(this.#start ?? Buffer.alloc(0));
    this.#fileReceived = true;
    this.#scanner?.end();
    if (this.#scanner?.examining === undefined) this.#finishFile();
    else this.#awaitScanner();
  }

  #finishFile(): void {
    if (this.#problem !== undefined || this.#refuseFindings()) return;
    if (this.#zipDetector.isArchive) {
      this.fail(new ProblemError("file_type_not_allowed"));
      return;
    }
    this.#fileEnded = true;
    this.#body.endFile();
    if (this.#fileType !== undefined) this.#writeFileType();
    if (this.#partsEnded) this.end();
  }

  /** All parts have been parsed, though bytes of the file may still be on their way here. */
  end(): void {
    if (this.#problem !== undefined || this.#isComplete) return;
    this.#partsEnded = true;
    if (!this.#hasFilePart) this.fail(fieldProblem("file", "missing"));
    else if (this.#fileEnded) this.#complete();
  }

  /** Ends an upload that has not arrived completely. */
  fail(problem: ProblemError): void {
    if (!this.#isComplete) this.#refuse(problem);
  }

  /** Ends the upload, even if a small one has arrived completely before there was a policy to check it against. */
  #refuse(problem: ProblemError): void {
    if (this.#problem !== undefined) return;
    this.#problem = problem;
    this.#scanner?.stop();
    this.#reject(problem);
    this.#body.destroy(new DOMException("upload stopped", "AbortError"));
  }

  #complete(): void {
    if (this.#fileType === undefined) {
      this.fail(fieldProblem("file_type", "missing"));
      return;
    }
    this.#isComplete = true;
    if (this.#fingerprint !== undefined) {
      this.#fingerprint.update(Buffer.from(`\0${this.#fileType}`));
      this.#digest = this.#fingerprint.digest();
    }
    this.#body.finish();
  }

  #startForwarding(start: Buffer): void {
    const type = detectFileType(start);
    if (type === undefined || hasForeignHeader(start, type.mimeType)) {
      this.fail(new ProblemError("file_type_not_allowed"));
      return;
    }
    this.#type = type;
    this.#checkPolicy();
    if (this.#problem !== undefined) return;
    if (type.mimeType === "application/pdf") this.#scanner = new ActiveContentScanner();
    this.#isForwarding = true;
    this.#start = undefined;
    if (this.#fileType !== undefined) this.#writeFileType();
    this.#body.startFile(type);
    this.#forward(start);
    if (this.#problem === undefined) this.#resolve(this.#body);
  }

  #forward(chunk: Buffer): void {
    this.#scanner?.update(chunk);
    if (this.#refuseFindings()) return;
    this.#isFull = !this.#body.write(chunk);
    if (this.#scanner?.examining !== undefined) this.#awaitScanner();
    if (this.#isFull) this.#source?.pause();
  }

  /** Takes no more of the file until what has come is examined. */
  #awaitScanner(): void {
    if (this.#isAwaitingScanner) return;
    this.#isAwaitingScanner = true;
    this.#source?.pause();
    void this.#scanner?.examining?.then(() => {
      this.#isAwaitingScanner = false;
      if (this.#fileReceived) this.#finishFile();
      else if (!this.#refuseFindings()) this.#resumeSource();
    });
  }

  #resumeSource(): void {
    if (!this.#isFull && !this.#isAwaitingScanner) this.#source?.resume();
  }

  #writeFileType(): void {
    if (this.#fileTypeWritten) return;
    this.#fileTypeWritten = true;
    this.#body.field("file_type", this.#fileType ?? "");
  }

  /** Whether the upload ends here, because of active content. */
  #refuseFindings(): boolean {
    if (!this.#options.refuseActiveContent || (this.#scanner?.findings.size ?? 0) === 0) return false;
    this.fail(new ProblemError("file_unsafe"));
    return true;
  }

  /** Checks type and size against the rule for this `file_type`, as far as they are known. */
  #checkPolicy(): void {
    const rule = this.#rule();
    if (rule === undefined) return;
    if (this.#type !== undefined && !accepts(rule, this.#type)) {
      this.#refuse(new ProblemError("file_type_not_allowed"));
    } else if (this.#size > this.#maxBytes()) this.#refuse(new ProblemError("file_too_large"));
  }

  #rule() {
    return this.#fileType === undefined ? undefined : ruleFor(this.#policy, this.#fileType);
  }

  #maxBytes(): number {
    return Math.min(this.#options.maxBytes, this.#rule()?.max_size_bytes ?? Number.POSITIVE_INFINITY);
  }
}

function fieldProblem(path: string, message: string): ProblemError {
  return new ProblemError("validation_failed", { errors: [{ path, message }] });
}
