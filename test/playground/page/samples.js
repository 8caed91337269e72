/** What a sample can be, in order of preference. */
const types = ["application/pdf", "image/jpeg", "image/png"];

/**
 * The media type of the sample for a file field with this attribute `accept`; undefined where it takes none. A field
 * without the attribute takes the first.
 * @param {string} accept
 */
export const sampleType = (accept) =>
  accept ? types.find((type) => accept.split(",").includes(type)) : types[0];

/**
 * A sample document of this media type: the site's PDF, or a picture of an invented card.
 * @param {string} type
 * @param {string} name Without an extension.
 */
export async function makeSample(type, name) {
  const content =
    type === "application/pdf" ? await (await fetch("/indication.pdf")).blob() : await drawCard(type);
  return new File([content], `${name}.${type.split("/").at(-1)}`, { type });
}

/**
 * @param {string} type
 * @returns {Promise<Blob>}
 */
function drawCard(type) {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 400;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = "#e8eef7";
  context.fillRect(0, 0, 640, 400);
  context.fillStyle = "#b9c7dc";
  context.fillRect(40, 110, 180, 230);
  context.fillStyle = "#17202b";
  context.font = "600 32px sans-serif";
  context.fillText("CLINICA DEMO", 40, 70);
  context.font = "24px sans-serif";
  for (const [index, line] of ["Identity card (invented)", "Number 000000"].entries())
    context.fillText(line, 260, 150 + index * 44);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(`No picture as ${type}.`))), type);
  });
}
