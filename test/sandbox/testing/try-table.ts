import { readTrySheet, type TryCase, type TrySheet } from "../sandbox.ts";

/** The table of sponsors that the README shows: a row for each case, with what to type and where it leads. */
export async function writeTryTable(): Promise<string> {
  const sheet = await readTrySheet();
  const head = [
    "| sponsor | type into the search | ask for | and then | leads to |",
    "| --- | --- | --- | --- | --- |",
  ];
  return [...head, ...sheet.flatMap(writeRows)].join("\n");
}

function writeRows({ sponsor_slug, cases }: TrySheet[number]): string[] {
  return cases.map((testCase) => {
    const cells = [
      `\`${sponsor_slug}\``,
      writeSearch(testCase),
      writeProducts(testCase),
      writeRest(testCase),
      testCase.title,
    ];
    return `| ${cells.join(" | ")} |`;
  });
}

function writeSearch({ search, person }: TryCase): string {
  const values = Object.entries(search).map(([key, value]) => `${key} \`${value}\``);
  return [...values, ...(person ? [`then ${person}`] : [])].join(", ");
}

function writeProducts({ products = [], diagnosis_code }: TryCase): string {
  const asked = products.map(({ product_code, quantity }) => `\`${product_code}\` × ${quantity}`);
  return [...asked, ...(diagnosis_code ? [`for \`${diagnosis_code}\``] : [])].join(", ");
}

function writeRest({ fields = {}, documents = [], otp_code }: TryCase): string {
  const typed = Object.entries(fields).map(([key, value]) => `${key} \`${value}\``);
  return [...typed, ...documents, ...(otp_code ? [`code \`${otp_code}\``] : [])].join(", ");
}
