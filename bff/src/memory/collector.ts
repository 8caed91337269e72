import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Asks V8 for a collection: `minor` of the young generation, or `major` of all, down to what can be compiled again. */
type Collect = (options: { type: "minor" } | { type: "major"; flavor: "last-resort" }) => void;

let exposed: Collect | undefined;

/** V8's own collector, which a context has that is made while it is to be exposed. */
export const collect: Collect = (options) => {
  exposed ??= expose();
  exposed(options);
};

function expose(): Collect {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  return gc;
}
