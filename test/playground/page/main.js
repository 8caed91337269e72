import { embed } from "./embed.js";
import { logEvents } from "./event-log.js";
import { byId, readSite } from "./site.js";
import { showTrySheet } from "./try-sheet.js";

/** @import { Embedding, Mounted } from "./embed.js" */
/** @import { Site } from "./site.js" */

const container = byId("preauth");
const options = /** @type {HTMLFormElement} */ (byId("options"));
/** @type {Mounted | undefined} */
let mounted;

const site = await readSite();
introduce(site);
logEvents(container, byId("events"), byId("no-events"));
restoreChoices();
await start();

options.addEventListener("change", ({ target }) => {
  history.replaceState(undefined, "", `?${new URLSearchParams(choices())}`);
  const { name } = /** @type {HTMLInputElement} */ (target);
  if (name === "theme" || name === "brand") dress();
  else start();
});
byId("again").addEventListener("click", start);

/**
 * Shows the page around the widget: who is logged in, what to choose, what is real.
 * @param {Site} site
 */
function introduce({ user, sponsors }) {
  byId("user").textContent = user.name;
  byId("role").textContent = ` · ${user.role}`;
  byId("notice").textContent =
    sponsors.length > 0
      ? "Sandbox: no insurer is reached, and everything here is invented."
      : "Connected to the vendor with real credentials: requests made here are real.";
  const select = /** @type {HTMLSelectElement} */ (options.elements.namedItem("sponsor"));
  for (const { sponsor_slug, name } of sponsors) select.append(new Option(name, sponsor_slug));
  const [first] = sponsors;
  if (first) select.value = first.sponsor_slug;
  const isWide = matchMedia("(min-width: 960px)").matches;
  for (const panel of document.querySelectorAll("[data-open-wide]")) panel.toggleAttribute("open", isWide);
}

/** Choices live in the address, so that a way of embedding can be kept and sent. */
function restoreChoices() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = options.elements.namedItem(name);
    if (field instanceof HTMLSelectElement || field instanceof HTMLInputElement) field.value = value;
  }
}

/** @returns {Embedding} */
function choices() {
  return /** @type {Embedding} */ (Object.fromEntries(new FormData(options)));
}

async function start() {
  const chosen = choices();
  mounted?.unmount();
  mounted = undefined;
  dress();
  const locked = site.sponsors.filter(({ sponsor_slug }) => sponsor_slug === chosen.sponsor);
  showTrySheet(byId("try"), locked.length > 0 ? locked : site.sponsors);
  try {
    mounted = await embed(container, chosen);
  } catch (error) {
    console.error(error);
    byId("missing").hidden = false;
  }
}

/** The brand's colour and the theme, for the page and for the widget alike; neither starts it again. */
function dress() {
  const { theme, brand } = choices();
  document.documentElement.dataset.theme = theme;
  document.documentElement.style.setProperty("--brand", brand);
  container.style.setProperty("--osigu-color-primary", brand);
  mounted?.element.setAttribute("theme", theme);
}
