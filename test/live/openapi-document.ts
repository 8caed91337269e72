import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";

type Content = Record<string, { schema: object }>;
type Header = { $ref?: string; schema?: object };
type Response = { content?: Content; headers?: Record<string, Header> };
type Operation = {
  operationId: string;
  parameters: { name: string; in: string; schema: object }[];
  requestBody?: { content: Content };
  responses: Record<string, Response>;
};
type Document = {
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, Record<string, Operation>>;
};

/** A response as it came. */
export type Answer = { status: number; headers: Headers; text: string };

/** A request as it was sent. Without a body, its content is not checked. */
export type Sent = { type?: string; body?: unknown; headers?: Record<string, string> };

/** The `/openapi.json` of a running server, and whether what it sends is as that says. */
export class OpenApiDocument {
  readonly operations: ReadonlyMap<string, Operation>;
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false });

  constructor(document: Document) {
    this.#ajv.addSchema(document, "openapi");
    const paths = [...Object.values(document.paths), ...Object.values(document.webhooks)];
    this.operations = new Map(
      paths.flatMap((path) => Object.values(path)).map((one) => [one.operationId, one]),
    );
  }

  static async of(url: string): Promise<OpenApiDocument> {
    return new OpenApiDocument(await (await fetch(`${url}/openapi.json`)).json());
  }

  /** Fails for a status, a media type, a header or a body that the operation does not document. */
  checkResponse(operationId: string, { status, headers, text }: Answer): void {
    const what = `${operationId} ${status}`;
    const response = this.#operation(operationId).responses[status];
    assert.ok(response, `${what} is not documented: ${text}`);
    for (const [name, { $ref, schema }] of Object.entries(response.headers ?? {})) {
      const value = headers.get(name);
      if (value === null) continue;
      const place = $ref === undefined ? (schema ?? {}) : { $ref: `openapi${$ref}/schema` };
      this.#check(place, value, `${what}: header ${name}`);
    }
    assert.ok("X-Request-Id" in (response.headers ?? {}) && headers.has("x-request-id"), what);
    const type = headers.get("content-type")?.split(";")[0] ?? "";
    if (response.content === undefined) {
      assert.equal(text, "", what);
      return;
    }
    const media = response.content[type];
    assert.ok(media, `${what}: ${type} is not documented`);
    this.#check(media.schema, /json$/.test(type) ? JSON.parse(text) : text, what);
  }

  /** Fails for a header or a body of a request that the operation does not document. */
  checkRequest(operationId: string, { type = "application/json", body, headers = {} }: Sent): void {
    const { parameters, requestBody } = this.#operation(operationId);
    for (const [name, value] of Object.entries(headers)) {
      const header = parameters.find((one) => one.name.toLowerCase() === name.toLowerCase());
      assert.ok(header, `${operationId}: the header ${name} is not documented`);
      this.#check(header.schema, value, `${operationId}: header ${name}`);
    }
    if (body === undefined) return;
    const media = requestBody?.content[type];
    assert.ok(media, `${operationId}: a body of ${type} is not documented`);
    this.#check(media.schema, body, `${operationId}: request`);
  }

  /** Fails for an event that the stream does not document. */
  checkEvent(operationId: string, { name, data }: { name: string; data: unknown }): void {
    const media = this.#operation(operationId).responses[200]?.content?.["text/event-stream"];
    const events = (media?.schema as { "x-events"?: Record<string, object> })?.["x-events"];
    const schema = events?.[name];
    assert.ok(schema, `${operationId}: the event ${name} is not documented`);
    this.#check(schema, data, `${operationId}: event ${name}`);
  }

  #operation(operationId: string): Operation {
    const operation = this.operations.get(operationId);
    assert.ok(operation, `${operationId} is not documented`);
    return operation;
  }

  #check(schema: object, value: unknown, what: string): void {
    const validate = this.#ajv.compile(withBase(schema));
    assert.ok(validate(value), `${what}: ${this.#ajv.errorsText(validate.errors)}`);
  }
}

/** References of a part of the document, from outside of it. */
function withBase(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"openapi#/'));
}
