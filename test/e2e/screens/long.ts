import type { Environment, PageOptions } from "../environment.ts";
import { addDiagnosis, search } from "../journey.ts";
import type { Camera } from "./camera.ts";

/** A patient with a name of 60 characters, and 30 products. */
export async function walkLong(environment: Environment, page: PageOptions, { take }: Camera) {
  const { widget, close } = await environment.openPage(page);
  await widget.find("textbox", "Document number");
  await widget.tab.evaluate(mountLong);
  await search(widget);
  await widget.confirmPerson();
  await widget.waitForText(/30 tablets/);
  await addDiagnosis(widget, "R51");
  await take(widget, "2-request-long");
  await widget.press("Continue");
  await widget.waitForStep("Add the documents");
  await widget.attach(await environment.pdf());
  await widget.waitForText("Uploaded");
  await widget.press("Continue");
  await widget.waitForStep("Check and send");
  await take(widget, "4-review-long");
  await widget.press("Request authorization");
  await widget.waitForStep("Approved");
  await take(widget, "5-approved-long");
  await close();
}

/** Runs in the page: the same embedding, with what makes it long. */
function mountLong(): void {
  const { OsiguPreAuth } = window as unknown as { OsiguPreAuth: { mount(options: unknown): void } };
  document.querySelector("osigu-preauth")?.remove();
  const products = Array.from({ length: 30 }, (_, index) => ({
    product_code: `MED-${String(index + 40).padStart(3, "0")}`,
    product_type: "MEDICATION",
    quantity: 30,
    posology: "1 tablet every 8 h for 10 days",
  }));
  OsiguPreAuth.mount({
    container: "#preauth",
    sponsorSlug: "sponsor-sandbox",
    locale: "en",
    theme: "light",
    getToken: async () => {
      const response = await fetch("/preauth-token", { method: "POST" });
      return (await response.json()).access_token;
    },
    prefill: { products },
    hooks: {
      decorateSearchResult: (beneficiary: object) => ({
        ...beneficiary,
        first_name: "MARÍA FERNANDA DE LOS ÁNGELES",
        last_name: "GONZÁLEZ-ETCHEVERRÍA MONTENEGRO",
      }),
    },
  });
}
