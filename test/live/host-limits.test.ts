import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { hostsCommand } from "../../bff/src/cli/hosts.ts";
import { makeHost } from "../stack/host.ts";
import { waitFor } from "../stack/readiness.ts";
import { type Stack, startStack } from "../stack/stack.ts";
import { type Desk, makeRequest, sitDown } from "./desk.ts";
import { openEvents } from "./event-reader.ts";

const sponsor = "sponsor-sandbox";
const search = ({ arc }: Desk) =>
  arc.post(`/v1/sponsors/${sponsor}/search`, { document_type: "CC", document_number: "123456789" });
const policyOf = (headers: Headers) => headers.get("ratelimit-policy");

for (const [where, redis] of [
  ["in memory", false],
  ["with Redis", true],
] as const) {
  describe(`a host's own limits, ${where}`, () => {
    const small = { ...makeHost(["https://small.example"], "small"), limits: "search=2/3600,streams=1" };
    let stack: Stack;
    before(async () => {
      stack = await startStack({ redis, hosts: [small] });
    });
    after(() => stack?.stop());

    test("hold for its users, each, and for nobody of another host", async () => {
      const { url } = stack.bff;
      const ana = await sitDown({ host: small }, url, "ana");
      const bruno = await sitDown({ host: small }, url, "bruno");
      const other = await sitDown(stack, url, "ana");
      for (const desk of [ana, ana, bruno]) {
        const { status, headers } = await search(desk);
        assert.deepEqual([status, policyOf(headers)], [200, '"search";q=2;w=3600']);
      }
      const { status, headers } = await search(ana);
      assert.deepEqual([status, policyOf(headers)], [429, '"search";q=2;w=3600']);
      for (let count = 0; count < 3; count += 1) {
        const reply = await search(other);
        assert.deepEqual([reply.status, policyOf(reply.headers)], [200, '"search";q=120;w=3600']);
      }
      await waitFor("the audit", async () =>
        stack.bff.log.some((line) => line.includes('"limit_met"') && line.includes('"small"')),
      );
      const metrics = await (await fetch(`${url}/metrics`)).text();
      assert.match(metrics, /preauth_events_total\{name="limit_search"\} 1\n/);
      assert.match(metrics, /preauth_host_requests_total\{host="small",status="4xx"\} 1\n/);
    });

    test("bound what its users have open at once", async () => {
      const desk = await sitDown({ host: small }, stack.bff.url, "carla");
      const { id } = await makeRequest(desk, { sponsor, document: "123456789" });
      const first = await openEvents({ ...desk, requestId: id });
      const second = await openEvents({ ...desk, requestId: id });
      assert.deepEqual([first.response.status, second.response.status], [200, 429]);
      first.close();
      second.close();
    });

    test("change while the server runs, by the command", async () => {
      const desk = await sitDown({ host: small }, stack.bff.url, "diego");
      const said: string[] = [];
      const terminal = { out: (text: string) => said.push(text), err: (text: string) => said.push(text) };
      const { HOSTS_FILE } = stack.env;
      assert.equal(hostsCommand(["limits", "small", "search=3/3600"], HOSTS_FILE, terminal), 0);
      await waitFor("the new limit", async () => {
        const { headers } = await search(desk);
        return policyOf(headers) === '"search";q=3;w=3600';
      });
      assert.equal(hostsCommand(["list"], HOSTS_FILE, terminal), 0);
      assert.match(said.at(-1) ?? "", /^small {2}1 key .* limits search=3\/3600$/);
      await waitFor("the audit of the change", async () =>
        stack.bff.log.some((line) => line.includes('"host_changed"') && line.includes('"small"')),
      );
    });
  });
}
