import type { Page } from "puppeteer-core";
import type { HostPages } from "../../browser/host-pages.ts";
import { journeyOf, prepare } from "../../e2e/journey.ts";
import { pageWithContent } from "./host-pages.ts";
import { throttle, viewport } from "./profile.ts";

/**
 * A key or a click, the step that it was made in, and the milliseconds from then until the page had painted the next
 * frame. Event Timing would tell the same, but in Chromium without a display it counts some keys until the next
 * change of the document, though their frames are drawn at once.
 */
export type Response = { step: string; event: string; ms: number };

/** Something of the page that moved. `outside`: of the host's own; `asked`: within half a second of a key or click. */
export type Shift = { step: string; value: number; outside: boolean; asked: boolean };

export type Travelled = { responses: Response[]; shifts: Shift[] };

declare global {
  interface Window {
    responses: (Omit<Response, "step"> & { at: number })[];
    moved: (Omit<Shift, "step"> & { at: number })[];
    stepsAt: { at: number; name: string }[];
  }
}

/** A sponsor whose way to a code goes through every step there is. */
const slug = "sponsor-otp";
const code = "123456";
/** Milliseconds between two keys of somebody who types well. */
const keyPause = 60;

/**
 * Goes from the first screen to an authorization code as a person would, on a poor phone, and watches the page.
 * `reserved`: pixels that the page reserves for the widget, where that is not what the documented tag does.
 */
export async function travel(pages: HostPages, pdf: string, reserved?: number): Promise<Travelled> {
  pages.stack.sandbox.state.otps.clear();
  const { page, widget } = await pages.open({
    ...pageWithContent({
      options: `sponsorSlug: "${slug}", locale: "en"`,
      ...(reserved !== undefined && { reserved }),
    }),
    viewport,
    before: async (page) => {
      await throttle(page);
      await page.evaluateOnNewDocument(watch);
    },
  });
  widget.keyPause = keyPause;
  await prepare(widget, pdf, journeyOf(slug));
  await widget.press("Continue");
  await widget.waitForStep("Send the patient a code");
  await widget.press("Send code");
  await widget.waitForText("Sent to");
  // Six digits are sent by themselves.
  await widget.fill("Code", code);
  await widget.waitForStep("Approved");
  const travelled = await told(page);
  await pages.closePages();
  return travelled;
}

async function told(page: Page): Promise<Travelled> {
  const { responses, moved, steps } = await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { responses: window.responses, moved: window.moved, steps: window.stepsAt };
  });
  const stepAt = (at: number) => steps.findLast((step) => step.at <= at)?.name ?? "before the first step";
  return {
    responses: responses.map(({ at, ...rest }) => ({ step: stepAt(at), ...rest })),
    shifts: moved.map(({ at, ...rest }) => ({ step: stepAt(at), ...rest })),
  };
}

/** Runs in the page, before anything of the page does: it must stand alone. */
function watch(): void {
  window.responses = [];
  window.moved = [];
  window.stepsAt = [];
  document.addEventListener("preauth-step", (event) => {
    const { name } = (event as CustomEvent<{ name: string }>).detail;
    window.stepsAt.push({ at: performance.now(), name });
  });
  for (const type of ["keydown", "keyup", "input", "pointerdown", "pointerup", "click"]) {
    const answered = ({ timeStamp }: Event) => {
      // The frame's callbacks come before it is laid out and painted; a message posted there is read afterwards.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          window.responses.push({ event: type, ms: performance.now() - timeStamp, at: timeStamp });
          port1.close();
        };
        port2.postMessage(undefined);
      });
    };
    addEventListener(type, answered, { capture: true, passive: true });
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources, startTime } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      };
      const outside = sources.some(({ node }) => {
        if (!node) return false;
        const root = node.getRootNode();
        const top = root instanceof ShadowRoot ? root.host : node;
        return !document.querySelector("osigu-preauth")?.contains(top);
      });
      window.moved.push({ value, outside, asked: hadRecentInput, at: startTime });
    }
  }).observe({ type: "layout-shift", buffered: true });
}
