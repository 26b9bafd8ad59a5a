import type { FlowSummary } from "@chatloom/api-schema";

/** Chooses flows by name or id; all where none is named. Throws for a name that no flow has, or several. */
export function chooseFlows(
  items: readonly FlowSummary[],
  names: readonly string[],
): readonly FlowSummary[] {
  if (names.length === 0) {
    return items;
  }
  return names.map((asked) => {
    const fitting = items.filter(({ id, name }) => id === asked || name === asked);
    const [found] = fitting;
    if (!found) {
      throw new Error(`There is no flow "${asked}". "chatloom flow list" shows all.`);
    }
    if (fitting.length > 1) {
      const ids = fitting.map(({ id }) => id).join(", ");
      throw new Error(`${fitting.length} flows are called "${asked}". Name one by its id: ${ids}`);
    }
    return found;
  });
}
