import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/*
 * Loaded into a process that is measured, before its meter: on SIGUSR2 everything that nobody holds is let go first,
 * so that what is read is what streams hold and not what opening them left behind.
 */
setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");
process.on("SIGUSR2", collect);
