import type { HTTPResponse, Page } from "puppeteer-core";

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
      const reading = this.#read(response).finally(() => this.#reading.delete(reading));
      this.#reading.add(reading);
    });
  }

  /** All of it, once what is on its way has been read. */
  async text(): Promise<string> {
    await Promise.all(this.#reading);
    return this.#entries.join("\n");
  }

  async #read(response: HTTPResponse): Promise<void> {
    this.#entries.push(`${response.status()} ${response.url()} ${JSON.stringify(response.headers())}`);
    // A body that was cut off, or that a redirect or a 204 does not have, cannot be read.
    const body = await response.text().catch(() => "");
    this.#entries.push(body);
  }
}
