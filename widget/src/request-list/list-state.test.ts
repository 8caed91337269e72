import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Authorization, ListedRequest, RequestListPage } from "@osigu-preauth/shared";
import {
  initialState,
  type ListState,
  nextPagePath,
  shownPagePath,
  withNextPage,
  withRequest,
  withShownPage,
} from "./list-state.ts";

const now = Date.parse("2026-11-27T12:00:00Z");

const request = (id: string, hour: number, change: Partial<ListedRequest> = {}): ListedRequest => ({
  authorization_request_id: id,
  status: "PENDING_SPONSOR",
  created_at: `2026-11-27T${String(hour).padStart(2, "0")}:00:00.000Z`,
  updated_at: `2026-11-27T${String(hour).padStart(2, "0")}:00:00.000Z`,
  sponsor_slug: "sponsor-norte",
  beneficiary_name: "MARÍA GONZÁLEZ",
  diagnosis_code: "R51",
  products: [],
  authorizations: [],
  ...change,
});
const approved = (change: Partial<Authorization> = {}) =>
  ({ status: "APPROVED", authorization_code: "AUT-1", products: [], ...change }) as Authorization;
const page = (content: ListedRequest[], total = content.length): RequestListPage => ({
  content,
  page: { number: 0, size: 15, total_elements: total, total_pages: 1 },
});
const list = (content: ListedRequest[], change: Partial<ListState> = {}, total = content.length) => ({
  ...withNextPage(initialState, page(content, total)),
  ...change,
});
const ids = ({ requests = [] }: ListState) => requests.map((one) => one.authorization_request_id);

describe("The list of requests", () => {
  it("asks for the page after what is shown, of its part and its search", () => {
    const fifteen = Array.from({ length: 15 }, (_, index) => request(`r${index}`, 10));
    const state = list(fifteen, { filter: "open", query: "maría" }, 40);
    assert.equal(
      nextPagePath(state),
      "/arc/v1/authorization-requests?page=1&size=15&state=open&query=mar%C3%ADa",
    );
    assert.equal(
      shownPagePath(list([...fifteen, request("r15", 9)])),
      "/arc/v1/authorization-requests?page=0&size=30",
    );
  });

  it("shows a request once, though the pages have moved", () => {
    const state = withNextPage(
      list([request("b", 11), request("a", 10)], {}, 3),
      page([request("a", 10), request("c", 9)], 3),
    );
    assert.deepEqual(ids(state), ["b", "a", "c"]);
  });

  it("adds a new request where its age puts it, and counts it", () => {
    const [state, change] = withRequest(list([request("b", 11), request("a", 9)]), request("c", 10), now);
    assert.equal(change, "added");
    assert.deepEqual(ids(state), ["b", "c", "a"]);
    assert.equal(state.total, 3);
  });

  it("leaves a decided request in its place among the open ones: nothing moves under the user's hand", () => {
    const before = list([request("b", 11), request("a", 10)], { filter: "open" });
    const decided = request("a", 10, {
      status: "COMPLETED",
      updated_at: "2026-11-27T11:30:00.000Z",
      authorizations: [approved()],
    });
    const [state, change] = withRequest(before, decided, now);
    assert.equal(change, "changed");
    assert.deepEqual(ids(state), ["b", "a"]);
    assert.equal(state.requests?.[1]?.status, "COMPLETED");
  });

  it("takes nothing from an event that is older than what is shown, or the same", () => {
    const shown = request("a", 10, { updated_at: "2026-11-27T11:30:00.000Z", status: "COMPLETED" });
    for (const event of [request("a", 10), { ...shown }]) {
      const [state, change] = withRequest(list([shown]), event, now);
      assert.equal(change, "other");
      assert.equal(state.requests?.[0]?.status, "COMPLETED");
    }
  });

  for (const [why, change, event] of [
    ["belongs to another part", { filter: "decided" }, request("b", 11)],
    ["does not match the search", { query: "pedro" }, request("b", 11)],
    [
      "does not end soon",
      { filter: "expiring" },
      request("b", 11, { authorizations: [approved({ expires_at: "2026-12-27T00:00:00Z" })] }),
    ],
    ["is older than the pages that were read", { total: 30 }, request("b", 1)],
  ] as const) {
    it(`does not add a request that ${why}`, () => {
      const [state, kind] = withRequest(list([request("a", 10)], change), event, now);
      assert.equal(kind, "other");
      assert.deepEqual(ids(state), ["a"]);
    });
  }

  it("adds what ends within seven days, and finds names whatever their accents", () => {
    const ending = request("b", 11, { authorizations: [approved({ expires_at: "2026-12-02T00:00:00Z" })] });
    assert.equal(withRequest(list([], { filter: "expiring" }), ending, now)[1], "added");
    assert.equal(withRequest(list([], { query: "gonzalez maria" }), ending, now)[1], "added");
  });

  it("keeps older pages, and what came live meanwhile, when the first page is read again", () => {
    const newer = request("a", 10, { updated_at: "2026-11-27T11:45:00.000Z", status: "COMPLETED" });
    const before = list([request("live", 11), newer, request("old", 5)], {}, 20);
    const state = withShownPage(before, page([request("a", 10), request("missed", 9)], 20));
    assert.deepEqual(ids(state), ["live", "a", "missed", "old"]);
    assert.equal(state.requests?.[1]?.status, "COMPLETED");
  });

  it("forgets what is no longer in the list when the first page is read again", () => {
    const before = list([request("a", 10), request("erased", 9)]);
    assert.deepEqual(ids(withShownPage(before, page([request("a", 10)]))), ["a"]);
  });
});
