import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { countWorkers } from "./count-workers.ts";
import { DocumentsPage } from "./documents-page.ts";
import { type Environment, startEnvironment } from "./environment.ts";
import { askFor } from "./journey.ts";

describe("a photo is made ready under the host page's strict content policy", () => {
  let environment: Environment;
  let further = "";

  before(async () => {
    environment = await startEnvironment({
      contentPolicy: (bff) => strict(bff),
      scripts: [countWorkers, recordViolations],
    });
  });
  after(() => environment?.close());

  /** A page that allows its own things, the widget's scripts and calls, and no more. */
  const strict = (bff: string) =>
    `default-src 'none'; script-src 'self' ${bff}; connect-src 'self' ${bff}; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; ${further}`;

  const photograph = async (under: string) => {
    further = under;
    const { widget, close } = await environment.openPage();
    await askFor(widget);
    const documents = new DocumentsPage(widget);
    await documents.photograph("MEDICAL_INDICATION", {
      name: "a.jpg",
      width: 2000,
      height: 3000,
      orientation: 8,
    });
    await widget.waitForText("Uploaded");
    await documents.photograph("MEDICAL_INDICATION", { name: "b.jpg", width: 1500, height: 1000 });
    await widget.waitForText(/b\.jpg .* · Uploaded/);
    const held = await documents.held();
    const { violated, workers } = await widget.tab.evaluate(() => ({
      violated: window.violated,
      workers: window.workersStarted,
    }));
    await close();
    return {
      shapes: held.map(({ width, height }) => `${width} × ${height}`),
      workers,
      violated,
    };
  };

  test("with `worker-src blob:` in a worker, and nothing is violated", async () => {
    const { shapes, workers, violated } = await photograph(
      "worker-src blob:; trusted-types lit-html osigu-preauth",
    );
    assert.deepEqual(shapes, ["2560 × 1707", "1500 × 1000"]);
    assert.equal(workers, 2);
    assert.deepEqual(violated, []);
  });

  test("without it in the page itself, and the worker is asked for once", async () => {
    const { shapes, workers, violated } = await photograph("trusted-types lit-html osigu-preauth");
    assert.deepEqual(shapes, ["2560 × 1707", "1500 × 1000"]);
    assert.equal(workers, 0);
    assert.deepEqual(violated, ["worker-src"]);
  });

  test("where not even the widget's policy of trusted types is allowed", async () => {
    const { shapes, workers, violated } = await photograph("worker-src blob:; trusted-types lit-html");
    assert.deepEqual(shapes, ["2560 × 1707", "1500 × 1000"]);
    assert.equal(workers, 0);
    assert.deepEqual(violated, ["trusted-types"]);
  });
});

declare global {
  interface Window {
    violated: string[];
  }
}

/** Runs in the page: it must stand alone. */
function recordViolations(): void {
  window.violated = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    window.violated.push(event.effectiveDirective),
  );
}
