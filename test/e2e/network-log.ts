import type { HTTPRequest, Page } from "puppeteer-core";

/** Everything that a page sent and got, as text. */
export class NetworkLog {
  readonly urls: string[] = [];
  readonly #entries: string[] = [];
  readonly #reading = new Set<Promise<void>>();

  constructor(page: Page) {
    page.on("request", (request) => {
      this.urls.push(request.url());
      this.#entries.push(
        `${request.method()} ${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`,
      );
    });
    page.on("response", (response) => {
      const headers = JSON.stringify(response.headers());
      this.#entries.push(`${response.status()} ${response.url()} ${headers}`);
    });
    // Only what has ended has a body to read: a stream of events may stay open for ever.
    page.on("requestfinished", (request) => {
      const reading = this.#read(request).finally(() => this.#reading.delete(reading));
      this.#reading.add(reading);
    });
  }

  /** All of it, once what is on its way has been read. */
  async text(): Promise<string> {
    await Promise.all(this.#reading);
    return this.#entries.join("\n");
  }

  async #read(request: HTTPRequest): Promise<void> {
    // A redirect or a 204 has no body.
    this.#entries.push(
      (await request
        .response()
        ?.text()
        .catch(() => "")) ?? "",
    );
  }
}
