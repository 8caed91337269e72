import type { HostPages } from "../../browser/host-pages.ts";
import { openHostPages } from "../../browser/host-pages.ts";
import { startPuppeteerTabs } from "../../e2e/puppeteer-tab.ts";
import { openTogether } from "../../stack/closing.ts";
import { type Figure, published, type Section } from "../figure.ts";
import { browserGoals, publishedBlocking, publishedFirstFields, publishedHeaps } from "../goals.ts";
import { median } from "../median.ts";
import { type BareSite, openBareSite } from "./bare-site.ts";
import { type FirstField, timeFirstField } from "./first-field.ts";
import { documentedPage, pageWithScript, pageWithToken } from "./host-pages.ts";
import { type Response, type Travelled, travel } from "./journey.ts";
import { leftAfterMounts, mounts } from "./mounts.ts";

/** Visits and journeys of which the medians count. */
const visits = 9;
const journeys = 5;

/** How long a user on a slow phone waits, and what the widget does to the page around it. */
export function measureBrowser(): Promise<Section> {
  return openTogether(async (closing) => {
    const bare = closing.also(await openBareSite(), (site) => site.close());
    const pages = closing.also(
      await openHostPages("chromium", {
        bff: { OTP_PAUSES: "1", RATE_LIMITS: "search=100000/60" },
        startTabs: () => startPuppeteerTabs("chromium"),
      }),
      (open) => open.close(),
    );
    const figures = [
      ...(await firstFieldRows(pages, bare)),
      ...(await journeyRows(pages)),
      ...(await mountRows(pages, bare)),
    ];
    await closing.close();
    return {
      title: `Browser: Chromium, 4x CPU, 1.6 Mbit/s, 150 ms, 390 x 844; medians of ${visits} visits and ${journeys} journeys to a code`,
      figures,
      remark:
        "A response is the time from a key or press to the end of the next painted frame: the slowest of the journey, each the median of all journeys. Layout shift is Chrome's, of the host's own nodes, above and right under the widget.",
    };
  });
}

/** The ways to a first field that are measured, in turns, so that a noisy moment of the machine hits them alike. */
type Way = "documented" | "token" | "script" | "second" | "field" | "form";

async function firstFieldRows(pages: HostPages, bare: BareSite): Promise<Figure[]> {
  const seen: Record<Way, FirstField[]> = {
    documented: [],
    token: [],
    script: [],
    second: [],
    field: [],
    form: [],
  };
  for (let visit = 0; visit < visits; visit += 1) {
    seen.field.push(await timeFirstField(pages, bare.field, "bare-element"));
    seen.form.push(await timeFirstField(pages, bare.form, "bare-element"));
    seen.documented.push(await timeFirstField(pages, documentedPage, "osigu-preauth"));
    const token = await (await fetch(`${pages.url}/token`, { method: "POST" })).text();
    seen.token.push(await timeFirstField(pages, pageWithToken(token), "osigu-preauth"));
    const withScript = await pageWithScript(token, pages.stack.bff.url);
    seen.script.push(await timeFirstField(pages, withScript, "osigu-preauth"));
    seen.second.push(await timeFirstField(pages, documentedPage, "osigu-preauth", "second"));
  }
  const middle = (way: Way, of: keyof FirstField) => median(seen[way].map((one) => one[of]));
  const toBareLit = (way: Way) =>
    median(seen[way].map(({ ready }, visit) => ready / (seen.form[visit]?.ready ?? Number.NaN)));
  const bareForm = "  bare Lit by a loader, with token and form, in this run";
  const bareField = "  bare Lit with a field of its own, in this run";
  return [
    { what: "first field ready, documented tag, ms", value: middle("documented", "ready") },
    { what: "  … with a token in the page's HTML", value: middle("token", "ready") },
    {
      what: "  … and the script preloaded, by a page that names a version",
      value: middle("script", "ready"),
    },
    { what: "  … at the second visit, files cached", value: middle("second", "ready") },
    { what: bareForm, value: middle("form", "ready") },
    { what: bareField, value: middle("field", "ready") },
    ...published(publishedFirstFields),
    {
      what: "first field as a multiple of bare Lit by a loader, documented tag",
      value: toBareLit("documented"),
      goal: browserGoals.readyToBareLit,
    },
    {
      what: "  … with a token in the page's HTML",
      value: toBareLit("token"),
      goal: browserGoals.readyWithTokenToBareLit,
    },
    {
      what: "  … and the script preloaded, by a page that names a version",
      value: toBareLit("script"),
      goal: browserGoals.readyWithTokenToBareLit,
    },
    {
      what: "  … at the second visit, files cached",
      value: toBareLit("second"),
      goal: browserGoals.readyAgainToBareLit,
    },
    {
      what: "total blocking time until then, documented tag, ms",
      value: middle("documented", "blocked"),
      goal: browserGoals.blockedMilliseconds,
    },
    { what: bareForm, value: middle("form", "blocked") },
    ...published(publishedBlocking),
    { what: "the same by the page's own CPU time", value: middle("documented", "blockedByCpu") },
    { what: bareForm, value: middle("form", "blockedByCpu") },
  ];
}

async function journeyRows(pages: HostPages): Promise<Figure[]> {
  const travelled: Travelled[] = [];
  for (let journey = 0; journey < journeys; journey += 1) travelled.push(await travel(pages, pages.pdf));
  const withoutRoom = await travel(pages, pages.pdf, 0);
  const steps = Map.groupBy(alike(travelled), ({ step }) => step);
  const slowest = (which: "median" | "least") =>
    [...steps].map(([step, all]) => ({ step, ms: Math.max(...all.map((one) => one[which])) }));
  const worst = (which: "median" | "least") => Math.max(...slowest(which).map(({ ms }) => ms));
  return [
    {
      what: "key or press to next paint, slowest of all steps, ms",
      value: worst("median"),
      goal: browserGoals.responseMilliseconds,
    },
    ...slowest("median").map(({ step, ms }) => ({ what: `  in ${step}`, value: ms })),
    { what: "  slowest of all steps, each the least of its journeys", value: worst("least") },
    {
      what: "layout shift of the host's page, unasked, in a journey, documented tag",
      value: median(travelled.map((one) => shiftOf(one, false))),
      goal: browserGoals.shift,
    },
    {
      what: "  within half a second of a key or press",
      value: median(travelled.map((one) => shiftOf(one, true))),
    },
    {
      what: "  … in a host's page that reserves nothing",
      value: shiftOf(withoutRoom, false),
      goal: browserGoals.shift,
    },
  ];
}

type Answered = { step: string; median: number; least: number };

/** The same key or press of every journey as one: its median and its least. */
function alike(travelled: Travelled[]): Answered[] {
  const times = new Map<string, { step: string; ms: number[] }>();
  for (const { responses } of travelled) {
    const count = new Map<string, number>();
    for (const { step, event, ms } of responses as Response[]) {
      const kind = `${step} ${event}`;
      const nth = (count.get(kind) ?? 0) + 1;
      count.set(kind, nth);
      const one = times.get(`${kind} ${nth}`) ?? { step, ms: [] };
      one.ms.push(ms);
      times.set(`${kind} ${nth}`, one);
    }
  }
  return [...times.values()].map(({ step, ms }) => ({ step, median: median(ms), least: Math.min(...ms) }));
}

const shiftOf = ({ shifts }: Travelled, asked: boolean) =>
  shifts.filter((one) => one.outside && one.asked === asked).reduce((sum, { value }) => sum + value, 0);

async function mountRows(pages: HostPages, bare: BareSite): Promise<Figure[]> {
  const ours = await leftAfterMounts(pages, {}, "osigu-preauth");
  const lit = await leftAfterMounts(pages, bare.field, "bare-element");
  const after = `left after ${mounts} mounts and unmounts`;
  return [
    { what: `nodes ${after}`, value: ours.nodes, goal: 0 },
    { what: `listeners ${after}`, value: ours.listeners, goal: 0 },
    { what: `requests ${after}`, value: ours.calls, goal: 0 },
    { what: `heap ${after}, KB`, value: ours.heap / 1_000, goal: browserGoals.leftKilobytes },
    { what: "  bare Lit, in this run", value: lit.heap / 1_000 },
    ...published(publishedHeaps),
  ];
}
