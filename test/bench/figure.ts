/** One line of the table. */
export type Figure = {
  /** What is measured, with its unit. */
  what: string;
  value: number;
  /** The largest value that meets the goal, in the same unit; undefined for a figure to compare with. */
  goal?: number;
  /** The smallest value that meets the goal. */
  least?: number;
  /** The source of a value that was not measured in this run. */
  source?: "published";
};

export type Section = { title: string; figures: Figure[]; remark?: string };

/** Figures of others that were not measured in this run, indented below the figure that they compare with. */
export function published(figures: Record<string, number>): Figure[] {
  return Object.entries(figures).map(([what, value]) => ({ what: `  ${what}`, value, source: "published" }));
}

/** Whether a figure meets its goal; undefined without a goal. */
export function isMet({ value, goal, least }: Figure): boolean | undefined {
  if (goal !== undefined) return value <= goal;
  if (least !== undefined) return value >= least;
  return undefined;
}

/** A section as text, in columns. */
export function format({ title, figures, remark }: Section): string {
  const rows = figures.map((figure) => {
    const { what, value, goal, least, source } = figure;
    const wanted = goal !== undefined ? `≤ ${number(goal)}` : least !== undefined ? `≥ ${number(least)}` : "";
    const met = isMet(figure);
    const mark = met === undefined ? "" : met ? "✓" : "✗";
    return [what, number(value), wanted, mark || (source ?? "")];
  });
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([what = "", value = "", wanted = "", mark = ""]) =>
    `  ${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${wanted.padEnd(widths[2] ?? 0)}  ${mark}`.trimEnd(),
  );
  return [title, ...lines, ...(remark ? [`  ${remark}`] : []), ""].join("\n");
}

function number(value: number): string {
  const digits = Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : Math.abs(value) < 100 ? 1 : 0;
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}
