import type { HostPages } from "../../browser/host-pages.ts";
import { openHostPages } from "../../browser/host-pages.ts";
import { openTogether } from "../../stack/closing.ts";
import { type Figure, published, type Section } from "../figure.ts";
import { browserGoals, publishedBlocking, publishedFirstFields, publishedHeaps } from "../goals.ts";
import { median } from "../median.ts";
import { type BareSite, openBareSite } from "./bare-site.ts";
import { type FirstField, timeFirstField } from "./first-field.ts";
import { type Response, type Travelled, travel } from "./journey.ts";
import { leftAfterMounts, mounts } from "./mounts.ts";

/** Visits and journeys of which the medians count. */
const visits = 9;
const journeys = 5;
/** Pixels that a host keeps free for the widget where it does: a phone's height. */
const reserved = 844;

/** What a person on a poor phone has to wait for, and what the widget does to the page around it. */
export function measureBrowser(): Promise<Section> {
  return openTogether(async (closing) => {
    const bare = closing.also(await openBareSite(), (site) => site.close());
    const pages = closing.also(
      await openHostPages("chromium", { bff: { OTP_PAUSES: "1", RATE_LIMITS: "search=100000/60" } }),
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

async function firstFieldRows(pages: HostPages, bare: BareSite): Promise<Figure[]> {
  const seen: Record<"ours" | "field" | "form", FirstField[]> = { ours: [], field: [], form: [] };
  for (let visit = 0; visit < visits; visit += 1) {
    // They take turns, so that a noisy moment of the machine hits them alike.
    seen.field.push(await timeFirstField(pages, bare.field, "bare-element"));
    seen.form.push(await timeFirstField(pages, bare.form, "bare-element"));
    seen.ours.push(await timeFirstField(pages, {}, "osigu-preauth"));
  }
  const ready = (name: keyof typeof seen) => median(seen[name].map((one) => one.ready));
  const blocked = (name: keyof typeof seen, by: "blocked" | "blockedByCpu" = "blocked") =>
    median(seen[name].map((one) => one[by]));
  const asMuchAs = (name: keyof typeof seen) =>
    median(seen.ours.map((one, visit) => one.ready / (seen[name][visit]?.ready ?? Number.NaN)));
  const { readyMilliseconds, readyAsBareLit, blockedMilliseconds } = browserGoals;
  return [
    { what: "first field ready, ms", value: ready("ours"), goal: readyMilliseconds },
    { what: "  bare Lit with a field of its own, in this run", value: ready("field") },
    { what: "  bare Lit by a loader, with token and form, in this run", value: ready("form") },
    ...published(publishedFirstFields),
    {
      what: "as a multiple of bare Lit with a field of its own",
      value: asMuchAs("field"),
      goal: readyAsBareLit,
    },
    { what: "as a multiple of bare Lit by a loader, with token and form", value: asMuchAs("form") },
    { what: "total blocking time until then, ms", value: blocked("ours"), goal: blockedMilliseconds },
    { what: "  bare Lit with a field of its own, in this run", value: blocked("field") },
    { what: "  bare Lit by a loader, with token and form, in this run", value: blocked("form") },
    ...published(publishedBlocking),
    { what: "the same by the page's own CPU time", value: blocked("ours", "blockedByCpu") },
    {
      what: "  bare Lit by a loader, with token and form, in this run",
      value: blocked("form", "blockedByCpu"),
    },
  ];
}

async function journeyRows(pages: HostPages): Promise<Figure[]> {
  const travelled: Travelled[] = [];
  for (let journey = 0; journey < journeys; journey += 1) travelled.push(await travel(pages, pages.pdf));
  const withRoom = await travel(pages, pages.pdf, reserved);
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
      what: "layout shift of the host's page, unasked, in a journey",
      value: median(travelled.map((one) => shiftOf(one, false))),
      goal: browserGoals.shift,
    },
    {
      what: "  within half a second of a key or press",
      value: median(travelled.map((one) => shiftOf(one, true))),
    },
    {
      what: `layout shift, unasked, in a host's page that keeps ${reserved} px free`,
      value: shiftOf(withRoom, false),
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
