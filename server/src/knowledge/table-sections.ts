import type { SectionCollector } from "./collect-sections.ts";

/** Adds a table under a heading. Each row becomes a line that names its columns, so that it can be understood alone. */
export function addTable(
  collector: SectionCollector,
  name: string,
  rows: readonly (readonly string[])[],
): void {
  collector.heading(1, name);
  const filled = rows.filter((row) => row.some((it) => it.trim() !== ""));
  const [head = [], ...others] = filled;
  if (others.length === 0) {
    collector.line(head.filter((it) => it.trim() !== "").join(" | "));
    return;
  }
  for (const row of others) {
    const cells = row.flatMap((value, column) => {
      const title = head[column]?.trim() ?? "";
      const plain = value.trim();
      return plain === "" ? [] : [title === "" ? plain : `${title}: ${plain}`];
    });
    collector.line(cells.join("; "));
    // A line of its own: rows are split from each other, never inside.
    collector.line("");
  }
}
