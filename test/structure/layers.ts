/** A folder, or a file beside the folders, and the folders and files that it may import. */
export type Layers = Readonly<Record<string, readonly string[]>>;

const bffLeaves = ["json", "logging", "metrics", "problem", "settings"];
const bffVendor = ["osigu", "redis", ...bffLeaves];
const bffCapabilities = [
  "audit",
  "cache",
  "deliveries",
  "document-validation",
  "health",
  "hosts",
  "idempotency",
  "otp",
  "ownership",
  "rate-limits",
  "recents",
  "request-events",
  "request-list",
  "session",
  "static",
  "uploads",
  "webhooks",
  ...bffVendor,
];

/** `bff/src`, from the top down. Capabilities know no HTTP: they import neither `http`, `middleware` nor `routes`. */
export const bffLayers: Layers = {
  "main.ts": ["cli", "process", "hosts", ...bffLeaves],
  cli: ["process", "hosts", "static", ...bffVendor],
  process: ["server.ts", "middleware", ...bffCapabilities],
  "server.ts": ["app.ts", "http", ...bffCapabilities],
  "app.ts": ["routes", "context.ts", "middleware", "http", ...bffCapabilities],
  routes: ["context.ts", "middleware", "http", ...bffCapabilities],
  "context.ts": ["middleware", "http", ...bffCapabilities],
  middleware: ["http", ...bffCapabilities],
  http: bffLeaves,

  audit: ["ownership", "rate-limits", ...bffLeaves],
  cache: bffVendor,
  deliveries: ["audit", "hosts", "redis", "request-events", "request-list", ...bffLeaves],
  "document-validation": ["request-events", "uploads", ...bffVendor],
  health: bffVendor,
  hosts: bffLeaves,
  idempotency: ["redis", ...bffLeaves],
  otp: ["redis", ...bffLeaves],
  ownership: ["redis", ...bffLeaves],
  "rate-limits": ["redis", ...bffLeaves],
  "request-events": ["hosts", "rate-limits", "session", ...bffVendor],
  recents: ["redis", ...bffLeaves],
  "request-list": ["hosts", "ownership", "rate-limits", "redis", "request-events", "session", ...bffLeaves],
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

/** `widget/src`, from the top down. The flow is pure: it imports no network, no clock and no component. */
export const widgetLayers: Layers = {
  "cdn-entry.ts": ["element", "lazy"],
  "index.ts": ["element", "public"],
  loader: ["api", "element", "i18n", "public"],
  testing: ["element", "flow", "index.ts", "platform", "problem"],

  element: [
    "api",
    "components",
    "effects",
    "flow",
    "format",
    "i18n",
    "lazy",
    "platform",
    "problem",
    "public",
    "resume",
    "steps",
    "store",
  ],
  steps: ["api", "components", "flow", "format", "i18n", "lazy", "platform", "problem", "public"],
  resume: ["api", "flow", "format", "platform", "problem"],
  store: ["effects", "flow", "problem"],
  effects: ["api", "flow", "format", "lazy", "media", "platform", "problem", "public"],
  components: ["api", "format", "i18n", "problem"],
  flow: ["format", "problem"],

  api: ["platform", "problem"],
  lazy: ["api", "platform", "problem"],
  i18n: ["problem"],
  media: ["problem"],
  format: [],
  platform: [],
  problem: [],
  public: ["i18n"],
};
