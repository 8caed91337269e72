/** A folder, or a file beside the folders, and the folders and files that it may import. */
export type Layers = Readonly<Record<string, readonly string[]>>;

const bffLeaves = ["json", "logging", "metrics", "problem", "settings"];
const bffVendor = ["osigu", "redis", ...bffLeaves];
const bffCapabilities = [
  "audit",
  "cache",
  "document-validation",
  "health",
  "hosts",
  "idempotency",
  "otp",
  "ownership",
  "rate-limits",
  "request-events",
  "session",
  "static",
  "uploads",
  "webhooks",
  ...bffVendor,
];

/** `bff/src`, from the top down. Capabilities know no HTTP: they import neither `http`, `middleware` nor `routes`. */
export const bffLayers: Layers = {
  "main.ts": ["cli", "process", "hosts", ...bffLeaves],
  cli: ["process", "hosts", ...bffVendor],
  process: ["server.ts", "middleware", ...bffCapabilities],
  "server.ts": ["app.ts", "http", ...bffCapabilities],
  "app.ts": ["routes", "context.ts", "middleware", "http", ...bffCapabilities],
  routes: ["context.ts", "middleware", "http", ...bffCapabilities],
  "context.ts": ["middleware", "http", ...bffCapabilities],
  middleware: ["http", ...bffCapabilities],
  http: bffLeaves,

  audit: ["ownership", "rate-limits", ...bffLeaves],
  cache: bffVendor,
  "document-validation": ["request-events", "uploads", ...bffVendor],
  health: bffVendor,
  hosts: bffLeaves,
  idempotency: ["redis", ...bffLeaves],
  otp: ["redis", ...bffLeaves],
  ownership: ["redis", ...bffLeaves],
  "rate-limits": ["redis", ...bffLeaves],
  "request-events": ["hosts", "rate-limits", "session", ...bffVendor],
  session: ["hosts", "ownership", ...bffLeaves],
  static: bffLeaves,
  testing: ["app.ts", "routes", "context.ts", "middleware", "http", ...bffCapabilities],
  uploads: bffVendor,
  webhooks: ["request-events", ...bffLeaves],

  osigu: ["redis", ...bffLeaves],
  redis: bffLeaves,
  json: ["problem"],
  logging: ["settings"],
  metrics: ["settings"],
  problem: [],
  settings: [],
};

const widgetLeaves = ["api", "format", "i18n", "lazy", "media", "platform", "public"];

/** `widget/src`, from the top down. */
export const widgetLayers: Layers = {
  "cdn-entry.ts": ["element", "lazy", "public"],
  "index.ts": ["element", "public"],
  element: ["components", "effects", "flow", "resume", "steps", "store", ...widgetLeaves],
  steps: ["components", "flow", ...widgetLeaves],
  resume: ["flow", ...widgetLeaves],
  store: ["effects", "flow", ...widgetLeaves],
  effects: ["flow", ...widgetLeaves],
  components: ["format", "i18n", "lazy", "platform", "public"],
  flow: ["api", "format", "public"],
  loader: ["api", "i18n", "public"],
  testing: ["index.ts", "element", "flow", ...widgetLeaves],

  api: ["platform"],
  format: ["i18n", "platform"],
  i18n: ["api"],
  lazy: ["api", "platform"],
  media: ["api", "platform"],
  later: [],
  platform: [],
  public: [],
};

/**
 * Imports of `widget/src` that its layers exclude and that are still there, as `from → to`; a folder that stands on both
 * sides has a cycle among its own files.
 */
export const widgetExceptions: readonly string[] = [
  "components → api",
  "components → element",
  "components → flow",
  "components → steps",
  "element → later",
  "format → flow",
  "i18n → i18n",
  "later → components",
  "later → effects",
  "later → element",
  "later → flow",
  "later → i18n",
  "later → steps",
  "loader → element",
  "resume → element",
  "steps → effects",
  "steps → element",
  "steps → later",
  "steps → steps",
];
