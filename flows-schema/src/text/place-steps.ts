import { isRecord } from "../is-record.ts";

const [width, height] = [340, 180];

interface Way {
  readonly source: string;
  readonly target: unknown;
}

/** Makes the nodes of a flow from the steps of its text. A step without `at` stands one column behind the first step that leads to it. */
export function placeSteps(
  steps: Readonly<Record<string, unknown>>,
  ways: readonly Way[],
): readonly Readonly<Record<string, unknown>>[] {
  const before = new Map<unknown, string>();
  for (const { source, target } of ways) {
    if (!before.has(target)) {
      before.set(target, source);
    }
  }
  const columns = new Map<string, number>();
  function columnOf(id: string): number {
    // Walks back until a step whose column is known, or a circle.
    const way = [id];
    let at = before.get(id);
    while (at !== undefined && !columns.has(at) && !way.includes(at)) {
      way.push(at);
      at = before.get(at);
    }
    let column = at === undefined ? -1 : (columns.get(at) ?? -1);
    for (const step of way.reverse()) {
      columns.set(step, ++column);
    }
    return column;
  }
  const rows = new Map<number, number>();
  return Object.entries(steps).map(([id, step]) => {
    const { type, at, data = {}, to: _, ...unknown } = isRecord(step) ? step : { type: step };
    if (Array.isArray(at) && at.length === 2) {
      return { id, type, position: { x: at[0], y: at[1] }, data, ...unknown };
    }
    const column = columns.get(id) ?? columnOf(id);
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    const position = at ?? { x: column * width, y: row * height };
    return { id, type, position, data, ...unknown };
  });
}
