import { preauthEvent } from "../../public/events.ts";
import type { StepHost } from "../step.ts";

/** Tells the page that the user is done. Where nobody is known to listen, the widget starts again. */
export function close(host: Pick<StepHost, "root" | "handlesClose" | "restart">): void {
  const element = host.root.host;
  // A listener that is called once has gone after the call.
  const { handlesClose } = host;
  const proceeds = element.dispatchEvent(preauthEvent("preauth-close", undefined, true));
  if (proceeds && !handlesClose && element.isConnected) host.restart();
}
