import * as shared from "@osigu-preauth/shared";
import { z } from "zod";
import { messageBody } from "../deliveries/messages.ts";
import { base64Upload } from "../uploads/receive-upload.ts";
import {
  multipartUpload,
  oauthError,
  readinessReply,
  resumeKey,
  sessionTokenReply,
  tokenParameters,
} from "./schemas.ts";

export type Schema = Record<string, unknown>;
type Direction = "input" | "output";

/** Schemas that have a name in the description: what requests contain. */
const requestSchemas: Readonly<Record<string, z.ZodType>> = {
  TokenRequest: tokenParameters,
  SearchInput: shared.searchInput,
  RequestedProduct: shared.requestedProduct,
  CreateAuthorizationRequest: shared.createAuthorizationRequest,
  CompleteAuthorizationRequest: shared.completeAuthorizationRequest,
  MultipartUpload: multipartUpload,
  Base64Upload: base64Upload,
  SendOtp: shared.sendOtp,
  ValidateOtp: shared.validateOtp,
  VendorWebhookEvent: shared.webhookEvent,
};

/** What replies contain. */
const replySchemas: Readonly<Record<string, z.ZodType>> = {
  Problem: shared.problemDetails,
  FieldError: shared.fieldError,
  OAuthError: oauthError,
  SessionToken: sessionTokenReply,
  SponsorList: shared.sponsorList,
  Sponsor: shared.sponsor,
  SearchFormList: shared.searchFormList,
  SearchForm: shared.searchForm,
  SearchField: shared.searchField,
  Beneficiary: shared.beneficiary,
  Coverage: shared.coverage,
  Dependent: shared.dependent,
  DependentList: shared.dependentList,
  SponsorConfiguration: shared.sponsorConfiguration,
  ProductPage: shared.productPage,
  Product: shared.product,
  DiagnosisPage: shared.diagnosisPage,
  Diagnosis: shared.diagnosis,
  PageInfo: shared.pageInfo,
  CreatedAuthorizationRequest: shared.createdAuthorizationRequest,
  AuthorizationOutcome: shared.authorizationOutcome,
  Authorization: shared.authorization,
  DocumentPolicy: shared.documentPolicy,
  DocumentRule: shared.documentRule,
  SentOtp: shared.sentOtp,
  ValidatedOtp: shared.validatedOtp,
  RequestListPage: shared.requestListPage,
  ListedRequest: shared.listedRequest,
  RequestSummary: shared.requestSummary,
  Recents: shared.recents,
  LastChoice: shared.lastChoice,
  RequestedProduct: shared.requestedProduct,
  ResumeKey: resumeKey,
  Readiness: readinessReply,
  HostMessage: messageBody,
};

const names: Readonly<Record<Direction, ReadonlyMap<z.ZodType, string>>> = {
  input: new Map(Object.entries(requestSchemas).map(([name, schema]) => [schema, name])),
  output: new Map(Object.entries(replySchemas).map(([name, schema]) => [schema, name])),
};

const address = (name: string) => `#/components/schemas/${name}`;

/** A schema, by its name where it has one. `input`: what it takes; `output`: what it gives. */
export function schemaOf(schema: z.ZodType, io: Direction): Schema {
  const name = names[io].get(schema);
  if (name !== undefined) return { $ref: address(name) };
  return inlineSchemaOf(schema, io);
}

/** A schema without its name. */
export function inlineSchemaOf(schema: z.ZodType, io: Direction): Schema {
  return withoutAddress(z.toJSONSchema(schema, { io, unrepresentable: "any" }));
}

/** Every named schema. */
export function namedSchemas(): Record<string, Schema> {
  return { ...componentsOf(requestSchemas, "input"), ...componentsOf(replySchemas, "output") };
}

function componentsOf(schemas: Readonly<Record<string, z.ZodType>>, io: Direction): Record<string, Schema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const converted = z.toJSONSchema(registry, { io, unrepresentable: "any", uri: address }).schemas;
  return Object.fromEntries(
    Object.entries(converted).map(([name, schema]) => [name, withoutAddress(schema)]),
  );
}

function withoutAddress({ $schema: _, $id: __, ...schema }: Schema): Schema {
  return schema;
}
