import type { Condition } from "@chatloom/flows-schema";
import type { SegmentWorld } from "@chatloom/runtime";

/** Lists the ids of the segments that a condition names. */
export function segmentsIn({ groups }: Condition): string[] {
  return groups
    .flatMap((it) => it.rules)
    .filter((it) => it.left.trim() === "contact.segments")
    .map((it) => it.right?.trim() ?? "");
}

/** Lists the ids of the known segments that conditions reach, directly or through one another. */
export function nestedSegments(
  conditions: readonly Condition[],
  known: SegmentWorld["conditions"],
): readonly string[] {
  const reached = new Set<string>();
  const open = conditions.flatMap(segmentsIn);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const condition = Object.hasOwn(known, id) ? known[id] : undefined;
    if (condition && !reached.has(id)) {
      reached.add(id);
      open.push(...segmentsIn(condition));
    }
  }
  return [...reached];
}
