/** Lines of an invented medical indication. */
const text = [
  "CLINICA DEMO",
  "Medical indication (invented, for trying things out)",
  "",
  "Patient: MARIA GONZALEZ",
  "Diagnosis: R51 Headache",
  "Rx: MED-042, 1 tablet every 8h for 10 days",
  "",
  "Dr. Invented, licence 00000",
];

/** A real PDF of one page, padded with a comment to `size` bytes where that is more than it needs. */
export function makeIndication(size = 0): Buffer {
  const shown = text
    .map((line, index) => `BT /F1 12 Tf 72 ${760 - index * 20} Td (${line}) Tj ET`)
    .join("\n");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${shown.length} >>\nstream\n${shown}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  body += padding(size - body.length - 400);
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, "latin1");
}

/** Comment lines of a PDF that are about `bytes` long together. */
function padding(bytes: number): string {
  const line = `%${"x".repeat(78)}\n`;
  return bytes > 0 ? line.repeat(Math.ceil(bytes / line.length)) : "";
}
