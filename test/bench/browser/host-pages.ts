import type { HostPage } from "../../browser/host-pages.ts";

const loader = '<script src="{{bff}}/widget/v1/loader.js" defer crossorigin></script>';
const place = '<div id="preauth"></div>';

/** The tag and the call as the widget's README shows them. `options`: further options, as JavaScript. */
export const documentedTag = (options = ""): string => `${place}${loader}
  <script type="module">
    await window.osiguReady;
    const getToken = () => fetch("/token", { method: "POST" }).then((reply) => reply.text());
    OsiguPreAuth.mount({ container: "#preauth", sponsorSlug: "sponsor-sandbox", getToken, ${options} });
  </script>`;

/** A page with the widget in it and nothing else. */
export const documentedPage: HostPage = { body: documentedTag(), script: "" };

/** A page that hands over a session token in its HTML. */
export const pageWithToken = (token: string): HostPage => ({
  body: documentedTag(`token: ${JSON.stringify(token)}`),
  script: "",
});

/** A host's own content above and right under the widget. `reserved`: pixels that the host reserves for the widget. */
export const pageWithContent = (options: string, reserved: number): HostPage => ({
  head: `<style>#preauth { min-height: ${reserved}px }</style>`,
  body: `<p>Ask the patient's insurer for approval.</p>${documentedTag(options)}
    <p>Questions? The front desk is open until six.</p><p>Clinic, 12 Some Street</p>`,
  script: "",
});
