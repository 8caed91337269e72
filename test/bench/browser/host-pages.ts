import type { HostPage } from "../../browser/host-pages.ts";

/** What the pages' tags differ in. */
type Tag = {
  /** The first session token, as JavaScript. By default the page requests it before the loader, as documented. */
  token?: string;
  /** Further options, as JavaScript. */
  options?: string;
  /** Pixels that the page reserves for the widget: by default the height of its first screen, as documented. */
  reserved?: number;
};

/** The tag and the call as the widget's README shows them. */
const documentedTag = ({ token = "getToken()", options = "", reserved = 336 }: Tag = {}): string =>
  `<div id="preauth" style="min-height: ${reserved}px"></div>
  <script>
    const getToken = () => fetch("/token", { method: "POST" }).then((reply) => reply.text());
    const firstToken = ${token};
  </script>
  <script src="{{bff}}/widget/v1/loader.js" defer crossorigin></script>
  <script type="module">
    await window.osiguReady;
    OsiguPreAuth.mount({
      container: "#preauth", sponsorSlug: "sponsor-sandbox", token: firstToken, getToken, ${options}
    });
  </script>`;

/** The page with the widget in it and nothing else. */
export const documentedPage: HostPage = { body: documentedTag(), script: "" };

/** A page that hands over a session token in its HTML. */
export const pageWithToken = (token: string): HostPage => ({
  body: documentedTag({ token: JSON.stringify(token) }),
  script: "",
});

/** Such a page that names a version of the widget, and preloads the script of that version. */
export async function pageWithScript(token: string, bff: string): Promise<HostPage> {
  const { version, files } = await (await fetch(`${bff}/widget/v1/integrity.json`)).json();
  const script = Object.keys(files).find((path) => path.startsWith("chunks/script-"));
  const { body = "", ...rest } = pageWithToken(token);
  return {
    ...rest,
    head: `<link rel="modulepreload" href="{{bff}}/widget/${version}/${script}" crossorigin>`,
    body: body.replace("/widget/v1/", `/widget/${version}/`),
  };
}

/** A host's own content above and right under the widget. */
export const pageWithContent = (tag: Tag): HostPage => ({
  body: `<p>Ask the patient's insurer for approval.</p>${documentedTag(tag)}
    <p>Questions? The front desk is open until six.</p><p>Clinic, 12 Some Street</p>`,
  script: "",
});
