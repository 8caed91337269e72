import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { ServiceMonitor } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { HorizontalPodAutoscaler } from "kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler";
import { Ingress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import { NetworkPolicy } from "kubernetes-models/networking.k8s.io/v1/NetworkPolicy";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { Service } from "kubernetes-models/v1/Service";
import { ServiceAccount } from "kubernetes-models/v1/ServiceAccount";
import { parse, parseAllDocuments } from "yaml";
import { readSettings } from "../../bff/src/process/settings.ts";
import { inRepository } from "../stack/repository.ts";
import { findHelm } from "./helm-program.ts";

const chart = inRepository("bff/deploy/helm");
const everything = ["serviceMonitor.enabled=true", "ingress.enabled=true"];

/** By kind: what checks an object against the schema of its API version. */
const models = {
  Deployment,
  HorizontalPodAutoscaler,
  Ingress,
  NetworkPolicy,
  PodDisruptionBudget,
  Service,
  ServiceAccount,
  ServiceMonitor,
};
type Kind = keyof typeof models;

describe("the Helm chart", () => {
  let folder: string;
  let helm: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "preauth-helm-"));
    helm = findHelm(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) => spawnSync(helm, args, { encoding: "utf8" });
  const render = (...values: string[]) => {
    const set = values.flatMap((value) => [value.startsWith("settings.") ? "--set-string" : "--set", value]);
    const { status, stdout, stderr } = run("template", "preauth", chart, ...set);
    assert.equal(status, 0, stderr);
    return parseAllDocuments(stdout)
      .map((document) => document.toJS() as { kind: Kind; apiVersion: string; metadata: { name: string } })
      .filter((object) => object !== null);
  };
  const deploymentOf = (...values: string[]): Deployment => {
    const object = render(...values).find(({ kind }) => kind === "Deployment");
    assert.ok(object);
    return new Deployment(object as ConstructorParameters<typeof Deployment>[0]);
  };

  test("passes helm lint", () => {
    const { status, stdout } = run("lint", "--strict", chart);
    assert.equal(status, 0, stdout);
  });

  for (const values of [[], everything, ["autoscaling.enabled=false", "networkPolicy.enabled=false"]]) {
    test(`makes objects that are valid by the schemas of Kubernetes: ${values.join(", ") || "defaults"}`, () => {
      const objects = render(...values);
      assert.ok(objects.length >= 4);
      for (const object of objects) {
        const Model = models[object.kind] as new (data: object) => { apiVersion: string; validate(): void };
        assert.ok(Model, object.kind);
        assert.equal(new Model(object).apiVersion, object.apiVersion);
        new Model(object).validate();
      }
    });
  }

  test("makes everything that the documentation names", () => {
    const kinds = render(...everything).map(({ kind }) => kind);
    assert.deepEqual(new Set(kinds), new Set(Object.keys(models)));
  });

  test("stops a pod only after balancers have heard, and running requests have ended", () => {
    const { template } = deploymentOf("settings.DRAIN_SECONDS=20").spec ?? {};
    const [container] = template?.spec?.containers ?? [];
    assert.equal(container?.lifecycle?.preStop?.sleep?.seconds, 5);
    assert.equal(container?.readinessProbe?.httpGet?.path, "/readyz");
    assert.equal(container?.livenessProbe?.httpGet?.path, "/healthz");
    assert.equal(template?.spec?.terminationGracePeriodSeconds, 5 + 20 + 35);
  });

  test("runs without rights, on a file system that is read-only", () => {
    const { spec } = deploymentOf().spec?.template ?? {};
    const [container] = spec?.containers ?? [];
    assert.partialDeepStrictEqual(spec?.securityContext, { runAsNonRoot: true, runAsUser: 1000 });
    assert.partialDeepStrictEqual(container?.securityContext, {
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
    });
  });

  test("reads every secret from a file, and sets what the server knows", () => {
    const env = deploymentOf().spec?.template?.spec?.containers[0]?.env ?? [];
    const { settings, mistakes = [] } = readSettings(
      Object.fromEntries(env.map(({ name, value }) => [name, value])),
    );
    settings?.close();
    // The files are in the cluster only.
    const wrong = mistakes.filter(({ wrong }) => !wrong.startsWith("cannot be read from the file"));
    assert.deepEqual(wrong, []);
    const known = readFileSync(inRepository("bff/docs/configuration.md"), "utf8");
    for (const { name } of env) assert.ok(known.includes(`\`${name.replace(/_FILE$/, "")}`), name);
    const refused = run("template", "preauth", chart, "--set", "settings.SESSION_SECRET=visible");
    assert.notEqual(refused.status, 0);
  });

  test("has the version of the server", () => {
    const { appVersion } = parse(readFileSync(join(chart, "Chart.yaml"), "utf8")) as { appVersion: string };
    const { version } = JSON.parse(readFileSync(inRepository("bff/package.json"), "utf8"));
    assert.equal(appVersion, version);
  });
});
