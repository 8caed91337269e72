import { writeFileSync } from "node:fs";
import { inRepository } from "../stack/repository.ts";
import { referencePage, writeReference } from "./widget-reference.ts";

/* `node test/documentation/write-reference.ts`: writes the widget's reference page, after `pnpm build`. */
writeFileSync(inRepository(referencePage), writeReference());
