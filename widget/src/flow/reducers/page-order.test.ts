import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { file, rule } from "../../testing/fixtures.ts";
import { atDocuments, create, type FlowDriver, withChoices } from "../../testing/flow-driver.ts";
import type { Effect } from "../events.ts";

/** A document of a PDF, with these photos ready to become its pages. */
function withPages(...ids: string[]): FlowDriver {
  const driver = create(withChoices()).succeed("load_policy", [rule({ mime_types: ["application/pdf"] })]);
  for (const id of ids) {
    driver.send({
      type: "file_added",
      file: file(id, { name: `${id}.jpg`, mimeType: "image/jpeg", state: "waiting" }),
    });
    driver.succeed("prepare", { name: `${id}.jpg`, size: 10, mimeType: "image/jpeg" });
  }
  return driver;
}

const order = ({ flow }: FlowDriver) => flow.files.map(({ id }) => id);
const move = (id: string, by: -1 | 1) => ({ type: "page_moved", id, by }) as const;

describe("The pages of a PDF", () => {
  it("are bound in the order that the user gives them", () => {
    const driver = withPages("a", "b", "c");
    driver.send(move("c", -1), move("c", -1), move("a", 1));
    assert.deepEqual(order(driver), ["c", "b", "a"]);
    driver.send({ type: "documents_submitted" });
    const { pageIds } = driver.pendingEffect("prepare") as Extract<Effect, { type: "prepare" }>;
    assert.deepEqual(pageIds, ["c", "b", "a"]);
  });

  it("stay where there is none to trade places with", () => {
    const driver = withPages("a", "b").send(move("a", -1), move("b", 1), move("gone", 1));
    assert.deepEqual(order(driver), ["a", "b"]);
  });

  it("trade places with pages alone, whatever lies between them", () => {
    const driver = withPages("a");
    driver.send({ type: "file_added", file: file("other", { fileType: "OTHER" }) });
    driver.send({
      type: "file_added",
      file: file("b", { name: "b.jpg", mimeType: "image/jpeg", state: "waiting" }),
    });
    driver.succeed("prepare", { name: "b.jpg", size: 10, mimeType: "image/jpeg" });
    assert.deepEqual(order(driver.send(move("b", -1))), ["b", "other", "a"]);
  });

  it("are files of their own: any other file stays in its place", () => {
    const driver = atDocuments().send(
      { type: "file_added", file: file("one") },
      { type: "file_added", file: file("two") },
    );
    const before = order(driver);
    assert.deepEqual(order(driver.send(move("two", -1))), before);
  });
});
