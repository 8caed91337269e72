import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";
import { appFixture } from "../testing/app-fixture.ts";
import { openApi } from "./openapi.ts";
import { allRoutes } from "./routes.ts";

type Operation = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Record<string, unknown> }> };
  security: Record<string, unknown>[];
  responses: Record<string, { content?: Record<string, { schema: unknown }>; headers?: object }>;
};

const routes = allRoutes(appFixture().deps);
const server = { publicUrl: "https://preauth.clinic.example/", version: "1.2.3" };
const document = openApi(routes, server) as {
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, Record<string, Operation>>;
  servers: unknown;
  components: { schemas: Record<string, Record<string, unknown>> };
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const named = (id: string) => {
  const found = operations.find(({ operationId }) => operationId === id);
  assert.ok(found, id);
  return found;
};
const headersOf = (id: string) =>
  named(id)
    .parameters.filter((one) => one.in === "header")
    .map(({ name }) => name);

describe("the OpenAPI description", () => {
  test("is valid OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    assert.ok(valid, JSON.stringify(errors, null, 1));
  });

  test("has no finding of the linter", async () => {
    const config = await createConfig({ extends: ["recommended"] });
    const findings = await lintFromString({ source: JSON.stringify(document), config });
    assert.deepEqual(
      findings.map(({ ruleId, message, location }) => `${ruleId} ${message} ${location[0]?.pointer}`),
      [],
    );
  });

  test("leaves no value undescribed", () => {
    const bare: string[] = [];
    const walk = (value: unknown, path: string) => {
      if (typeof value !== "object" || value === null) return;
      if (!Array.isArray(value) && Object.keys(value).length === 0) bare.push(path);
      for (const [key, child] of Object.entries(value)) walk(child, `${path}/${key}`);
    };
    for (const [name, { properties }] of Object.entries(document.components.schemas)) walk(properties, name);
    // What the vendor sends in an event depends on its type.
    const known = /^VendorWebhookEvent\/data\//;
    assert.deepEqual(
      bare.filter((path) => !known.test(path)),
      [],
    );
  });

  test("has every route but pages", () => {
    const missing = routes.filter(({ description }) => description === undefined);
    assert.deepEqual(
      missing.map(({ path }) => path).filter((path) => !path.startsWith("/docs")),
      [],
    );
    assert.equal(operations.length, routes.length - missing.length);
  });

  test("names the schema of every JSON body and reply", () => {
    for (const { operationId, requestBody, responses } of operations) {
      const contents = [requestBody, ...Object.values(responses)].flatMap((one) =>
        Object.entries(one?.content ?? {}),
      );
      for (const [type, { schema }] of contents) {
        const isFree = ["healthz", "openapi", "widgetFile"].includes(operationId);
        if (type !== "application/json" || isFree) continue;
        assert.match(String((schema as { $ref?: string }).$ref), /^#\/components\/schemas\//, operationId);
      }
    }
  });

  test("says which calls take an Idempotency-Key, a case number and the last event's id", () => {
    for (const id of ["createRequest", "uploadFile", "completeRequest"]) {
      assert.ok(headersOf(id).includes("Idempotency-Key"), id);
    }
    assert.ok(headersOf("createRequest").includes("Preauth-Reference"));
    for (const id of ["requestEvents", "requestListEvents"]) {
      assert.deepEqual(headersOf(id), ["Last-Event-ID"]);
      assert.deepEqual(Object.keys(named(id).responses[200]?.content ?? {}), ["text/event-stream"]);
    }
  });

  test("describes both forms of the token endpoint, its key and its errors", () => {
    const { parameters, requestBody, security, responses } = named("sessionToken");
    const query = parameters.filter((one) => one.in === "query").map(({ name }) => name);
    assert.ok(query.includes("grant_type") && query.includes("subject"));
    assert.equal(requestBody?.required, false);
    assert.deepEqual(Object.keys(requestBody?.content ?? {}), [
      "application/x-www-form-urlencoded",
      "application/json",
    ]);
    assert.deepEqual(security, [{ hostKey: [] }]);
    assert.deepEqual(responses[401]?.content, {
      "application/json": { schema: { $ref: "#/components/schemas/OAuthError" } },
    });
  });

  test("describes an upload as multipart and as JSON", () => {
    const content = named("uploadFile").requestBody?.content ?? {};
    assert.deepEqual(content["multipart/form-data"]?.schema, {
      $ref: "#/components/schemas/MultipartUpload",
    });
    assert.partialDeepStrictEqual(document.components.schemas.MultipartUpload, {
      required: ["file", "file_type"],
      properties: { file: { type: "string", format: "binary" } },
    });
    assert.ok(content["application/json"]);
  });

  test("describes both webhooks with their signatures", () => {
    assert.deepEqual(named("webhook").security, [{ vendorSignature: [] }]);
    const message = document.webhooks.authorizationRequestMessage?.post;
    assert.deepEqual(
      message?.parameters.map(({ name, required }) => `${name} ${required}`),
      ["webhook-id true", "webhook-timestamp true", "webhook-signature true"],
    );
  });

  test("has the statuses of each operation, and no default", () => {
    for (const { operationId, responses } of operations) {
      assert.ok(!("default" in responses), operationId);
      for (const status of ["400", "429", "431", "500"]) assert.ok(status in responses, operationId);
    }
    const session = operations.filter(({ security }) => security.some((one) => "session" in one));
    for (const { responses } of session) assert.ok("401" in responses && "403" in responses);
    const { responses } = named("createRequest");
    assert.ok(Object.keys(responses).join(" ").startsWith("202 400 401 403 404 408 413 415 422 429"));
  });

  test("names this server by its public address", () => {
    assert.deepEqual(document.servers, [{ url: "https://preauth.clinic.example" }]);
    const here = openApi(routes, { ...server, publicUrl: undefined });
    assert.deepEqual(here.servers, [{ url: "/" }]);
  });
});
