import { type Condition, type ContactActivity, contactListNamed } from "@chatloom/flows-schema";
import type { SegmentWorld } from "@chatloom/runtime";
import { nestedSegments } from "./nested-segments.ts";

/** The activities of contacts that conditions name, with the values that they ask for. */
export type WantedActivities = ReadonlyMap<ContactActivity, ReadonlySet<string> | "all">;

/** Finds the activities that conditions name, also in the segments that they name. */
export function wantedActivities(
  conditions: readonly Condition[],
  segments: SegmentWorld,
): WantedActivities {
  const wanted = new Map<ContactActivity, Set<string>>();
  const nested = nestedSegments(conditions, segments.conditions);
  const all = [...conditions, ...nested.flatMap((it) => segments.conditions[it] ?? [])];
  for (const { left, right = "" } of all.flatMap((it) => it.groups).flatMap((it) => it.rules)) {
    const name = contactListNamed(left);
    const value = right.trim();
    if (name !== undefined && name !== "consents" && value !== "") {
      wanted.set(name, (wanted.get(name) ?? new Set()).add(value));
    }
  }
  return wanted;
}
