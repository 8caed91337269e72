import { readSettings } from "../../process/settings.ts";
import type { Variables } from "../../settings/setting.ts";
import { type Finding, fail, ok, table } from "./finding.ts";
import { checkHosts, checkProxies, checkWidget } from "./local-checks.ts";
import { checkPublic } from "./public-checks.ts";
import { checkRedis } from "./redis-checks.ts";
import { checkVendor } from "./vendor-checks.ts";

/** `doctor`: looks at everything that the server depends on. Exit code 0: it works; 1: something does not. */
export async function doctor(env: Variables): Promise<{ text: string; status: 0 | 1 }> {
  const findings = await examine(env);
  const count = (result: Finding["result"]) => findings.filter((one) => one.result === result).length;
  const failures = count("fail");
  return {
    text: `${table(findings)}\n\n${failures} failed, ${count("warn")} to look at, ${count("ok")} all right`,
    status: failures === 0 ? 0 : 1,
  };
}

async function examine(env: Variables): Promise<Finding[]> {
  const { settings, mistakes } = readSettings(env);
  if (settings === undefined) {
    return mistakes.map(({ variable, wrong, example }) => fail(variable, wrong, `${variable}=${example}`));
  }
  try {
    return [
      ok("settings", `every setting is valid; environment ${settings.environment}`),
      checkHosts(settings),
      await checkWidget(settings),
      checkProxies(settings),
      await checkRedis(settings),
      ...(await checkVendor(settings)),
      ...(await checkPublic(settings)),
    ];
  } finally {
    settings.close();
  }
}
