import { type Condition, type ContactActivity, contactActivities } from "@chatloom/flows-schema";
import type { SegmentWorld } from "@chatloom/runtime";

/** The activities of contacts that conditions name, with the values that they ask for. */
export type WantedActivities = ReadonlyMap<ContactActivity, ReadonlySet<string> | "all">;

/** Finds the activities that conditions name, also in the segments that they name. */
export function wantedActivities(
  conditions: readonly Condition[],
  segments: SegmentWorld,
): WantedActivities {
  const wanted = new Map<ContactActivity, Set<string>>();
  const seen = new Set<string>();
  const open = [...conditions];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const { left, right = "" } of next.groups.flatMap((it) => it.rules)) {
      const name = /^\s*contact\.(\w+)\s*$/.exec(left)?.[1] ?? "";
      const value = right.trim();
      if (isActivity(name) && value !== "") {
        wanted.set(name, (wanted.get(name) ?? new Set()).add(value));
      }
      const inner = Object.hasOwn(segments.conditions, value)
        ? segments.conditions[value]
        : undefined;
      if (name === "segments" && inner && !seen.has(value)) {
        seen.add(value);
        open.push(inner);
      }
    }
  }
  return wanted;
}

/** Tells whether a name is that of an activity, such as `reachedGoals`. */
function isActivity(name: string): name is ContactActivity {
  return contactActivities.some((it) => it === name);
}
